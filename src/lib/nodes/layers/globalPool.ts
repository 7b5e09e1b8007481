// Global pool: one number a channel of the whole picture.
import { defineKind } from '../kind';
import { imageType, vectorType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: '全体プーリング', en: 'Global pool' };

export const globalPool = defineKind({
	id: 'globalPool',
	category: 'layers',
	icon: 'minus',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['global average pooling', 'GAP'],
		text: {
			ja: '画像全体をチャンネルごとに平均して、1 列の数にします。どの大きさの画像にも使えます。SNGAN や BigGAN の D が、最後の全結合層の前に使います。',
			en: 'Takes the mean of each channel over the whole picture: a row of numbers, whatever the size. Discriminators like SNGAN’s and BigGAN’s have it before their last dense layer.',
		},
		formula: 'y_c = \\frac{1}{HW} \\sum_{h, w} x_{hwc}',
		paper: {
			title: 'Lin, Chen and Yan, Network In Network (2014)',
			url: 'https://arxiv.org/abs/1312.4400',
		},
	},
	params: {},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'vector' }],
	}),
	infer(context) {
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		return { outputs: { y: vectorType(type.shape[2] ?? 0, type.range) } };
	},
	tfjs: {
		forward: (tf, { x }) => ({ y: tf.mean(x!, [1, 2]) }),
		layer: { make: (tf) => tf.layers.globalAveragePooling2d({}), weights: [] },
	},
	torch: { call: ({ args }) => ({ y: `${args.x}.mean((2, 3))` }) },
	onnx: ({ args, op }) => ({ y: op('ReduceMean', [args.x], { axes: [2, 3], keepdims: 0 }) }),
	examples: [{ inputs: { x: imageType(3, 2, 4) } }, { inputs: { x: imageType(1, 1, 2, [0, 1]) } }],
});
