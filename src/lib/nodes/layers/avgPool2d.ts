// Average pool: a picture made smaller by means.
import { defineKind } from '../kind';
import { averagePool as pool } from '../ops/pool';
import { imageType } from '../shape';
import { inferPool, poolingParams } from './pooling';

const NAME = { ja: '平均プーリング', en: 'Average pool' };

export const avgPool2d = defineKind({
	id: 'avgPool2d',
	category: 'layers',
	icon: 'scan',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['downsample', '平均プーリング'],
		text: {
			ja: '窓の中の画素を平均して、画像を小さくします。重みはありません。',
			en: 'Makes a picture smaller: each new pixel is the mean of the neighbours it takes the place of. It has no weights.',
		},
		formula: 'y_{h, w} = \\frac{1}{k^2} \\sum_{i, j < k} x_{hs + i, ws + j}',
	},
	params: poolingParams,
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer: (context) => inferPool(context, NAME),
	tfjs: {
		forward: (tf, { x }, { params }) => ({ y: pool(tf, x!, params) }),
		layer: {
			make: (tf, { params: { kernel, stride } }) =>
				tf.layers.averagePooling2d({ poolSize: kernel, strides: stride }),
			weights: [],
		},
	},
	torch: {
		module: ({ params: { kernel, stride } }) => `nn.AvgPool2d(${kernel}, stride=${stride})`,
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx: ({ args, params: { kernel, stride }, op }) => ({
		y: op('AveragePool', [args.x], { kernel_shape: [kernel, kernel], strides: [stride, stride] }),
	}),
	examples: [
		{ inputs: { x: imageType(4, 6, 2) } },
		{ params: { kernel: 3, stride: 2 }, inputs: { x: imageType(6, 5, 1, [0, 1]) } },
	],
});
