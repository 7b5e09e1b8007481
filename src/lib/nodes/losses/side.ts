// What losses on scores share: whose loss it is, and the check that D gives scores.
import type { Citation } from '../../graph/types';
import type { InferContext, Inference, ParamSpec, ParamSpecs } from '../kind';
import { numbersAt } from '../problems';
import { lossType } from '../shape';

export const sideParam = {
	type: 'choice',
	default: 'real',
	label: { ja: 'だれの損失か', en: 'Whose' },
	help: {
		ja: 'D が本物に答えた点数か、生成画像に答えた点数か。G の損失なら、G は生成画像の点数を上げようとします。',
		en: 'D’s score of something real, or of something generated; or G’s own loss, which raises the score of what it generates.',
	},
	options: [
		{ value: 'real', label: { ja: 'D・本物', en: 'D, on real' } },
		{ value: 'fake', label: { ja: 'D・生成', en: 'D, on fake' } },
		{ value: 'generator', label: { ja: 'G', en: 'G' } },
	],
	onNode: true,
} as const satisfies ParamSpec;

export type Side = (typeof sideParam.options)[number]['value'];

const ARJOVSKY: Citation = {
	title: 'Arjovsky, Chintala and Bottou, Wasserstein GAN (2017), §3',
	url: 'https://arxiv.org/abs/1701.07875',
};

/** A score may be any number: one that can't is told of. */
export function inferScoreLoss(context: InferContext<ParamSpecs>): Inference {
	const outputs = { loss: lossType };
	const { type, problems } = numbersAt(context, 'd');
	if (!type?.range) return { outputs, problems };
	const [least, most] = type.range;
	return {
		outputs,
		problems: [
			{
				severity: 'warning',
				code: 'boundedScore',
				port: 'd',
				message: {
					ja: `この値は ${least} から ${most} に収まっています。この損失の D は、上限も下限もない点数を答えます。D の最後のシグモイドなどを外してください。`,
					en: `These values stay within ${least} … ${most}. For this loss D answers with a score without bounds: end D without a sigmoid or the like.`,
				},
				paper: ARJOVSKY,
			},
		],
	};
}
