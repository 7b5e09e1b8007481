// What a GAN is: two networks, noise, data, and a gradient that leads from one to the other.
import type { Lesson } from '../lesson';
import { GAN_PAPER } from '../papers';

export const whatIsAGan: Lesson = {
	id: 'what-is-a-gan',
	title: { ja: 'GAN とは', en: 'What a GAN is' },
	preset: 'gan',
	trained: true,
	steps: [
		{
			title: { ja: '2 つのネットワーク', en: 'Two networks' },
			text: {
				ja: 'GAN（敵対的生成ネットワーク）では、2 つのネットワークが互いを相手に学びます。生成器 G は画像を作り、識別器 D はそれが本物か、G の作ったものかを見分けます。\n\nこのグラフでは、だいだい色が G、あい色が D です。',
				en: 'In a GAN (generative adversarial network) two networks learn against each other. The generator G makes pictures; the discriminator D tells whether a picture is real or made by G.\n\nIn this graph G is orange and D is blue.',
			},
			points: { nodes: ['G', 'dReal', 'dFake'] },
			task: {
				does: 'select',
				nodes: ['G'],
				text: { ja: 'グラフの G を選んでください。', en: 'Select G on the graph.' },
			},
			paper: GAN_PAPER,
		},
		{
			title: { ja: 'もとになるのは乱数', en: 'It begins with noise' },
			text: {
				ja: 'G が受け取るのは、乱数 z だけです。ここでは 100 個の数で、引くたびに変わります。G はそれを 28×28 の画像に変えます。z が変われば、画像も変わります。',
				en: 'All that G receives is noise z: here 100 numbers, new ones every time. G turns them into a picture of 28×28. Another z gives another picture.',
			},
			points: { nodes: ['z', 'G'] },
			task: {
				does: 'select',
				nodes: ['z'],
				text: {
					ja: 'z を選び、いくつの数かを確かめてください。',
					en: 'Select z and look up how many numbers it is.',
				},
			},
			formula: String.raw`x = G(z),\quad z \sim \mathcal{N}(0, I)`,
		},
		{
			title: { ja: 'D の答え', en: 'What D answers' },
			text: {
				ja: 'D は画像を 1 枚見て、0 から 1 までの数をひとつ答えます。このグラフでは 0 が「本物」、1 が「生成画像」です。逆に決める流儀もあり、論文では 1 が本物です。どちらでも仕組みは同じです。',
				en: 'D looks at one picture and answers one number from 0 to 1. In this graph 0 means real and 1 means made by G. The paper has it the other way round, with 1 for real; the game is the same.',
			},
			points: { nodes: ['dReal', 'dFake'] },
			question: {
				ask: {
					ja: 'グラフには D が 2 つあります。学習する D は、いくつあるでしょうか。',
					en: 'The graph shows D twice. How many Ds are there to be trained?',
				},
				choices: [
					{ text: { ja: '1 つ', en: 'One' }, right: true },
					{ text: { ja: '2 つ', en: 'Two' } },
				],
				because: {
					ja: '1 つです。同じ D を、本物と生成画像に 1 回ずつ使っています。重みは共有され、グラフでは点線でつながっています。',
					en: 'One. The same D is used twice, on real and on made pictures. Its weights are shared; a dashed thread joins the two on the graph.',
				},
				shows: { nodes: ['dReal', 'dFake'] },
			},
		},
		{
			title: { ja: 'G はデータを見ない', en: 'G never sees the data' },
			text: {
				ja: '本物の画像は左のデータから来ます。そこから線をたどってみてください。',
				en: 'Real pictures come from the data at the left. Follow the wires from there.',
			},
			points: { nodes: ['mnist', 'G'] },
			question: {
				ask: {
					ja: 'データから G に入る線はあるでしょうか。',
					en: 'Does any wire lead from the data into G?',
				},
				choices: [
					{ text: { ja: 'ある', en: 'Yes' } },
					{ text: { ja: 'ない', en: 'No' }, right: true },
				],
				because: {
					ja: 'ありません。本物を見るのは D だけです。G は、自分の画像に対する D の答えが、どちらへ動けば本物に近づくか（勾配）だけを頼りに学びます。',
					en: 'No. Only D sees real pictures. All that G learns from is which way to change so that D answers “real”: the gradient that comes back through D.',
				},
				shows: { nodes: ['mnist', 'dReal'] },
			},
		},
		{
			title: { ja: '作らせてみる', en: 'Let it make some' },
			text: {
				ja: 'このグラフには、学習のすんだ重みが入っています。生成では D もデータも使いません。z を引いて G に通すだけです。\n\n作らせたあとは「学習に戻る」でここに帰れます。',
				en: 'This graph holds trained weights. To generate, neither D nor the data are used: draw a z, run G.\n\nAfterwards “Back to training” leads back here.',
			},
			points: { place: 'generate', nodes: ['z', 'G'] },
			task: {
				does: 'generate',
				text: { ja: '「生成」を押してください。', en: 'Press Generate.' },
			},
		},
		{
			title: { ja: 'まとめ', en: 'In short' },
			text: {
				ja: 'G は z から画像を作り、D は本物と生成画像を見分けます。D がよく見分けるほど、G は D から詳しく学べます。\n\n次のレッスンでは、この 2 つがどう交互に学ぶかを 1 歩ずつ見ます。',
				en: 'G makes pictures of z; D tells them from real ones. What D has learned to see is what G can learn from it.\n\nThe next lesson goes through their turns one at a time.',
			},
			formula: String.raw`G: z \mapsto x, \qquad D: x \mapsto [0, 1]`,
			paper: GAN_PAPER,
		},
	],
};
