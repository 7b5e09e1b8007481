// Least squares: how far D's answer is from the one it should give, squared.
import { defineKind } from '../kind';
import { numbersAt } from '../problems';
import { lossType, vectorType } from '../shape';
import { targetParam } from './target';

export const leastSquares = defineKind({
	id: 'leastSquares',
	category: 'losses',
	icon: 'target',
	surfaces: ['training'],
	doc: {
		name: { ja: '最小二乗（LSGAN）', en: 'Least squares' },
		also: ['LSGAN', 'MSE', '最小二乗'],
		text: {
			ja: 'D の答えと答えてほしい値の差を 2 乗し、平均して半分にします。D はシグモイドのない数を出します。本物と見分けがつかなくても、境目から遠い生成画像は引き寄せられるので、勾配が消えにくくなります。',
			en: 'Half the mean of the squared difference between D’s answer and the one it should give. D ends without a sigmoid. Generated pictures far from the border are drawn in even when D takes them for real, so gradients vanish less.',
		},
		formula: 'L = \\frac{1}{2m} \\sum_i \\left( D(x_i) - t \\right)^2',
		paper: {
			title: 'Mao et al., Least Squares Generative Adversarial Networks (2017)',
			url: 'https://arxiv.org/abs/1611.04076',
		},
	},
	params: { target: { ...targetParam, min: -10, max: 10 } },
	ports: () => ({ inputs: [{ name: 'd' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer: (context) => ({
		outputs: { loss: lossType },
		problems: numbersAt(context, 'd').problems,
	}),
	answer: { port: 'd', is: 'number' },
	tfjs: {
		forward: (tf, { d }, { params }) => ({
			loss: tf.mul(tf.mean(tf.square(tf.sub(d!, params.target))), 0.5),
		}),
	},
	tex: ({ args: { d }, params: { target } }) => ({
		loss: target === 0 ? `\\tfrac{1}{2} \\, ${d}^2` : `\\tfrac{1}{2} (${d} - ${target})^2`,
	}),
	torch: {
		call: ({ args, params }) => ({ loss: `0.5 * ((${args.d} - ${params.target}) ** 2).mean()` }),
	},
	examples: [
		{ inputs: { d: vectorType(1) } },
		{ params: { target: 0 }, inputs: { d: vectorType(3) } },
		{ params: { target: -1 }, inputs: { d: vectorType(1) } },
	],
});
