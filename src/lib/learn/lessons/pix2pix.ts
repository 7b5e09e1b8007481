// pix2pix: the condition is a picture, and there is a model to keep to.
import type { Lesson } from '../lesson';
import { PIX2PIX_PAPER } from '../papers';

export const pix2pix: Lesson = {
	id: 'pix2pix',
	title: { ja: 'pix2pix：画像から画像へ', en: 'pix2pix: picture to picture' },
	preset: 'pix2pix',
	trained: true,
	steps: [
		{
			title: { ja: '条件が画像になる', en: 'The condition is a picture' },
			text: {
				ja: 'G は線画を受け取り、色のついた絵を返します。D は線画と絵の組を見て、本物の組か、G が塗った組かを答えます。学習には、線画と手本の組が要ります。',
				en: 'G takes a line drawing and gives a painting. D sees both together and says whether the pair is real or painted by G. Training needs drawings that come with their paintings.',
			},
			points: { nodes: ['pairs', 'G', 'dReal', 'dFake'] },
			task: {
				does: 'select',
				nodes: ['pairs'],
				text: {
					ja: 'データを選び、組を見てください。',
					en: 'Select the data and look at the pairs.',
				},
			},
			paper: PIX2PIX_PAPER,
		},
		{
			title: { ja: '2 つの損失', en: 'Two losses' },
			text: {
				ja: 'G の損失は 2 つの和です。D をだます損失と、手本との差（L1）です。',
				en: 'G’s loss is a sum of two: fooling D, and the distance to the model painting (L1).',
			},
			points: { nodes: ['bceG', 'apart', 'sumG'] },
			formula: String.raw`L_G = L_{\mathrm{GAN}} + \lambda \,\lVert y - G(x) \rVert_1`,
			question: {
				ask: {
					ja: '塗り方がいくつもありうるとき、L1 だけで学ばせた G は何を塗りがちでしょうか。',
					en: 'Where several colours would do, what does a G trained on L1 alone tend to paint?',
				},
				choices: [
					{
						text: { ja: '間をとった、ぼやけた色', en: 'Something in between, blurred' },
						right: true,
					},
					{ text: { ja: 'どれか 1 つの、はっきりした色', en: 'One of them, clearly' } },
				],
				because: {
					ja: 'どの候補からも遠すぎない、間の色です。ぼやけた絵を本物らしくないと見抜くのが、D の役目です。',
					en: 'Something in between, not too far from any. D is there to see that blurred paintings don’t look real.',
				},
				shows: { nodes: ['apart', 'dFake'] },
			},
		},
		{
			title: { ja: '塗らせてみる', en: 'Let it paint' },
			text: {
				ja: '学習のすんだ G に線画を渡します。自分で描くこともできます。',
				en: 'Give the trained G a drawing; you can also draw one yourself.',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
		},
	],
};
