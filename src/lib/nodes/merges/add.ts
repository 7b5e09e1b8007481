// Add: term by term.
import { defineKind } from '../kind';
import { imageType, vectorType } from '../shape';
import { termsOf, variadicPorts } from '../variadic';
import { inferElementwise } from './elementwise';

export const add = defineKind({
	id: 'add',
	category: 'merge',
	icon: 'plus',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '足す', en: 'Add' },
		also: ['residual', 'skip', 'plus', '+', '残差'],
		text: {
			ja: '同じ形のものを、同じ場所どうしで足します。残差ブロックの近道に使います。',
			en: 'Adds inputs of one shape, place by place. It closes the shortcut of a residual block.',
		},
		formula: 'y = x_1 + x_2 + \\dots',
	},
	params: {},
	ports: ({ wired }) => ({ inputs: variadicPorts('x', wired, 2), outputs: [{ name: 'y' }] }),
	infer: (context) =>
		inferElementwise(context, (terms) => [
			terms.reduce((sum, [min]) => sum + min, 0),
			terms.reduce((sum, [, max]) => sum + max, 0),
		]),
	tfjs: {
		forward: (tf, inputs, { wired }) => ({
			y: tf.addN(termsOf('x', wired).map((port) => inputs[port]!)),
		}),
		layer: { make: (tf) => tf.layers.add(), weights: [] },
	},
	torch: {
		call: ({ args, wired }) => ({
			y: termsOf('x', wired)
				.map((port) => args[port])
				.join(' + '),
		}),
	},
	onnx: ({ args, wired, op }) => ({
		y: op(
			'Sum',
			termsOf('x', wired).map((port) => args[port]),
		),
	}),
	examples: [
		{ inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(3, [-1, 1]) } },
		{ inputs: { x1: imageType(2, 3, 2), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } },
	],
});
