// Wasserstein loss: D's scores of real and of generated, as far apart as can be.
import { defineKind } from '../kind';
import { vectorType } from '../shape';
import { inferScoreLoss, sideParam } from './side';

export const wasserstein = defineKind({
	id: 'wasserstein',
	category: 'losses',
	icon: 'scale',
	surfaces: ['training'],
	doc: {
		name: { ja: 'Wasserstein 損失', en: 'Wasserstein' },
		also: ['WGAN', 'critic', 'earth mover', 'クリティック'],
		text: {
			ja: 'D は確率ではなく点数を答えます。D は本物の点数を上げて生成画像の点数を下げ、G は生成画像の点数を上げます。点数の差は 2 つの分布の距離（Wasserstein 距離）の目安になります。D の傾きをおさえる仕組み（勾配ペナルティか重みの切り詰め）と一緒に使います。',
			en: 'D answers with a score, not a probability. D raises the scores of real pictures and lowers those of generated ones; G raises the latter. The difference estimates how far apart the two distributions are (their Wasserstein distance). D’s slope has to be held back: by a gradient penalty, or by clipping its weights.',
		},
		formula:
			'L_D = \\mathbb{E}\\,D(G(z)) - \\mathbb{E}\\,D(x), \\quad L_G = -\\mathbb{E}\\,D(G(z))',
		paper: {
			title: 'Arjovsky, Chintala and Bottou, Wasserstein GAN (2017)',
			url: 'https://arxiv.org/abs/1701.07875',
		},
	},
	params: { side: sideParam },
	ports: () => ({ inputs: [{ name: 'd' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer: inferScoreLoss,
	tfjs: {
		forward(tf, { d }, { params }) {
			const mean = tf.mean(d!);
			return { loss: params.side === 'fake' ? mean : tf.neg(mean) };
		},
	},
	tex: ({ args: { d }, params }) => ({ loss: params.side === 'fake' ? d! : `-${d}` }),
	torch: {
		call: ({ args, params }) => ({
			loss: `${params.side === 'fake' ? '' : '-'}${args.d}.mean()`,
		}),
	},
	examples: [
		{ inputs: { d: vectorType(1) } },
		{ params: { side: 'fake' }, inputs: { d: vectorType(3) } },
		{ params: { side: 'generator' }, inputs: { d: vectorType(1) } },
	],
});
