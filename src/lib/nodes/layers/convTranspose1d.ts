// Transposed convolution along time: every value paints a filter, so sound grows longer.
import { defineKind } from '../kind';
import { convolveTranspose1d, grown } from '../ops/convolveTranspose';
import { sizeOf, spectrogramType, waveType } from '../shape';
import {
	checkerboardProblem,
	convolutionWeights,
	onnxConvolution,
	outputPaddingProblem,
	torchModule,
	weightsProblem,
} from './convolution';
import { convolution1dParams, MAX_TAPS } from './convolution1d';
import { nothingHeard, soundAt, soundPort } from './sound';
import { weightToUse } from './weightNorm';

/** Filters are laid out [kernel, out, in]; PyTorch's weight norm takes a length for each input channel. */
const NORM_AXES = { spectral: 1, weight: 2 };

const NAME = { ja: '1 次元の転置畳み込み', en: 'Transposed conv 1-D' };

export const convTranspose1d = defineKind({
	id: 'convTranspose1d',
	category: 'layers',
	icon: 'expand',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['ConvTranspose1d', 'deconvolution', 'upsampling', 'sound', 'audio', '音', '逆畳み込み'],
		text: {
			ja: '1 つの値ごとにフィルタの波を描き、重なったところは足します。ストライドが 8 なら長さが 8 倍になり、MelGAN の生成器はこれを重ねて、スペクトログラムのフレームから音のサンプルまで広げます。',
			en: 'Each value paints its filter, and overlaps add up. With stride 8 the length grows eightfold: MelGAN’s generator stacks these, from a spectrogram’s frames up to the samples of sound.',
		},
		formula: 'y_{st+u-p} \\mathrel{+}= W_{uc}\\, x_{tc}',
		paper: {
			title: 'Kumar et al., MelGAN (2019)',
			url: 'https://arxiv.org/abs/1910.06711',
		},
	},
	params: {
		...convolution1dParams,
		kernel: { ...convolution1dParams.kernel, default: 4 },
		stride: { ...convolution1dParams.stride, default: 2 },
		outputPadding: {
			type: 'integer',
			default: 0,
			min: 0,
			max: MAX_TAPS - 1,
			label: { ja: '出力パディング', en: 'Output padding' },
			help: {
				ja: '終わりに足す長さ。ストライドより小さくします。',
				en: 'What is added at the end; less than the stride.',
			},
		},
	},
	ports: () => ({ inputs: [soundPort], outputs: [{ name: 'y', meaning: 'wave' }] }),
	infer(context) {
		const { params } = context;
		const { type, problems } = soundAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [length = 0, channels = 0] = type.shape;
		const { filters, kernel } = params;
		const after = grown(length, kernel, params);
		const problem =
			outputPaddingProblem(params) ??
			(after < 1 ? nothingHeard : weightsProblem(kernel * channels * filters));
		if (problem) return { outputs: {}, problems: [problem] };
		const uneven = checkerboardProblem(context);
		return {
			outputs: { y: waveType(after, filters) },
			problems: uneven ? [...problems, uneven] : problems,
		};
	},
	weights({ params, inputs }) {
		const { kernel, filters } = params;
		const channels = inputs.x?.shape[1] ?? 1;
		// PyTorch counts the fan-in of a transposed convolution over its output channels.
		return convolutionWeights(
			params,
			[kernel, filters, channels],
			filters * kernel,
			channels * kernel,
			NORM_AXES,
		);
	},
	multiplyAdds: ({ params, inputs }) =>
		params.kernel * params.filters * sizeOf(inputs.x?.shape ?? [0]),
	tfjs: {
		forward(tf, { x }, context) {
			const { params, weights } = context;
			const filter = weightToUse(tf, params.norm, context, NORM_AXES);
			const y = convolveTranspose1d(tf, x!, filter, params);
			return { y: weights.bias ? tf.add(y, weights.bias) : y };
		},
	},
	torch: {
		module: ({ params, inputs }) =>
			torchModule('ConvTranspose1d', inputs.x!.shape[1]!, params, {
				output_padding: params.outputPadding,
			}),
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx(context) {
		const { outputPadding } = context.params;
		const margins = { output_padding: [outputPadding] };
		return { y: onnxConvolution('ConvTranspose', context, margins) };
	},
	examples: [
		{ params: { filters: 3 }, inputs: { x: waveType(4, 2) } },
		{
			params: { filters: 2, kernel: 5, stride: 3, padding: 1, outputPadding: 2, bias: false },
			inputs: { x: spectrogramType(3, 3) },
		},
		{ params: { filters: 2, kernel: 8, stride: 4, norm: 'weight' }, inputs: { x: waveType(3, 3) } },
		{
			params: { filters: 3, kernel: 3, padding: 0, norm: 'spectral' },
			inputs: { x: waveType(3, 2) },
		},
	],
});
