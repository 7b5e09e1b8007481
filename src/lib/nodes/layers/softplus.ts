// Softplus: a smooth ReLU.
import { softplus as apply } from '../ops/activations';
import { defineActivation } from './activation';

const valueAt = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export const softplus = defineActivation({
	id: 'softplus',
	icon: 'square-function',
	doc: {
		name: { ja: 'ソフトプラス', en: 'Softplus' },
		also: ['log(1+exp)'],
		text: {
			ja: '角のなめらかな ReLU です。出力はいつも正で、どこでも微分できます。',
			en: 'ReLU with a smooth corner. What comes out is always positive, and it has a derivative everywhere.',
		},
		formula: 'y = \\log(1 + e^{x})',
	},
	params: {},
	range: (input) => input && [valueAt(input[0]), valueAt(input[1])],
	apply,
	layer: (tf) => tf.layers.activation({ activation: 'softplus' }),
	torch: () => 'nn.Softplus()',
	onnx: () => ['Softplus'],
});
