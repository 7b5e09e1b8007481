// Implementing it: what stands in a network, what in the loop, and how both become code.
import type { Lesson } from '../lesson';

export const implementing: Lesson = {
	id: 'implementing',
	title: { ja: '実装する', en: 'Implementing it' },
	preset: 'gan',
	steps: [
		{
			title: { ja: 'ネットワークの中身', en: 'Inside a network' },
			text: {
				ja: '実装は 2 つに分かれます。ネットワークの中身と、学習のくり返しです。まず G の中身から見ます。',
				en: 'There are two parts to write: what is inside the networks, and the loop that trains them. First the inside of G.',
			},
			points: { nodes: ['G'] },
			task: {
				does: 'enter',
				canvas: 'networks/G',
				text: {
					ja: 'G をダブルクリックするか、選んで Enter キーを押し、中に入ってください。',
					en: 'Go inside G: double-click it, or select it and press Enter.',
				},
			},
		},
		{
			title: { ja: '全結合、正規化、活性化', en: 'Dense, norm, activation' },
			text: {
				ja: 'G は、全結合・バッチ正規化・ReLU の組を重ね、最後に 784 個の数を 28×28 に並べ替えます。線の上の数が、データの形です。',
				en: 'G stacks dense layers, batch norm and ReLU; in the end 784 numbers are laid out as 28×28. The numbers on the wires are the shapes.',
			},
			points: { canvas: 'networks/G', nodes: ['dense4', 'sigmoid', 'picture'] },
			question: {
				ask: {
					ja: '最後の活性化がシグモイドなのは、なぜでしょうか。',
					en: 'Why is the last activation a sigmoid?',
				},
				choices: [
					{
						text: { ja: '画素の値を 0〜1 にそろえるため', en: 'To keep pixels between 0 and 1' },
						right: true,
					},
					{ text: { ja: '確率を答えるため', en: 'To answer a probability' } },
				],
				because: {
					ja: 'データの画素が 0〜1 だからです。G の値の範囲がデータとちがうと、D はそれだけで見分けられてしまいます。',
					en: 'Because the data’s pixels lie between 0 and 1. If G’s values had another range, D could tell them apart by that alone.',
				},
				shows: { canvas: 'networks/G', nodes: ['sigmoid'] },
			},
		},
		{
			title: { ja: '学習のくり返し', en: 'The loop' },
			text: {
				ja: '学習キャンバスは、くり返しの 1 回分です。右下の「1 ラウンド」に、計算する順番が出ています。D の番では G を前向きに動かすだけで、微分はしません。',
				en: 'The training canvas is one pass of the loop. “One round”, lower right, has the order: in D’s turn G only runs forward, without a gradient.',
			},
			points: { nodes: ['sumD', 'playD', 'playG'] },
			task: {
				does: 'select',
				nodes: ['playD', 'playG'],
				text: {
					ja: 'プレイヤーを選び、最適化手法と学習率を見てください。',
					en: 'Select a player and look up its optimizer and learning rate.',
				},
			},
		},
		{
			title: { ja: 'コードにする', en: 'As code' },
			text: {
				ja: '上の「書き出す」から「PyTorch プロジェクト」を選ぶと、このグラフが Python のコードになります。model.py がネットワーク、train.py がくり返しです。グラフと見くらべてください。',
				en: 'Export, at the top, writes this graph as a PyTorch project: model.py has the networks, train.py the loop. Hold them beside the graph.',
			},
		},
	],
};
