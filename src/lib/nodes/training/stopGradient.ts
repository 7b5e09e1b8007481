// Stop gradient: the same value, from which nothing learns.
import { defineKind } from '../kind';
import { detach } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

export const stopGradient = defineKind({
	id: 'stopGradient',
	category: 'layers',
	icon: 'circle-slash',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '勾配を止める', en: 'Stop gradient' },
		also: ['detach', 'freeze', '勾配を止める'],
		text: {
			ja: '値はそのまま通しますが、勾配はここで止まります。手前のネットワークは、この先の損失からは学習しません。PyTorch の detach() と同じです。',
			en: 'Lets the value through as it is, and stops the gradient: networks in front of it learn nothing from the losses behind it. PyTorch’s detach().',
		},
		formula: 'y = x, \\quad \\frac{\\partial y}{\\partial x} := 0',
	},
	params: {},
	ports: () => ({ inputs: [{ name: 'x', detached: true }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		return { outputs: { y: type }, problems };
	},
	tfjs: {
		forward: (tf, { x }) => ({ y: detach(tf, x!) }),
		layer: { make: (tf) => tf.layers.activation({ activation: 'linear' }), weights: [] },
	},
	tex: ({ args: { x } }) => ({ y: `\\overline{${x}}` }),
	torch: { call: ({ args }) => ({ y: `${args.x}.detach()` }) },
	onnx: ({ args }) => ({ y: args.x! }),
	examples: [{ inputs: { x: vectorType(4) } }, { inputs: { x: imageType(2, 3, 2, [0, 1]) } }],
});
