// Experiments that leave a part of an objective out, to see what it is for.
import type { Experiment } from './experiment';
import { off, set } from './trainingEdits';

export const thirdCase: Experiment = {
	id: 'third-case',
	question: {
		ja: 'CGAN の「本物とちがう条件」は、なぜ要りますか',
		en: 'What is CGAN’s “real with a wrong condition” for?',
	},
	look: {
		ja: 'サンプルは列ごとに条件がちがいます。列の数字が条件と合うかを見てください。',
		en: 'Each column of samples has its own condition. See whether its digits obey it.',
	},
	preset: 'cgan',
	variants: [
		{
			id: 'without',
			title: { ja: '「本物とちがう条件」を外す', en: 'Without real and wrong condition' },
			edits: [off('bceWrong')],
		},
	],
};

export const cycle: Experiment = {
	id: 'cycle',
	question: {
		ja: 'CycleGAN からサイクルの損失を外すと、どうなりますか',
		en: 'What does CycleGAN do without its cycle loss?',
	},
	look: {
		ja: '右の列は、行って戻った画像です。左の元の画像に戻るかを見てください。',
		en: 'On the right are pictures that went there and back. See whether they come back to those on the left.',
	},
	preset: 'cyclegan',
	variants: [
		{
			id: 'without',
			title: { ja: 'サイクルの損失を外す', en: 'Without the cycle loss' },
			edits: [off('cycleA', 'cycleB')],
		},
	],
};

export const twoTerms: Experiment = {
	id: 'two-terms',
	question: {
		ja: 'pix2pix の 2 つの損失は、それぞれ何をしますか',
		en: 'What does each of pix2pix’s two losses do?',
	},
	look: {
		ja: '色がはっきりするか、線画と合うかを、右の正解と比べてください。',
		en: 'Beside the true picture on the right: are the colours clear, and do they fit the drawing?',
	},
	preset: 'pix2pix',
	variants: [
		{
			id: 'l1-alone',
			title: { ja: '敵対的損失を外す', en: 'Without the adversarial loss' },
			edits: [off('bceG')],
		},
		{
			id: 'adversarial-alone',
			title: { ja: 'L1 を外す', en: 'Without L1' },
			edits: [off('apart')],
		},
	],
};

export const oneStage: Experiment = {
	id: 'one-stage',
	question: {
		ja: 'StackGAN を 1 段で学習すると、どうなりますか',
		en: 'What if StackGAN learns in one stage?',
	},
	look: {
		ja: '大きい画像の損失だけで、G1 と G2 を一度に学習します。小さい画像に形が現れるかを見てください。',
		en: 'G1 and G2 learn at once, from the large picture’s loss alone. See whether shapes appear in the small one.',
	},
	preset: 'stackgan',
	variants: [
		{
			id: 'at-once',
			title: { ja: '1 段で一度に学習', en: 'One stage, all at once' },
			edits: [
				off('playD1', 'playG1'),
				set('playD2', 'from', 0),
				set('playG2', 'from', 0),
				set('playG2', 'networks', ['G2', 'G1', 'T']),
			],
		},
	],
};
