// CGAN: a condition for both, and the third case that makes D look at it.
import type { Lesson } from '../lesson';
import { CGAN_PAPER } from '../papers';

export const cgan: Lesson = {
	id: 'cgan',
	title: { ja: 'CGAN：条件をつける', en: 'CGAN: a condition' },
	preset: 'cgan',
	trained: true,
	steps: [
		{
			title: { ja: '条件 c', en: 'The condition c' },
			text: {
				ja: 'どの数字を描くかを、条件 c で指定します。c は、10 個のうち 1 つだけが 1 のベクトルで、G にも D にも渡します。',
				en: 'A condition c says which digit to draw: a vector of ten with a single 1 in it. G and D are both given it.',
			},
			points: { nodes: ['oneHot', 'G', 'dReal', 'dFake'] },
			task: {
				does: 'select',
				nodes: ['oneHot'],
				text: {
					ja: '条件を作るノード（One-hot）を選んでください。',
					en: 'Select the node that makes the condition (one-hot).',
				},
			},
			paper: CGAN_PAPER,
		},
		{
			title: { ja: '3 つの場合', en: 'Three cases' },
			text: {
				ja: 'このグラフの D は、3 つの組を見ます。本物と正しい条件だけを「本物」とし、本物とちがう条件の組、生成画像の組は「偽物」とします。',
				en: 'In this graph D sees three pairs. Only a real picture with the right condition counts as real; a real one with a wrong condition, and a made one, count as fake.',
			},
			points: { nodes: ['dReal', 'dWrong', 'dFake'] },
			question: {
				ask: {
					ja: '「本物とちがう条件」の組がなければ、D は何を見なくてもすむようになるでしょうか。',
					en: 'Without the pair “real, wrong condition”, what could D get away with not looking at?',
				},
				choices: [
					{ text: { ja: '画像', en: 'The picture' } },
					{ text: { ja: '条件', en: 'The condition' }, right: true },
				],
				because: {
					ja: '条件です。本物なら条件はいつも合っているので、合っているかを直接問われることがありません。ちがう条件の組が、D に条件を確かめさせます。もとの論文にこの組はなく、あとの研究（文から画像を作る GAN）で加えられました。',
					en: 'The condition. Every real picture would come with the right one, so D would never be asked whether they match. The wrong pair makes it check. The paper itself has no such pair; later work on GANs that draw sentences added it.',
				},
				shows: { nodes: ['wrong', 'dWrong', 'bceWrong'] },
			},
		},
		{
			title: { ja: '数字を指定する', en: 'Ask for a digit' },
			text: {
				ja: '生成では、z と c を渡します。c を変えると数字が、z を変えると書き方が変わるかを確かめてください。',
				en: 'To generate, z and c are given. See whether c changes the digit, and z the way it is written.',
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
			paper: CGAN_PAPER,
		},
	],
};
