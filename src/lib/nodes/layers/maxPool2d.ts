// Max pool: a picture made smaller by what is largest.
import { defineKind } from '../kind';
import { maxPool as pool } from '../ops/pool';
import { imageType } from '../shape';
import { inferPool, poolingParams } from './pooling';

const NAME = { ja: '最大プーリング', en: 'Max pool' };

export const maxPool2d = defineKind({
	id: 'maxPool2d',
	category: 'layers',
	icon: 'scan',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: '窓の中でいちばん大きい値を残して、画像を小さくします。勾配は選ばれた画素だけに流れるので、GAN の D ではストライドつきの畳み込みのほうがよく使われます。',
			en: 'Makes a picture smaller: of every window the largest value is kept. The gradient goes to that pixel alone, so discriminators mostly have convolutions with a stride instead.',
		},
		formula: 'y_{h, w} = \\max_{i, j < k} x_{hs + i, ws + j}',
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
				tf.layers.maxPooling2d({ poolSize: kernel, strides: stride }),
			weights: [],
		},
	},
	torch: {
		module: ({ params: { kernel, stride } }) => `nn.MaxPool2d(${kernel}, stride=${stride})`,
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx: ({ args, params: { kernel, stride }, op }) => ({
		y: op('MaxPool', [args.x], { kernel_shape: [kernel, kernel], strides: [stride, stride] }),
	}),
	examples: [
		{ inputs: { x: imageType(4, 6, 2) } },
		{ params: { kernel: 3, stride: 2 }, inputs: { x: imageType(6, 5, 1, [0, 1]) } },
	],
});
