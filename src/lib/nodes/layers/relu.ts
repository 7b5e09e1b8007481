// ReLU.
import { relu as applyRelu } from '../ops/activations';
import { defineActivation } from './activation';

export const relu = defineActivation({
	id: 'relu',
	icon: 'trending-up',
	doc: {
		name: { ja: 'ReLU', en: 'ReLU' },
		text: {
			ja: '正の数はそのまま通し、負の数を 0 にします。計算が軽く、深いネットワークでも勾配が消えにくい活性化関数です。',
			en: 'Lets positive numbers pass and makes negative ones 0. It is cheap, and its gradient survives many layers.',
		},
		formula: 'y = \\max(x, 0)',
		paper: {
			title: 'Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines (2010)',
			url: 'https://www.cs.toronto.edu/~hinton/absps/reluICML.pdf',
		},
	},
	params: {},
	range: (input) => input && [Math.max(0, input[0]), Math.max(0, input[1])],
	apply: applyRelu,
	layer: (tf) => tf.layers.reLU(),
	torch: () => 'nn.ReLU()',
	onnx: () => ['Relu'],
});
