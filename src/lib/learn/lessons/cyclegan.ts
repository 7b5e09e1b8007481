// CycleGAN: two translators, and there-and-back in place of pairs.
import type { Lesson } from '../lesson';
import { CYCLEGAN_PAPER } from '../papers';

export const cyclegan: Lesson = {
	id: 'cyclegan',
	title: { ja: 'CycleGAN：組がなくても', en: 'CycleGAN: without pairs' },
	preset: 'cyclegan',
	trained: true,
	steps: [
		{
			title: { ja: '2 つの G、2 つの D', en: 'Two Gs, two Ds' },
			text: {
				ja: 'りんごとオレンジの画像はありますが、どれとどれが対応するという組はありません。そこで、G はりんごをオレンジに、F はオレンジをりんごに変え、D をそれぞれの側に 1 つずつ置きます。',
				en: 'There are pictures of apples and of oranges, but none belong together. So G makes oranges of apples, F makes apples of oranges, and each side has a D of its own.',
			},
			points: { nodes: ['fakeB', 'fakeA', 'foolB', 'foolA'] },
			task: {
				does: 'select',
				nodes: ['fakeB', 'fakeA'],
				text: {
					ja: '変換をする G か F を選んでください。',
					en: 'Select one of the translations, by G or by F.',
				},
			},
			paper: CYCLEGAN_PAPER,
		},
		{
			title: { ja: '往復すれば戻る', en: 'There and back again' },
			text: {
				ja: 'D だけでは、本物らしいオレンジでさえあれば、もとのりんごと関係がなくてもかまいません。そこで、往復したら元の画像に戻ることを求めます。これがサイクル一貫性損失です。',
				en: 'To D any orange that looks real will do, whatever apple it was made of. So going there and back is asked to give the picture one began with: the cycle consistency loss.',
			},
			points: { nodes: ['fakeB', 'recA', 'cycleA'] },
			formula: String.raw`\begin{aligned} L_{\mathrm{cyc}} =\;& \lVert F(G(x)) - x \rVert_1 \\ &+ \lVert G(F(y)) - y \rVert_1 \end{aligned}`,
			question: {
				ask: {
					ja: 'サイクル損失は、pix2pix で何がしていた役目を引き受けているでしょうか。',
					en: 'Whose work in pix2pix does the cycle loss take over?',
				},
				choices: [
					{
						text: { ja: '組になった手本（L1）', en: 'That of the paired model (L1)' },
						right: true,
					},
					{ text: { ja: 'D', en: 'That of D' } },
				],
				because: {
					ja: '手本との L1 です。手本がないかわりに、元の画像そのものを往復の手本にします。本物らしさは、ここでも D が見ます。',
					en: 'That of the L1 to the model. With no model there, the picture itself is the model for the way back. Whether it looks real is still for D to say.',
				},
				shows: { nodes: ['cycleA', 'cycleB'] },
			},
		},
		{
			title: { ja: '変えてみる', en: 'Try it' },
			text: {
				ja: '学習のすんだ G と F で変えてみます。形は残り、色や質感が変わるでしょうか。',
				en: 'Let the trained G and F translate. Does the shape stay while colour and texture change?',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
		},
	],
};
