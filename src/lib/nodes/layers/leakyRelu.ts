// LeakyReLU.
import { leakyRelu as apply } from '../ops/activations';
import { defineActivation } from './activation';

export const leakyRelu = defineActivation({
	id: 'leakyRelu',
	icon: 'trending-up',
	doc: {
		name: { ja: 'LeakyReLU', en: 'LeakyReLU' },
		text: {
			ja: '正の数はそのまま通し、負の数は小さな傾きで通します。負の側でも勾配が残るので、GAN の D によく使われます。',
			en: 'Lets positive numbers pass, and negative ones with a small slope. Some gradient is left on the negative side, so GANs like it in D.',
		},
		formula: 'y = \\max(x, 0) + a \\min(x, 0)',
		paper: {
			title: 'Maas et al., Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013)',
			url: 'https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf',
		},
	},
	params: {
		slope: {
			type: 'number',
			default: 0.2,
			min: 0,
			max: 1,
			label: { ja: '傾き', en: 'Slope' },
			help: {
				ja: '負の側の傾き a。GAN では 0.2 がふつうです。',
				en: 'The slope a of the negative side. 0.2 is usual in GANs.',
			},
			onNode: true,
		},
	},
	range: (input, { slope }) =>
		input && [Math.max(input[0], input[0] * slope), Math.max(input[1], input[1] * slope)],
	apply: (tf, x, { slope }) => apply(tf, x, slope),
	layer: (tf, { slope }) => tf.layers.leakyReLU({ alpha: slope }),
	torch: ({ slope }) => `nn.LeakyReLU(${slope})`,
	onnx: ({ slope }) => ['LeakyRelu', { alpha: { float: slope } }],
});
