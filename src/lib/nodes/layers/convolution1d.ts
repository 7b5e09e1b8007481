// What convolution and transposed convolution along time share: parameters.
import type { ParamSpecs } from '../kind';
import { convolutionParams } from './convolution';

/** Sound takes longer filters than pictures, and longer strides. */
export const MAX_TAPS = 1024;

export const convolution1dParams = {
	filters: convolutionParams.filters,
	kernel: {
		type: 'integer',
		default: 3,
		min: 1,
		max: MAX_TAPS,
		label: { ja: 'カーネル', en: 'Kernel' },
		help: {
			ja: 'フィルタの長さ（サンプル、またはフレーム）。',
			en: 'Length of a filter, in samples or frames.',
		},
		onNode: true,
	},
	stride: {
		type: 'integer',
		default: 1,
		min: 1,
		max: MAX_TAPS,
		label: { ja: 'ストライド', en: 'Stride' },
		help: {
			ja: 'フィルタを動かす幅。4 なら長さがおよそ 4 分の 1（転置では 4 倍）になります。',
			en: 'How far the filter moves. With 4 a quarter of the length is left, or four times as much when transposed.',
		},
		onNode: true,
	},
	padding: {
		type: 'integer',
		default: 1,
		min: 0,
		max: MAX_TAPS,
		label: { ja: 'パディング', en: 'Padding' },
		help: {
			ja: '前後に足す 0 の数。転置では、出力の前後から切り落とす長さ。',
			en: 'Zeros added at both ends; when transposed, what is cut off both ends of the output.',
		},
	},
	bias: convolutionParams.bias,
	init: convolutionParams.init,
	norm: convolutionParams.norm,
} as const satisfies ParamSpecs;
