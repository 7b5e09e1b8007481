// Convolution: small filters slide over a picture.
import type { Tensor4D } from '@tensorflow/tfjs';
import { defineKind } from '../kind';
import { imageType, sizeOf } from '../shape';
import {
	convolutionParams,
	convolutionWeights,
	onnxConvolution,
	kerasOptions,
	pictureAt,
	sizeProblem,
	torchModule,
} from './convolution';
import { weightToUse } from './weightNorm';

/** Filters are laid out [kernel, kernel, in, out]. */
const NORM_AXES = { spectral: 3, weight: 3 };

const NAME = { ja: '畳み込み', en: 'Convolution' };

/** ⌊(size + 2·padding − kernel) / stride⌋ + 1 */
function sizeAfter(
	size: number,
	{ kernel, stride, padding }: { kernel: number; stride: number; padding: number },
): number {
	return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

export const conv2d = defineKind({
	id: 'conv2d',
	category: 'layers',
	icon: 'scan',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['convolution', 'CNN', 'spectral norm', 'Conv2d'],
		text: {
			ja: '小さなフィルタを画像の上で滑らせ、重なった画素に重みをかけて足します。同じフィルタをどこでも使うので、重みが少なく、位置がずれても同じ形を見つけます。',
			en: 'Slides small filters over the picture, weighing and summing the pixels beneath. The same filter serves everywhere: few weights, and a shape is found wherever it is.',
		},
		formula: 'y_{ij} = b + \\sum_{u,v,c} W_{uvc}\\, x_{si+u-p,\\; sj+v-p,\\; c}',
		paper: {
			title: 'Radford, Metz and Chintala, DCGAN (2015)',
			url: 'https://arxiv.org/abs/1511.06434',
		},
	},
	params: convolutionParams,
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { params } = context;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		const after = [sizeAfter(height, params), sizeAfter(width, params)] as const;
		const problem = sizeProblem(...after, params.kernel ** 2 * channels * params.filters);
		if (problem) return { outputs: {}, problems: [problem] };
		return { outputs: { y: imageType(...after, params.filters) }, problems };
	},
	weights({ params, inputs }) {
		const channels = inputs.x?.shape[2] ?? 1;
		const area = params.kernel ** 2;
		return convolutionWeights(
			params,
			[params.kernel, params.kernel, channels, params.filters],
			channels * area,
			params.filters * area,
			NORM_AXES,
		);
	},
	// A filter for every pixel that comes out.
	multiplyAdds: ({ params, inputs, outputs }) =>
		params.kernel ** 2 * (inputs.x?.shape[2] ?? 0) * sizeOf(outputs.y?.shape ?? [0]),
	tfjs: {
		forward(tf, { x }, context) {
			const { params, weights } = context;
			const y = tf.fused.conv2d({
				x: x as Tensor4D,
				filter: weightToUse(tf, params.norm, context, NORM_AXES) as Tensor4D,
				bias: weights.bias,
				strides: params.stride,
				pad: params.padding,
				dimRoundingMode: 'floor',
			});
			return { y };
		},
		layer: {
			fits: ({ norm }) => norm === 'none',
			make(tf, { params, inputs }) {
				const { padding } = params;
				const convolution = { ...kerasOptions(params), padding: 'valid' as const };
				if (padding === 0) return tf.layers.conv2d(convolution);
				const inputShape = [...inputs.x!.shape];
				return tf.sequential({
					layers: [
						tf.layers.zeroPadding2d({ padding: [padding, padding], inputShape }),
						tf.layers.conv2d(convolution),
					],
				});
			},
			weights: ['weight', 'bias'],
		},
	},
	torch: {
		module: ({ params, inputs }) => torchModule('Conv2d', inputs.x!.shape[2]!, params),
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx: (context) => ({ y: onnxConvolution('Conv', context) }),
	examples: [
		{ params: { filters: 3 }, inputs: { x: imageType(6, 6, 2) } },
		{
			params: { filters: 2, kernel: 3, stride: 2, padding: 1, bias: false, init: 'normal' },
			inputs: { x: imageType(5, 8, 1) },
		},
		{ params: { filters: 4, kernel: 3, stride: 1, padding: 0 }, inputs: { x: imageType(4, 3, 2) } },
		{
			params: { filters: 3, kernel: 3, stride: 2, norm: 'spectral' },
			inputs: { x: imageType(5, 4, 2) },
		},
		{ params: { filters: 2, kernel: 2, norm: 'weight' }, inputs: { x: imageType(4, 3, 3) } },
	],
});
