// Sigmoid: any number into a probability.
import { sigmoid as apply } from '../ops/activations';
import { defineActivation } from './activation';

export const sigmoid = defineActivation({
	id: 'sigmoid',
	icon: 'spline',
	doc: {
		name: { ja: 'シグモイド', en: 'Sigmoid' },
		text: {
			ja: 'どんな数も 0 から 1 のあいだに押し込みます。確率や、0 から 1 の明るさを出したいときに最後に置きます。両端では勾配がほとんどなくなります。',
			en: 'Squeezes any number between 0 and 1. It goes last where a probability or a brightness from 0 to 1 is wanted. Near both ends its gradient is almost gone.',
		},
		formula: 'y = \\frac{1}{1 + e^{-x}}',
	},
	params: {},
	range: () => [0, 1],
	apply,
	layer: (tf) => tf.layers.activation({ activation: 'sigmoid' }),
	torch: () => 'nn.Sigmoid()',
	onnx: () => ['Sigmoid'],
});
