// Experiments with the game itself, on eight Gaussians: labels, turns, updates, learning rates.
import type { Experiment } from './experiment';
import { off, set } from './trainingEdits';

export const flippedLabels: Experiment = {
	id: 'flipped-labels',
	question: {
		ja: '本物を 0、偽物を 1 と呼んでも、同じゲームですか',
		en: 'Is it the same game when real is called 0 and fake 1?',
	},
	look: {
		ja: '3 つの損失の目標だけを入れかえました。D の答えは逆を向きますが、G の点が山へ近づいていくようすを元のグラフと比べてください。',
		en: 'Only the targets of three losses are swapped. D answers the other way round; compare how G’s points approach the hills with the original.',
	},
	preset: 'gan-2d',
	variants: [
		{
			id: 'flipped',
			title: { ja: '本物を 0、偽物を 1 に', en: 'Real 0, fake 1' },
			edits: [set('bceReal', 'target', 0), set('bceFake', 'target', 1), set('bceG', 'target', 0)],
		},
	],
};

export const turns: Experiment = {
	id: 'turns',
	question: {
		ja: 'D と G は、どんな割合で学習するとよいですか',
		en: 'How should D and G share the turns?',
	},
	look: {
		ja: '2 人のプレイヤーの損失と、ヒストグラムにある D の答えを見てください。一方だけが学習すると、ゲームになりません。',
		en: 'Watch the losses of both players, and D’s answers in the histogram. With one player learning alone there is no game.',
	},
	preset: 'gan-2d',
	variants: [
		{
			id: 'g-alone',
			title: { ja: 'G だけが学習', en: 'G alone learns' },
			edits: [off('playD')],
		},
		{
			id: 'd-alone',
			title: { ja: 'D だけが学習', en: 'D alone learns' },
			edits: [off('playG')],
		},
		{
			id: 'd-five-times',
			title: { ja: 'D は 1 ラウンドに 5 回更新', en: 'D makes five updates a round' },
			edits: [set('playD', 'steps', 5)],
		},
		{
			id: 'd-slower',
			title: { ja: 'D の学習率を 10 分の 1 に', en: 'D’s learning rate a tenth' },
			edits: [set('playD', 'learningRate', 1e-4)],
		},
		{
			id: 'g-slower',
			title: { ja: 'G の学習率を 10 分の 1 に', en: 'G’s learning rate a tenth' },
			edits: [set('playG', 'learningRate', 1e-4)],
		},
	],
};
