// Pixel norm: every pixel's channels at length √channels.
import { defineKind } from '../kind';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';
import { epsilonParam } from './norm';

export const pixelNorm = defineKind({
	id: 'pixelNorm',
	category: 'layers',
	icon: 'frame',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: 'ピクセル正規化', en: 'Pixel norm' },
		text: {
			ja: '画素ごとに、チャンネルの 2 乗の平均が 1 になるように割ります。重みはなく、ほかの画素も画像も見ません。ProGAN が G で値の暴走を防ぐのに使います。',
			en: 'Divides the channels of every pixel so that the mean of their squares is 1. It has no weights and looks at no other pixel. ProGAN uses it in G, to keep values from running away.',
		},
		formula: "y_c = \\frac{x_c}{\\sqrt{\\frac{1}{C} \\sum_{c'} x_{c'}^2 + \\varepsilon}}",
		paper: {
			title: 'Karras et al., Progressive Growing of GANs (2018)',
			url: 'https://arxiv.org/abs/1710.10196',
		},
	},
	params: { epsilon: { ...epsilonParam, default: 1e-8 } },
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		if (!type) return { outputs: {}, problems };
		return { outputs: { y: { ...type, range: undefined } } };
	},
	tfjs: {
		forward(tf, { x }, { params }) {
			const squares = tf.mean(tf.square(x!), -1, true);
			return { y: tf.div(x!, tf.sqrt(tf.add(squares, params.epsilon))) };
		},
	},
	torch: {
		call: ({ args, params }) => ({
			y: `${args.x} / (${args.x}.square().mean(1, keepdim=True) + ${params.epsilon}).sqrt()`,
		}),
	},
	onnx({ args: { x }, params: { epsilon }, op, floats }) {
		const squares = op('ReduceMean', [op('Mul', [x, x])], { axes: [1], keepdims: 1 });
		return { y: op('Div', [x, op('Sqrt', [op('Add', [squares, floats(epsilon)])])]) };
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 4) } },
		{ params: { epsilon: 1e-3 }, inputs: { x: vectorType(5) } },
	],
});
