// DCGAN: the same game, with convolutions.
import type { Lesson } from '../lesson';
import { DCGAN_PAPER } from '../papers';

export const dcgan: Lesson = {
	id: 'dcgan',
	title: { ja: 'DCGAN：畳み込み', en: 'DCGAN: convolutions' },
	preset: 'dcgan',
	trained: true,
	steps: [
		{
			title: { ja: '変わったのは中身だけ', en: 'Only the inside has changed' },
			text: {
				ja: '学習キャンバスの形は、はじめての GAN とほとんど同じです。変わったのは、G と D の中身です。',
				en: 'The training canvas looks almost like the first GAN’s. What has changed is inside G and D.',
			},
			points: { nodes: ['G', 'dReal', 'dFake'] },
			task: {
				does: 'enter',
				canvas: 'networks/G',
				text: {
					ja: 'G をダブルクリックするか、選んで Enter キーを押し、中に入ってください。',
					en: 'Go inside G: double-click it, or select it and press Enter.',
				},
			},
			paper: DCGAN_PAPER,
		},
		{
			title: { ja: '広げる G、縮める D', en: 'G grows, D shrinks' },
			text: {
				ja: 'G は転置畳み込みで、小さく厚い特徴を、少しずつ大きな画像に広げます。D はその逆に、畳み込みで縮めながら特徴を集めます。',
				en: 'G’s transposed convolutions grow small, deep features into a larger and larger picture. D goes the other way and gathers features while it shrinks.',
			},
			points: { canvas: 'networks/G', nodes: ['up1', 'up2', 'up3', 'up4'] },
			question: {
				ask: {
					ja: '線の上の形を見ると、G を進むにつれて縦横の大きさはどうなるでしょうか。',
					en: 'Look at the shapes on the wires: along G, what happens to height and width?',
				},
				choices: [
					{ text: { ja: '大きくなる', en: 'They grow' }, right: true },
					{ text: { ja: '小さくなる', en: 'They shrink' } },
				],
				because: {
					ja: '1×1 から 28×28 まで大きくなり、そのかわりチャンネルが減っていきます。',
					en: 'From 1×1 they grow to 28×28, while the channels become fewer.',
				},
				shows: { canvas: 'networks/G', nodes: ['point', 'image'] },
			},
		},
		{
			title: { ja: '見くらべる', en: 'Compare' },
			text: {
				ja: '学習のすんだ重みで作らせてみてください。全結合だけの GAN の数字より、線がなめらかでしょうか。',
				en: 'Let the trained weights make some. Are the strokes smoother than those of the dense GAN?',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
			paper: DCGAN_PAPER,
		},
	],
};
