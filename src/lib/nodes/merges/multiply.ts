// Multiply: term by term.
import { defineKind } from '../kind';
import { imageType, vectorType } from '../shape';
import { termsOf, variadicPorts } from '../variadic';
import { inferElementwise } from './elementwise';

export const multiply = defineKind({
	id: 'multiply',
	category: 'merge',
	icon: 'x',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: 'かける', en: 'Multiply' },
		also: ['times', 'gate', '×'],
		text: {
			ja: '同じ形のものを、同じ場所どうしでかけます。0 から 1 の値をかければ、通す量を場所ごとに決められます。',
			en: 'Multiplies inputs of one shape, place by place. With values from 0 to 1 it says how much passes at each place.',
		},
		formula: 'y = x_1 \\odot x_2 \\odot \\dots',
	},
	params: {},
	ports: ({ wired }) => ({ inputs: variadicPorts('x', wired, 2), outputs: [{ name: 'y' }] }),
	infer: (context) =>
		inferElementwise(context, (terms) =>
			terms.reduce(
				([min, max], [least, most]): readonly [number, number] => {
					const corners = [min * least, min * most, max * least, max * most];
					return [Math.min(...corners), Math.max(...corners)];
				},
				[1, 1] as const,
			),
		),
	tfjs: {
		forward: (tf, inputs, { wired }) => ({
			y: termsOf('x', wired)
				.map((port) => inputs[port]!)
				.reduce((product, factor) => tf.mul(product, factor)),
		}),
		layer: { make: (tf) => tf.layers.multiply(), weights: [] },
	},
	torch: {
		call: ({ args, wired }) => ({
			y: termsOf('x', wired)
				.map((port) => args[port])
				.join(' * '),
		}),
	},
	onnx: ({ args, wired, op }) => ({
		y: termsOf('x', wired)
			.map((port) => args[port]!)
			.reduce((product, factor) => op('Mul', [product, factor])),
	}),
	examples: [
		{ inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(3, [-1, 1]) } },
		{ inputs: { x1: imageType(2, 3, 2), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } },
	],
});
