// R1: D's slope at real data is to be 0.
import { defineKind } from '../kind';
import { imageType, lossType } from '../shape';
import { texName } from '../tex';
import {
	conditionPorts,
	networkParam,
	SLOPE,
	slopeProblems,
	squaredSlope,
	torchSlope,
} from './slope';

export const r1Penalty = defineKind({
	id: 'r1Penalty',
	category: 'losses',
	icon: 'activity',
	surfaces: ['training'],
	doc: {
		name: { ja: 'R1 正則化', en: 'R1 penalty' },
		also: ['R1', 'zero-centered', '勾配ペナルティ'],
		text: {
			ja: '本物のデータのところでの D の傾きを罰します。生成データが本物と重なったとき、D が G を押しのける力がなくなるので、学習が落ち着くべきところに落ち着きます。StyleGAN が使います。',
			en: 'Punishes D’s slope at real data. Where the generated data meet the real, D no longer pushes G away, so training settles where it should. StyleGAN uses it.',
		},
		formula: 'L = \\frac{\\gamma}{2} \\, \\mathbb{E} \\, \\lVert \\nabla_x D(x) \\rVert_2^2',
		paper: {
			title:
				'Mescheder, Geiger and Nowozin, Which Training Methods for GANs do actually Converge? (2018)',
			url: 'https://arxiv.org/abs/1801.04406',
		},
	},
	params: {
		network: networkParam,
		gamma: {
			type: 'number',
			default: 10,
			min: 0,
			max: 1e6,
			label: { ja: 'γ', en: 'γ' },
			help: {
				ja: '罰の重み。論文では 10。学習中にも変えられます。',
				en: 'What the penalty weighs; 10 in the paper. It can be turned while training runs.',
			},
			live: true,
			onNode: true,
		},
	},
	ports: ({ params, around }) => ({
		inputs: [
			{ name: 'real', label: { ja: '本物', en: 'real' } },
			...conditionPorts(around.network(params.network)),
		],
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer: (context) => ({
		outputs: { loss: lossType },
		problems: slopeProblems(context, ['real']),
	}),
	tfjs: {
		forward(tf, inputs, context) {
			const squares = squaredSlope(tf, inputs.real!, inputs, context);
			return { loss: tf.mul(tf.mean(squares), context.params.gamma / 2) };
		},
	},
	tex({ params, args: { real, ...conditions } }) {
		const given = [real, ...Object.values(conditions)].join(', ');
		const slope = `\\nabla_{${real}} \\, ${texName(params.network)}(${given})`;
		return {
			loss: `${params.gamma / 2} \\left\\lVert ${slope} \\right\\rVert_2^2`,
		};
	},
	torch: {
		define: SLOPE,
		call(context) {
			const { args, params } = context;
			const slope = torchSlope(args.real!, context);
			return { loss: `${params.gamma / 2} * (${slope} ** 2).sum(1).mean()` };
		},
	},
	examples: [{ params: { network: 'D' }, inputs: { real: imageType(28, 28, 1) } }],
});
