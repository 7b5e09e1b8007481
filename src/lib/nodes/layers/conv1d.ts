// Convolution along time: filters slide over sound, or over the frames of a spectrogram.
import { defineKind, type Problem } from '../kind';
import { convolve1d } from '../ops/convolve';
import { sizeOf, spectrogramType, waveType } from '../shape';
import {
	convolutionWeights,
	kerasOptions,
	onnxConvolution,
	torchModule,
	weightsProblem,
} from './convolution';
import { convolution1dParams, MAX_TAPS } from './convolution1d';
import { nothingHeard, soundAt, soundPort } from './sound';
import { weightToUse } from './weightNorm';

/** Filters are laid out [kernel, in / groups, out]. */
const NORM_AXES = { spectral: 2, weight: 2 };

const NAME = { ja: '1 次元の畳み込み', en: 'Convolution 1-D' };

/** ⌊(length + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 */
function lengthAfter(
	length: number,
	params: { kernel: number; stride: number; padding: number; dilation: number },
): number {
	const { kernel, stride, padding, dilation } = params;
	return Math.floor((length + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** Groups that don't come out even. */
function groupProblem(channels: number, filters: number, groups: number): Problem | undefined {
	if (channels % groups === 0 && filters % groups === 0) return undefined;
	return {
		severity: 'error',
		code: 'channels',
		param: 'groups',
		message: {
			ja: `${groups} 組に等しく分けられません。入力のチャンネル数 ${channels} とフィルタ数 ${filters} の両方を割り切る数にしてください。`,
			en: `${groups} groups don’t come out even: they have to divide both the input’s ${channels} channels and the ${filters} filters.`,
		},
	};
}

export const conv1d = defineKind({
	id: 'conv1d',
	category: 'layers',
	icon: 'scan',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['Conv1d', 'dilated', 'atrous', 'grouped', 'sound', 'audio', '音', '時間', '膨張'],
		text: {
			ja: '小さなフィルタを音の上で時間の向きに滑らせ、重なった値に重みをかけて足します。ダイレーションで間をあけると、同じ重みの数で長い時間を見られます。出力は「長さ×フィルタ数」の音として流れ、フィルタ 1 つで tanh に通せば、そのまま聞ける波形です。',
			en: 'Slides small filters along sound, weighing and summing the values beneath. Dilation spaces the taps, so that as few weights look over a longer time. What comes out is sound of length × filters: with a single filter, through tanh, a wave to listen to.',
		},
		formula: 'y_t = b + \\sum_{u,c} W_{uc}\\, x_{st+du-p,\\; c}',
		paper: {
			title: 'van den Oord et al., WaveNet (2016)',
			url: 'https://arxiv.org/abs/1609.03499',
		},
	},
	params: {
		...convolution1dParams,
		dilation: {
			type: 'integer',
			default: 1,
			min: 1,
			max: MAX_TAPS,
			label: { ja: 'ダイレーション', en: 'Dilation' },
			help: {
				ja: 'フィルタの値どうしの間隔。1 なら間をあけません。',
				en: 'Distance between a filter’s taps; with 1 they stand side by side.',
			},
		},
		groups: {
			type: 'integer',
			default: 1,
			min: 1,
			max: 4096,
			label: { ja: 'グループ', en: 'Groups' },
			help: {
				ja: 'チャンネルをこの数の組に分け、組ごとに別のフィルタで畳み込みます。重みが減ります。',
				en: 'Parts the channels into so many groups, each with filters of its own: fewer weights.',
			},
		},
	},
	ports: () => ({ inputs: [soundPort], outputs: [{ name: 'y', meaning: 'wave' }] }),
	infer(context) {
		const { params } = context;
		const { type, problems } = soundAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [length = 0, channels = 0] = type.shape;
		const { filters, kernel, groups } = params;
		const after = lengthAfter(length, params);
		const problem =
			groupProblem(channels, filters, groups) ??
			(after < 1 ? nothingHeard : weightsProblem((kernel * channels * filters) / groups));
		if (problem) return { outputs: {}, problems: [problem] };
		return { outputs: { y: waveType(after, filters) }, problems };
	},
	weights({ params, inputs }) {
		const { kernel, filters, groups } = params;
		const seen = (inputs.x?.shape[1] ?? 1) / groups;
		return convolutionWeights(
			params,
			[kernel, seen, filters],
			seen * kernel,
			filters * kernel,
			NORM_AXES,
		);
	},
	multiplyAdds: ({ params, inputs, outputs }) =>
		params.kernel * ((inputs.x?.shape[1] ?? 0) / params.groups) * sizeOf(outputs.y?.shape ?? [0]),
	tfjs: {
		forward(tf, { x }, context) {
			const { params, weights } = context;
			const filter = weightToUse(tf, params.norm, context, NORM_AXES);
			return { y: convolve1d(tf, x!, filter, params, weights.bias) };
		},
		layer: {
			fits: ({ norm, groups, stride, dilation }) =>
				norm === 'none' && groups === 1 && (stride === 1 || dilation === 1),
			make(tf, { params, inputs }) {
				const { padding, dilation } = params;
				const convolution = { ...kerasOptions(params), padding: 'valid' as const };
				const layer = tf.layers.conv1d({ ...convolution, dilationRate: dilation });
				if (padding === 0) return layer;
				// There is no padding along a line, so it is padded as a picture one pixel wide.
				const [length = 0, channels = 0] = inputs.x!.shape;
				const beside: [[number, number], [number, number]] = [
					[padding, padding],
					[0, 0],
				];
				return tf.sequential({
					layers: [
						tf.layers.reshape({
							targetShape: [length, 1, channels],
							inputShape: [length, channels],
						}),
						tf.layers.zeroPadding2d({ padding: beside }),
						tf.layers.reshape({ targetShape: [length + 2 * padding, channels] }),
						layer,
					],
				});
			},
			weights: ['weight', 'bias'],
		},
	},
	torch: {
		module({ params, inputs }) {
			const { dilation, groups } = params;
			return torchModule('Conv1d', inputs.x!.shape[1]!, params, {
				dilation: dilation === 1 ? 0 : dilation,
				groups: groups === 1 ? 0 : groups,
			});
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx(context) {
		const { dilation, groups: group } = context.params;
		return { y: onnxConvolution('Conv', context, { dilations: [dilation], group }) };
	},
	examples: [
		{ params: { filters: 3 }, inputs: { x: waveType(7, 2) } },
		{
			params: { filters: 2, kernel: 5, stride: 3, padding: 2, bias: false },
			inputs: { x: spectrogramType(9, 4) },
		},
		{
			params: { filters: 4, padding: 0, dilation: 3, norm: 'weight' },
			inputs: { x: waveType(10, 3) },
		},
		{
			params: { filters: 6, kernel: 4, stride: 2, groups: 2, norm: 'weight' },
			inputs: { x: waveType(9, 4) },
		},
		{
			params: { filters: 2, stride: 2, padding: 2, dilation: 2, norm: 'spectral' },
			inputs: { x: waveType(8, 2) },
		},
		{
			params: { filters: 4, padding: 2, dilation: 2, groups: 2, norm: 'spectral' },
			inputs: { x: waveType(6, 2) },
		},
	],
});
