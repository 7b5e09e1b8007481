// Transposed convolution: every pixel paints a filter, so pictures grow.
import type { Tensor4D } from '@tensorflow/tfjs';
import { defineKind } from '../kind';
import { convolveTransposeTo, grown } from '../ops/convolveTranspose';
import { imageType, sizeOf } from '../shape';
import {
	checkerboardProblem,
	convolutionParams,
	convolutionWeights,
	onnxConvolution,
	kerasOptions,
	outputPaddingProblem,
	pictureAt,
	sizeProblem,
	torchModule,
} from './convolution';
import { weightToUse } from './weightNorm';

/** Filters are laid out [kernel, kernel, out, in]; PyTorch's weight norm takes a length for each input channel. */
const NORM_AXES = { spectral: 2, weight: 3 };

const NAME = { ja: '転置畳み込み', en: 'Transposed conv' };

export const convTranspose2d = defineKind({
	id: 'convTranspose2d',
	category: 'layers',
	icon: 'expand',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['deconvolution', 'ConvTranspose2d', 'fractionally strided', '逆畳み込み'],
		text: {
			ja: '畳み込みの逆向きの形です。入力の 1 画素ごとにフィルタの絵を描き、重なったところは足します。ストライドが 2 なら縦横が 2 倍になり、生成器が小さな特徴から画像を広げるのに使います。',
			en: 'A convolution the other way round: each input pixel paints its filter, and overlaps add up. With stride 2 height and width double; generators grow pictures out of small features this way.',
		},
		formula: 'y_{si+u-p,\\; sj+v-p} \\mathrel{+}= W_{uvc}\\, x_{ijc}',
		paper: {
			title: 'Radford, Metz and Chintala, DCGAN (2015)',
			url: 'https://arxiv.org/abs/1511.06434',
		},
	},
	params: {
		...convolutionParams,
		outputPadding: {
			type: 'integer',
			default: 0,
			min: 0,
			max: 63,
			label: { ja: '出力パディング', en: 'Output padding' },
			help: {
				ja: '下と右に足す行と列。ストライドより小さくします。',
				en: 'Rows and columns added at the bottom and right; less than the stride.',
			},
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { params } = context;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		const { kernel, filters } = params;
		const after = [grown(height, kernel, params), grown(width, kernel, params)] as const;
		const problem =
			outputPaddingProblem(params) ?? sizeProblem(...after, kernel ** 2 * channels * filters);
		if (problem) return { outputs: {}, problems: [problem] };
		const uneven = checkerboardProblem(context);
		return {
			outputs: { y: imageType(...after, filters) },
			problems: uneven ? [...problems, uneven] : problems,
		};
	},
	weights({ params, inputs }) {
		const channels = inputs.x?.shape[2] ?? 1;
		const area = params.kernel ** 2;
		// PyTorch counts the fan-in of a transposed convolution over its output channels.
		return convolutionWeights(
			params,
			[params.kernel, params.kernel, params.filters, channels],
			params.filters * area,
			channels * area,
			NORM_AXES,
		);
	},
	// A filter for every pixel that goes in.
	multiplyAdds: ({ params, inputs }) =>
		params.kernel ** 2 * params.filters * sizeOf(inputs.x?.shape ?? [0]),
	tfjs: {
		forward(tf, { x }, context) {
			const { params, weights, outputs } = context;
			const [height, width] = outputs.y!.shape as [number, number, number];
			const y = convolveTransposeTo(
				tf,
				[height, width],
				x as Tensor4D,
				weightToUse(tf, params.norm, context, NORM_AXES) as Tensor4D,
				weights.bias,
				params,
			);
			return { y };
		},
		layer: {
			// Keras's output reaches to the last filter's end: more than that it can't add, only cut.
			fits: ({ norm, kernel, stride, padding, outputPadding }) =>
				norm === 'none' && kernel >= stride && outputPadding <= padding,
			make(tf, { params, inputs }) {
				const { padding, outputPadding } = params;
				const convolution = { ...kerasOptions(params), padding: 'valid' as const };
				if (padding === 0) return tf.layers.conv2dTranspose(convolution);
				const inputShape = [...inputs.x!.shape];
				const cut: [number, number] = [padding, padding - outputPadding];
				return tf.sequential({
					layers: [
						tf.layers.conv2dTranspose({ ...convolution, inputShape }),
						tf.layers.cropping2D({ cropping: [cut, cut] }),
					],
				});
			},
			weights: ['weight', 'bias'],
		},
	},
	torch: {
		module: ({ params, inputs }) =>
			torchModule('ConvTranspose2d', inputs.x!.shape[2]!, params, {
				output_padding: params.outputPadding,
			}),
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx(context) {
		const { outputPadding } = context.params;
		const margins = { output_padding: [outputPadding, outputPadding] };
		return { y: onnxConvolution('ConvTranspose', context, margins) };
	},
	examples: [
		{ params: { filters: 3 }, inputs: { x: imageType(3, 4, 2) } },
		{
			params: { filters: 2, kernel: 3, stride: 2, padding: 1, outputPadding: 1, bias: false },
			inputs: { x: imageType(4, 4, 3) },
		},
		{ params: { filters: 4, kernel: 3, stride: 1, padding: 0 }, inputs: { x: imageType(1, 1, 5) } },
		{
			params: { filters: 3, kernel: 3, stride: 2, padding: 1, norm: 'spectral' },
			inputs: { x: imageType(3, 2, 2) },
		},
		{ params: { filters: 2, kernel: 2, norm: 'weight' }, inputs: { x: imageType(2, 3, 3) } },
	],
});
