// Hinge loss: D need not be surer than a margin of 1.
import { defineKind } from '../kind';
import { vectorType } from '../shape';
import { inferScoreLoss, sideParam, type Side } from './side';

const TEX: Readonly<Record<Side, (score: string) => string>> = {
	real: (score) => `\\max(0, 1 - ${score})`,
	fake: (score) => `\\max(0, 1 + ${score})`,
	generator: (score) => `-${score}`,
};

export const hinge = defineKind({
	id: 'hinge',
	category: 'losses',
	icon: 'trending-up',
	surfaces: ['training'],
	doc: {
		name: { ja: 'ヒンジ損失', en: 'Hinge' },
		also: ['hinge loss', 'SNGAN', 'ヒンジ'],
		text: {
			ja: 'D は点数を答えます。本物は 1 より上、生成画像は −1 より下になれば、それ以上は求めません。もう分かるものに力を使わないので、学習が安定します。G は生成画像の点数を上げます。SAGAN や BigGAN が使います。',
			en: 'D answers with a score: above 1 for real and below −1 for generated is enough, and nothing more is asked. No effort goes into what D knows already, which keeps training steady. G raises the score of what it generates. SAGAN and BigGAN use it.',
		},
		formula:
			'L_D = \\mathbb{E}\\,\\max(0, 1 - D(x)) + \\mathbb{E}\\,\\max(0, 1 + D(G(z))), \\quad L_G = -\\mathbb{E}\\,D(G(z))',
		paper: {
			title: 'Lim and Ye, Geometric GAN (2017)',
			url: 'https://arxiv.org/abs/1705.02894',
		},
	},
	params: { side: sideParam },
	ports: () => ({ inputs: [{ name: 'd' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer: inferScoreLoss,
	tfjs: {
		forward(tf, { d }, { params }) {
			if (params.side === 'generator') return { loss: tf.neg(tf.mean(d!)) };
			const short = params.side === 'real' ? tf.sub(1, d!) : tf.add(1, d!);
			return { loss: tf.mean(tf.relu(short)) };
		},
	},
	tex: ({ args: { d }, params: { side } }) => ({ loss: TEX[side as Side](d!) }),
	torch: {
		call({ args, params }) {
			if (params.side === 'generator') return { loss: `-${args.d}.mean()` };
			return { loss: `F.relu(1 ${params.side === 'real' ? '-' : '+'} ${args.d}).mean()` };
		},
	},
	examples: [
		{ inputs: { d: vectorType(1) } },
		{ params: { side: 'fake' }, inputs: { d: vectorType(3) } },
		{ params: { side: 'generator' }, inputs: { d: vectorType(1) } },
	],
});
