// MelGAN: sound out of a spectrogram.
import type { Lesson } from '../lesson';
import { MELGAN_PAPER } from '../papers';

export const melgan: Lesson = {
	id: 'melgan',
	title: { ja: 'MelGAN：音を作る', en: 'MelGAN: sound' },
	preset: 'melgan',
	trained: true,
	steps: [
		{
			title: { ja: '条件はスペクトログラム', en: 'The condition is a spectrogram' },
			text: {
				ja: '音の波形から、どの高さの音がいつ鳴っているかを表すメルスペクトログラムを作ります。位相が捨てられるので、波形にはそのまま戻せません。G は、そこを補って波形を作ります。',
				en: 'A mel spectrogram tells which pitches sound when. The phase is thrown away, so the wave can’t simply be had back: G fills it in.',
			},
			points: { nodes: ['data', 'mel', 'G'] },
			task: {
				does: 'select',
				nodes: ['mel'],
				text: {
					ja: 'メルスペクトログラムのノードを選んでください。',
					en: 'Select the mel spectrogram node.',
				},
			},
			paper: MELGAN_PAPER,
		},
		{
			title: { ja: '2 つの耳', en: 'Two ears' },
			text: {
				ja: 'D は 2 つあり、同じ音を別々の細かさで聞きます。1 つはもとのまま、もう 1 つは半分に粗くして聞きます。',
				en: 'Two Ds listen to the same sound, each at its own rate: one as it is, one at half the rate.',
			},
			points: { nodes: ['d1Fake', 'halfFake', 'd2Fake'] },
			question: {
				ask: {
					ja: '特徴マッチングは、本物と生成音の何をくらべているでしょうか。線をたどってください。',
					en: 'Feature matching compares real and made sound by what? Follow the wires.',
				},
				choices: [
					{ text: { ja: '波形そのもの', en: 'The waves themselves' } },
					{ text: { ja: 'D の途中の層の値', en: 'What D’s inner layers see' }, right: true },
				],
				because: {
					ja: 'D の途中の層の値です。D が聞き分けに使う特徴が近づくように、G を導きます。',
					en: 'What D’s inner layers see. It leads G to sound alike in the features D listens for.',
				},
				shows: { nodes: ['match1', 'match2'] },
			},
		},
		{
			title: { ja: '聞いてみる', en: 'Listen' },
			text: {
				ja: '学習のすんだ重みで作った音を、もとの音と聞きくらべてください。',
				en: 'Hear what the trained weights make, beside the real sound.',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
		},
	],
};
