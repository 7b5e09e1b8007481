// Weighted sum: several losses as one.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind } from '../kind';
import { lossType } from '../shape';
import { termNumber, termsOf, variadicPorts } from '../variadic';

/** A term without a weight counts once. */
const weightOf = (weights: readonly number[], port: string): number =>
	weights[termNumber('loss', port)! - 1] ?? 1;

export const weightedSum = defineKind({
	id: 'weightedSum',
	category: 'losses',
	icon: 'sigma',
	surfaces: ['training'],
	doc: {
		name: { ja: '重みつき和', en: 'Weighted sum' },
		also: ['total', 'lambda', '合計', 'λ'],
		text: {
			ja: '損失に重みをかけて足します。重みは学習の途中でも変えられます。',
			en: 'Adds losses, each with its weight. The weights can be turned while training runs.',
		},
		formula: 'L = \\sum_i w_i L_i',
	},
	params: {
		weights: {
			type: 'numbers',
			default: [],
			min: -1e6,
			max: 1e6,
			label: { ja: '重み', en: 'Weights' },
			help: {
				ja: '上の入力から順に並べます。書かなければ 1 です。',
				en: 'In the order of the inputs; 1 where none is given.',
			},
			live: true,
		},
	},
	ports: ({ wired }) => ({
		inputs: variadicPorts('loss', wired, 2, { accepts: ['loss'] }),
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer({ wired }) {
		const outputs = { loss: lossType };
		if (termsOf('loss', wired).length > 0) return { outputs };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'tooFewTerms',
					message: { ja: '足す損失をつないでください。', en: 'Wire the losses to be added.' },
				},
			],
		};
	},
	tfjs: {
		forward(tf, inputs, { params, wired }) {
			const terms = termsOf('loss', wired).map((port): Tensor => {
				const weight = weightOf(params.weights, port);
				return weight === 1 ? inputs[port]! : tf.mul(inputs[port]!, weight);
			});
			return { loss: terms.length === 1 ? tf.clone(terms[0]!) : tf.addN(terms) };
		},
	},
	tex({ args, params, wired }) {
		const terms = termsOf('loss', wired).map(
			(port) => `${weightOf(params.weights, port)} \\left( ${args[port]} \\right)`,
		);
		return { loss: terms.join(' + ') };
	},
	adds: ({ params, wired }) =>
		termsOf('loss', wired).map((port) => ({ port, weight: weightOf(params.weights, port) })),
	torch: {
		call({ args, params, wired }) {
			const terms = termsOf('loss', wired).map((port) => {
				const weight = weightOf(params.weights, port);
				return weight === 1 ? args[port]! : `${weight} * ${args[port]}`;
			});
			return { loss: terms.join(' + ') };
		},
	},
	examples: [
		{ inputs: { loss1: lossType, loss2: lossType } },
		{ params: { weights: [0.5, 1, -2] }, inputs: { loss1: lossType, loss3: lossType } },
		{ inputs: { loss1: lossType } },
	],
});
