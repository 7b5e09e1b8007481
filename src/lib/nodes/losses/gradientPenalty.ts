// Gradient penalty: D's slope between real and generated is to be 1.
import { defineKind } from '../kind';
import { root } from '../ops/activations';
import { imageType, lossType, vectorType } from '../shape';
import { texName } from '../tex';
import {
	conditionPorts,
	conditionsOf,
	networkParam,
	SLOPE,
	slopeProblems,
	squaredSlope,
	torchSlope,
} from './slope';

export const gradientPenalty = defineKind({
	id: 'gradientPenalty',
	category: 'losses',
	icon: 'activity',
	surfaces: ['training'],
	doc: {
		name: { ja: '勾配ペナルティ', en: 'Gradient penalty' },
		also: ['WGAN-GP', 'Lipschitz', '勾配ペナルティ'],
		text: {
			ja: '本物と生成画像の間の点を 1 組ごとにでたらめに選び、そこでの D の傾きが 1 から外れた分を罰します。D の点数がなだらかになり、Wasserstein 損失が距離として意味をもちます。D にバッチ正規化は使えません（1 枚の罰がほかの画像にもよってしまうため）。',
			en: 'Picks a random point between each real picture and a generated one, and punishes D as its slope there differs from 1. D’s scores stay smooth, as the Wasserstein loss needs. D should have no batch norm: one picture’s penalty would depend on the others.',
		},
		formula:
			'L = \\lambda \\, \\mathbb{E} \\left( \\lVert \\nabla_{\\hat x} D(\\hat x) \\rVert_2 - 1 \\right)^2, \\quad \\hat x = \\epsilon x + (1 - \\epsilon)\\, G(z)',
		paper: {
			title: 'Gulrajani et al., Improved Training of Wasserstein GANs (2017)',
			url: 'https://arxiv.org/abs/1704.00028',
		},
	},
	params: {
		network: networkParam,
		weight: {
			type: 'number',
			default: 10,
			min: 0,
			max: 1e6,
			label: { ja: 'λ', en: 'λ' },
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
			{ name: 'fake', label: { ja: '生成', en: 'fake' } },
			...conditionPorts(around.network(params.network)),
			{ name: 'mix', label: 'ε', optional: true },
		],
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer(context) {
		const problems = slopeProblems(context, ['real', 'fake']);
		const { mix } = context.inputs;
		if (mix && (mix.dtype !== 'float32' || mix.shape.some((side) => side !== 1))) {
			problems.push({
				severity: 'error',
				code: 'oneMix',
				port: 'mix',
				message: {
					ja: 'ε は 1 組に 1 個の数です。つながなければ、0 から 1 の一様乱数になります。',
					en: 'ε is one number for each pair. Left open, it is drawn evenly from 0 to 1.',
				},
			});
		}
		return { outputs: { loss: lossType }, problems };
	},
	tfjs: {
		forward(tf, inputs, context) {
			const { real, fake, mix } = inputs;
			const batch = real!.shape[0]!;
			const drawn = mix ?? tf.tensor(context.random.uniform(batch, 0, 1), [batch]);
			const share = tf.reshape(drawn, [batch, ...real!.shape.slice(1).map(() => 1)]);
			const between = tf.add(tf.mul(real!, share), tf.mul(fake!, tf.sub(1, share)));
			const length = root(tf, squaredSlope(tf, between, inputs, context));
			const off = tf.mean(tf.square(tf.sub(length, 1)));
			return { loss: tf.mul(off, context.params.weight) };
		},
	},
	tex({ params, wired, args }) {
		const given = ['\\hat{x}', ...conditionsOf(wired).map((port) => args[port]!)].join(', ');
		const slope = `\\left\\lVert \\nabla_{\\hat{x}} ${texName(params.network)}(${given}) \\right\\rVert_2`;
		return { loss: `${params.weight} \\left( ${slope} - 1 \\right)^2` };
	},
	torch: {
		define: SLOPE,
		call(context) {
			const { args, params, inputs } = context;
			const shape = ['-1', ...inputs.real!.shape.map(() => '1')].join(', ');
			const mix = args.mix ?? `torch.rand(len(${args.real}), device=${args.real}.device)`;
			const between = `torch.lerp(${args.fake}, ${args.real}, ${mix}.reshape(${shape}))`;
			const length = `${torchSlope(between, context)}.norm(dim=1)`;
			return { loss: `${params.weight} * ((${length} - 1) ** 2).mean()` };
		},
	},
	examples: [
		{
			params: { network: 'D' },
			inputs: {
				real: imageType(28, 28, 1),
				fake: imageType(28, 28, 1),
				mix: vectorType(1, [0, 1]),
			},
		},
	],
});
