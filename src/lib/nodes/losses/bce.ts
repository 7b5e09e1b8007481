// Binary cross-entropy on probabilities.
import { defineKind } from '../kind';
import { binaryCrossEntropy } from '../ops/binaryCrossEntropy';
import { insertBefore, numbersAt } from '../problems';
import { lossType, vectorType } from '../shape';
import { targetParam, texCrossEntropy, torchTarget } from './target';

export const bce = defineKind({
	id: 'bce',
	category: 'losses',
	icon: 'target',
	surfaces: ['training'],
	doc: {
		name: { ja: 'BCE（確率）', en: 'BCE' },
		also: [
			'cross entropy',
			'minimax',
			'non-saturating',
			'saturating',
			'label smoothing',
			'交差エントロピー',
			'ラベル平滑化',
		],
		text: {
			ja: 'D が答えた確率が、答えてほしい値とどれだけちがうかを測ります。ぴったりなら 0 で、自信をもってまちがえるほど大きくなります。対数は PyTorch と同じく −100 で止めます。',
			en: 'How far the probability D answers is from the one it should. Right is 0; the surer and more wrong, the larger. Logarithms stop at −100, as in PyTorch.',
		},
		formula: 'L = -\\frac{1}{m} \\sum_i \\left( t \\log p_i + (1 - t) \\log (1 - p_i) \\right)',
		paper: {
			title: 'Goodfellow et al., Generative Adversarial Nets (2014)',
			url: 'https://arxiv.org/abs/1406.2661',
		},
	},
	params: { target: targetParam },
	ports: () => ({ inputs: [{ name: 'p' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer(context) {
		const outputs = { loss: lossType };
		const { type, problems } = numbersAt(context, 'p');
		if (!type) return { outputs, problems };
		const { range } = type;
		if (range && range[0] >= 0 && range[1] <= 1) return { outputs };
		const mend = insertBefore(
			context,
			'p',
			{ kind: 'sigmoid' },
			{ ja: 'シグモイドを足す', en: 'Add Sigmoid' },
		);
		const between = range && `${range[0]} … ${range[1]}`;
		return {
			outputs,
			problems: [
				{
					severity: 'warning',
					code: 'notAProbability',
					port: 'p',
					message: between
						? {
								ja: `この値は ${between} の範囲にあります。確率は 0 から 1 です。外に出ると損失は計算できません。`,
								en: `These values lie in ${between}; a probability lies in 0 … 1. Outside of it there is no loss.`,
							}
						: {
								ja: 'この値は 0 から 1 に収まるとは限りません。外に出ると損失は計算できません。',
								en: 'These values may leave 0 … 1, where a probability lies. Outside of it there is no loss.',
							},
					mend,
				},
			],
		};
	},
	answer: { port: 'p', is: 'probability' },
	tfjs: {
		forward: (tf, { p }, { params }) => ({ loss: binaryCrossEntropy(tf, p!, params.target) }),
	},
	tex: ({ args: { p }, params: { target } }) => ({
		loss: texCrossEntropy(p!, `(1 - ${p})`, target),
	}),
	torch: {
		call: ({ args, params }) => ({
			loss: `F.binary_cross_entropy(${args.p}, ${torchTarget(args.p!, params.target)})`,
		}),
	},
	examples: [
		{ params: { target: 0 }, inputs: { p: vectorType(1, [0, 1]) } },
		{ params: { target: 1 }, inputs: { p: vectorType(1, [0, 1]) } },
		{ params: { target: 0.9 }, inputs: { p: vectorType(3, [0, 1]) } },
	],
});
