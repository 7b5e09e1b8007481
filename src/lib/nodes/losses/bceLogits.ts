// Binary cross-entropy on logits.
import { defineKind } from '../kind';
import { binaryCrossEntropyOfLogits } from '../ops/binaryCrossEntropy';
import { numbersAt } from '../problems';
import { lossType, vectorType } from '../shape';
import { targetParam, texCrossEntropy, torchTarget } from './target';

export const bceLogits = defineKind({
	id: 'bceLogits',
	category: 'losses',
	icon: 'target',
	surfaces: ['training'],
	doc: {
		name: { ja: 'BCE（ロジット）', en: 'BCE on logits' },
		also: [
			'cross entropy',
			'logits',
			'minimax',
			'non-saturating',
			'label smoothing',
			'交差エントロピー',
		],
		text: {
			ja: 'シグモイドと BCE をひとつにしたものです。D はシグモイドのない数（ロジット）を出します。別々に計算するより正確で、D が自信をもってまちがえても値が飛びません。',
			en: 'Sigmoid and BCE in one. D ends without a sigmoid and gives logits. It is more exact than the two in turn, and stays finite however sure and wrong D is.',
		},
		formula:
			'L = \\frac{1}{m} \\sum_i \\left( t \\, \\mathrm{softplus}(-\\ell_i) + (1 - t) \\, \\mathrm{softplus}(\\ell_i) \\right)',
	},
	params: { target: targetParam },
	ports: () => ({ inputs: [{ name: 'logit' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer(context) {
		const outputs = { loss: lossType };
		const { type, problems } = numbersAt(context, 'logit');
		if (!type?.range || type.range[0] < 0 || type.range[1] > 1) return { outputs, problems };
		return {
			outputs,
			problems: [
				{
					severity: 'warning',
					code: 'probabilityAtLogits',
					port: 'logit',
					message: {
						ja: 'これは 0 から 1 の確率です。ここでもう一度シグモイドがかかり、D の答えは 0.5 から 0.73 の間に縮みます。BCE（確率）につなぐか、D の最後のシグモイドを外してください。',
						en: 'These are probabilities from 0 to 1. The sigmoid in this loss squeezes them once more, into 0.5 … 0.73. Wire them to BCE, or end D without a sigmoid.',
					},
					paper: {
						title: 'PyTorch: BCEWithLogitsLoss',
						url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html',
					},
				},
			],
		};
	},
	answer: { port: 'logit', is: 'logit' },
	tfjs: {
		forward: (tf, { logit }, { params }) => ({
			loss: binaryCrossEntropyOfLogits(tf, logit!, params.target),
		}),
	},
	tex: ({ args: { logit }, params: { target } }) => ({
		loss: texCrossEntropy(`\\sigma(${logit})`, `\\sigma(-${logit})`, target),
	}),
	torch: {
		call: ({ args, params }) => ({
			loss: `F.binary_cross_entropy_with_logits(${args.logit}, ${torchTarget(args.logit!, params.target)})`,
		}),
	},
	examples: [
		{ params: { target: 0 }, inputs: { logit: vectorType(1) } },
		{ params: { target: 1 }, inputs: { logit: vectorType(1) } },
		{ params: { target: 0.9 }, inputs: { logit: vectorType(3) } },
	],
});
