// Tanh: any number into −1 … 1.
import { tanh as apply } from '../ops/activations';
import { defineActivation } from './activation';

export const tanh = defineActivation({
	id: 'tanh',
	icon: 'chart-spline',
	doc: {
		name: { ja: 'tanh', en: 'Tanh' },
		text: {
			ja: 'どんな数も −1 から 1 のあいだに押し込みます。生成器の最後に置くなら、データも −1 から 1 にそろえます。',
			en: 'Squeezes any number between −1 and 1. Where it ends a generator, the data has to lie in −1 to 1 as well.',
		},
		formula: 'y = \\tanh x = \\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}',
	},
	params: {},
	range: () => [-1, 1],
	apply,
	layer: (tf) => tf.layers.activation({ activation: 'tanh' }),
	torch: () => 'nn.Tanh()',
	onnx: () => ['Tanh'],
});
