// How a GAN works: whose turn it is, what each loss asks for, and what is left when training is over.
import type { Lesson } from '../lesson';
import { GAN_PAPER } from '../papers';

export const howItWorks: Lesson = {
	id: 'how-it-works',
	title: { ja: 'GAN のしくみ', en: 'How a GAN works' },
	preset: 'gan',
	steps: [
		{
			title: { ja: '交互に学ぶ', en: 'They take turns' },
			text: {
				ja: '学習フェーズでは、D と G が交互に重みを更新します。D が 1 回、G が 1 回で、1 ラウンドです。\n\n右端の 2 つのノードがプレイヤーです。どの損失を小さくするために、どのネットワークを更新するかを決めています。',
				en: 'In the learning phase D and G update their weights in turns. One update of D and one of G make a round.\n\nThe two nodes at the right are the players. Each says which loss is to become small, and which network is updated for it.',
			},
			points: { nodes: ['playD', 'playG'] },
			task: {
				does: 'select',
				nodes: ['playD', 'playG'],
				text: {
					ja: 'プレイヤーを 1 つ選び、何を更新するかを見てください。',
					en: 'Select a player and see what it updates.',
				},
			},
		},
		{
			title: { ja: 'D が小さくしたいもの', en: 'What D makes small' },
			text: {
				ja: 'このグラフでは、D は本物に 0、生成画像に 1 と答えたい。答えが目標からどれだけ外れたかを、交差エントロピー（BCE）で測り、2 つを足したものが D の損失です。',
				en: 'In this graph D should answer 0 for real pictures and 1 for made ones. Binary cross-entropy (BCE) measures how far its answers are off; the sum of both is D’s loss.',
			},
			points: { nodes: ['bceReal', 'bceFake', 'sumD'] },
			task: {
				does: 'select',
				nodes: ['bceReal', 'bceFake'],
				text: {
					ja: 'BCE を 1 つ選び、目標を確かめてください。',
					en: 'Select one of the BCE nodes and look up its target.',
				},
			},
			formula: String.raw`L_D = -\log\bigl(1 - D(x)\bigr) - \log D(G(z))`,
		},
		{
			title: { ja: 'D の番', en: 'D’s turn' },
			text: {
				ja: 'D の番を 1 回だけ進めます。先に考えてみてください。',
				en: 'Now let D have one turn. First make a guess.',
			},
			question: {
				ask: {
					ja: 'D の番に、G の重みは変わるでしょうか。',
					en: 'Do G’s weights change in D’s turn?',
				},
				choices: [
					{ text: { ja: '変わる', en: 'Yes' } },
					{ text: { ja: '変わらない', en: 'No' }, right: true },
				],
				because: {
					ja: '変わりません。G は画像を作るために前向きに動くだけです。1 歩進めると、更新される部分だけがグラフで太く囲まれ、G は薄くなります。',
					en: 'No. G only runs forward, to make pictures. After the step the graph rings what was updated, and G is dimmed.',
				},
				shows: { nodes: ['playD', 'G'] },
			},
			points: { place: 'step' },
			task: {
				does: 'step',
				player: 'playD',
				text: {
					ja: '下の D の「1歩」を押してください。',
					en: 'Press D’s Step below.',
				},
			},
		},
		{
			title: { ja: 'G が小さくしたいもの', en: 'What G makes small' },
			text: {
				ja: 'G の損失は、生成画像に対する D の答えそのものです。これを小さくするように G の重みを変えます。',
				en: 'G’s loss is simply what D answers for the made pictures. G changes its weights to make it small.',
			},
			points: { nodes: ['dFake', 'rawG', 'playG'] },
			question: {
				ask: {
					ja: 'G の損失が小さくなるとき、D は生成画像を何だと答えているでしょうか。',
					en: 'When G’s loss becomes small, what does D take the made pictures for?',
				},
				choices: [
					{ text: { ja: '本物（0）', en: 'Real (0)' }, right: true },
					{ text: { ja: '生成画像（1）', en: 'Made by G (1)' } },
				],
				because: {
					ja: '本物です。同じ D(G(z)) を、D は 1 に、G は 0 に近づけようとします。枠の右上の「D → 1　G → 0」が、その綱引きです。',
					en: 'Real. D pulls the same D(G(z)) towards 1, G pulls it towards 0. That tug of war is what “D → 1 G → 0” on the frame says.',
				},
				shows: { nodes: ['dFake', 'bceFake', 'rawG'] },
			},
			formula: String.raw`L_G = \sum_{i=1}^{m} D\bigl(G(z_i)\bigr)`,
		},
		{
			title: { ja: 'G の番', en: 'G’s turn' },
			text: {
				ja: 'G の番では、損失から勾配が D を逆向きに通り抜け、G に届きます。D の重みはこのとき変わりません。斜線の部分が、通り抜けるだけの D です。',
				en: 'In G’s turn the gradient goes from the loss back through D and reaches G. D’s weights stay as they are: it is hatched, passed through only.',
			},
			points: { place: 'step' },
			task: {
				does: 'step',
				player: 'playG',
				text: {
					ja: '下の G の「1歩」を押してください。',
					en: 'Press G’s Step below.',
				},
			},
		},
		{
			title: { ja: '続けて学習する', en: 'Round after round' },
			text: {
				ja: 'これを何千回もくり返します。動かしながら、「D の答え」を見てください。本物への答えと生成画像への答えは、離れていくでしょうか。\n\nきれいな数字になるまでには数千ラウンドかかります。ここでは少しだけ試します。',
				en: 'This is repeated thousands of times. Watch “What D answers” while it runs: do its answers to real and to made pictures part?\n\nClear digits take thousands of rounds; here a few will do.',
			},
			points: { place: 'train' },
			task: {
				does: 'train',
				rounds: 30,
				text: {
					ja: '「学習」を押し、30 ラウンド以上進めてください。',
					en: 'Press Train and let it play 30 rounds or more.',
				},
			},
		},
		{
			title: { ja: '生成フェーズ', en: 'The generation phase' },
			text: {
				ja: '学習がすんだら、画像を作ります。',
				en: 'When training is over, pictures are made.',
			},
			question: {
				ask: {
					ja: '生成に必要なものはどれでしょうか。',
					en: 'What is needed to generate?',
				},
				choices: [
					{ text: { ja: 'z と G', en: 'z and G' }, right: true },
					{ text: { ja: 'z と G と D', en: 'z, G and D' } },
					{ text: { ja: 'z と G と D と本物の画像', en: 'z, G, D and real pictures' } },
				],
				because: {
					ja: 'z と G だけです。D は G を鍛えるための相手で、学習がすめば役目を終えます。',
					en: 'Only z and G. D was there to train G; afterwards its work is done.',
				},
				shows: { nodes: ['z', 'G'] },
			},
			points: { place: 'generate' },
			task: {
				does: 'generate',
				text: {
					ja: '「生成」を押し、いまの重みで作らせてください。',
					en: 'Press Generate and see what the weights make so far.',
				},
			},
		},
		{
			title: { ja: 'まとめ', en: 'In short' },
			text: {
				ja: '学習フェーズ：D の番では D だけ、G の番では G だけを更新します。勾配は D を通って G に届きます。\n\n生成フェーズ：z を引いて、G に通します。',
				en: 'Learning phase: in D’s turn only D is updated, in G’s turn only G. The gradient reaches G through D.\n\nGeneration phase: draw z, run G.',
			},
			paper: GAN_PAPER,
		},
	],
};
