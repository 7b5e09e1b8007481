// StackGAN: from a sentence to a picture, in two stages.
import type { Lesson } from '../lesson';
import { STACKGAN_PAPER } from '../papers';

export const stackgan: Lesson = {
	id: 'stackgan',
	title: { ja: 'StackGAN：文から絵へ', en: 'StackGAN: sentence to picture' },
	preset: 'stackgan',
	trained: true,
	steps: [
		{
			title: { ja: '文をベクトルに', en: 'A sentence as a vector' },
			text: {
				ja: '条件は文です。文をベクトルにし、そのまわりから少しずらした c を引いて使います。近い文どうしの間がなめらかにつながります。',
				en: 'The condition is a sentence. It becomes a vector, and a c is drawn near it, so that the space between similar sentences is filled as well.',
			},
			points: { nodes: ['right', 'eps', 'T'] },
			task: {
				does: 'select',
				nodes: ['right', 'T'],
				text: {
					ja: '文をベクトルにするノードか、T を選んでください。',
					en: 'Select the node that makes a vector of the sentence, or T.',
				},
			},
			paper: STACKGAN_PAPER,
		},
		{
			title: { ja: '2 段で描く', en: 'In two stages' },
			text: {
				ja: '第 1 段は、文と乱数から 64×64 の下絵を描きます。第 2 段は、下絵と文をもう一度見て、256×256 に描き直します。D は段ごとにあります。',
				en: 'Stage I paints a sketch of 64×64 from the sentence and noise. Stage II looks at the sketch and the sentence again and paints 256×256. Each stage has its own D.',
			},
			points: { nodes: ['G1', 'G2'] },
			question: {
				ask: {
					ja: '第 2 段の G2 には、乱数 z がつながっているでしょうか。',
					en: 'Is noise z wired into stage II’s G2?',
				},
				choices: [
					{ text: { ja: 'つながっている', en: 'Yes' } },
					{ text: { ja: 'つながっていない', en: 'No' }, right: true },
				],
				because: {
					ja: 'つながっていません。何をどこに描くかは下絵が決めていて、G2 は細部を描き足します。',
					en: 'No. The sketch has settled what is where; G2 adds the detail.',
				},
				shows: { nodes: ['z', 'G1', 'G2'] },
			},
		},
		{
			title: { ja: '文で描かせる', en: 'Ask with a sentence' },
			text: {
				ja: '生成では、文を自分で書けます。2 つの大きさの絵を見くらべてください。',
				en: 'To generate, write a sentence of your own, and compare the pictures of both sizes.',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
		},
	],
};
