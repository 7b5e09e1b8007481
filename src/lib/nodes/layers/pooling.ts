// What the pools share: parameters, sizes as PyTorch has them, and checks.
import type { InferContext, Inference, ParamSpecs } from '../kind';
import { gapped, imageType, typeText } from '../shape';
import type { Text } from '../../graph/types';
import { pictureAt } from './convolution';

export const poolingParams = {
	kernel: {
		type: 'integer',
		default: 2,
		min: 1,
		max: 64,
		label: { ja: '窓', en: 'Kernel' },
		help: { ja: 'まとめる範囲の 1 辺（画素）。', en: 'Side of what is put together, in pixels.' },
		onNode: true,
	},
	stride: {
		type: 'integer',
		default: 2,
		min: 1,
		max: 64,
		label: { ja: 'ストライド', en: 'Stride' },
		help: { ja: '窓を動かす幅。', en: 'How far the window moves.' },
		onNode: true,
	},
} as const satisfies ParamSpecs;

export function inferPool(context: InferContext<typeof poolingParams>, name: Text): Inference {
	const { kernel, stride } = context.params;
	const { type, problems } = pictureAt(context, name);
	if (!type) return { outputs: {}, problems };
	const [height = 0, width = 0, channels = 0] = type.shape;
	const pooled = (side: number): number => Math.floor((side - kernel) / stride) + 1;
	if (kernel <= Math.min(height, width)) {
		return { outputs: { y: imageType(pooled(height), pooled(width), channels, type.range) } };
	}
	const what = typeText(type);
	return {
		outputs: {},
		problems: [
			{
				severity: 'error',
				code: 'tooShort',
				param: 'kernel',
				message: {
					ja: `これは${gapped(what.ja)}で、窓 ${kernel} より小さい画像です。窓を小さくしてください。`,
					en: `This is ${what.en}, smaller than the kernel of ${kernel}. Make the kernel smaller.`,
				},
			},
		],
	};
}
