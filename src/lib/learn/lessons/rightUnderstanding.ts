// The right understanding: a GAN brings one distribution to another, and what says so.
import type { Lesson } from '../lesson';
import { GAN_PAPER } from '../papers';

export const rightUnderstanding: Lesson = {
	id: 'right-understanding',
	title: { ja: '正しく理解する', en: 'The right understanding' },
	preset: 'gan-1d',
	steps: [
		{
			title: { ja: 'データは分布', en: 'Data are a distribution' },
			text: {
				ja: '生成モデルの目的は、1 枚の絵をまねることではありません。データがどう散らばっているか、つまり分布 p_data を推定することです。\n\nここでは画像のかわりに 1 つの数を使います。右の図の「p data」が本物の数の散らばりで、2 つの山があります。',
				en: 'A generative model is not there to copy one picture. It estimates how the data are spread: the distribution p_data.\n\nHere single numbers stand in for pictures. “p data” in the view at the right is how the real ones are spread; it has two hills.',
			},
			points: { place: 'theory', nodes: ['data'] },
			formula: String.raw`x \sim p_{\mathrm{data}}(x)`,
		},
		{
			title: { ja: '潜在変数 z', en: 'The latent variable z' },
			text: {
				ja: 'G は密度の式を持ちません。簡単な分布から引いた z を写すだけです。それでも、写した先には散らばりができます。これが G の分布 p_G です。z の空間を伸び縮みさせて、データの形に合わせていきます。',
				en: 'G has no formula for a density. It maps z, drawn from a simple distribution, and where the points land they are spread in some way: that is G’s distribution p_G. Learning stretches and squeezes the space of z until it fits the data.',
			},
			points: { nodes: ['z', 'G'] },
			task: {
				does: 'select',
				nodes: ['z'],
				text: {
					ja: 'z を選び、どんな分布かを見てください。',
					en: 'Select z and see how it is spread.',
				},
			},
			formula: String.raw`z \sim p_z(z), \quad x = G(z) \sim p_G(x)`,
		},
		{
			title: { ja: '価値関数 V(G, D)', en: 'The value V(G, D)' },
			text: {
				ja: 'このグラフは論文と同じく、1 を本物とします。V は D の成績で、D はこれを大きく、G は小さくしようとします。式の 2 つの項は、グラフの 2 つの BCE に（符号を変えて）あたります。',
				en: 'This graph follows the paper: 1 means real. V is how well D does; D makes it large, G makes it small. Its two terms are the two BCE nodes of the graph, with the sign turned.',
			},
			points: { nodes: ['bceReal', 'bceFake'] },
			formula: String.raw`\begin{aligned} V =\;& \mathbb{E}_{x}[\log D(x)] \\ &+ \mathbb{E}_{z}[\log(1 - D(G(z)))] \\ &\min_G \max_D V \end{aligned}`,
			paper: GAN_PAPER,
		},
		{
			title: { ja: 'アルゴリズム', en: 'The algorithm' },
			text: {
				ja: '論文のアルゴリズム 1 は、ミニバッチを引き、D を更新し、次に G を更新します。「スロー」では、その 1 段ずつをグラフと図で追えます。',
				en: 'Algorithm 1 of the paper draws a minibatch, updates D, then G. Slow motion goes through it stage by stage, on the graph and in the view.',
			},
			points: { place: 'slow' },
			task: {
				does: 'slow',
				text: {
					ja: '「スロー」を押し、D が更新されるまで進めてください。',
					en: 'Press Slow motion and go on until D is updated.',
				},
			},
		},
		{
			title: { ja: '最良の D', en: 'The best D' },
			text: {
				ja: 'G を止めておけば、いちばん成績のよい D は式で書けます。点 x ごとに、本物が来る割合を答えればよいのです。これが D* です。',
				en: 'With G held fixed, the best D can be written down: at every x it answers which share of what lands there is real. That is D*.',
			},
			formula: String.raw`D^*(x) = \frac{p_{\mathrm{data}}(x)}{p_{\mathrm{data}}(x) + p_G(x)}`,
			points: { place: 'theory', nodes: ['dReal', 'dFake'] },
			question: {
				ask: {
					ja: 'p_data(x) と p_G(x) が等しい点で、D* はいくつでしょうか。',
					en: 'Where p_data(x) and p_G(x) are equal, what is D*?',
				},
				choices: [
					{ text: { ja: '0', en: '0' } },
					{ text: { ja: '1/2', en: '1/2' }, right: true },
					{ text: { ja: '1', en: '1' } },
				],
				because: {
					ja: '1/2 です。図の下の「D*」を押すと、破線で出ます。2 つの密度が交わるところで、ちょうど半分を横切ります。',
					en: '1/2. Press D* below the view to draw it, dashed: where both densities cross, it goes through one half.',
				},
				shows: { place: 'theory' },
			},
		},
		{
			title: { ja: 'D* がいるときの G の目標', en: 'What G then makes small' },
			text: {
				ja: 'V に D* を入れると、残るのは分布どうしの隔たり、JSD（イェンセン・シャノン・ダイバージェンス）だけです。つまり G は、p_G を p_data に近づけています。',
				en: 'Put D* into V, and what is left is how far the two distributions are apart: the Jensen–Shannon divergence. So G brings p_G towards p_data.',
			},
			formula: String.raw`\begin{aligned} & C(G) = \max_D V(G, D) \\ & = -\log 4 + 2\,\mathrm{JSD}(p_{\mathrm{data}}, p_G) \end{aligned}`,
			points: { place: 'theory' },
			question: {
				ask: {
					ja: 'C(G) がいちばん小さくなるのは、どんなときでしょうか。',
					en: 'When is C(G) as small as it can be?',
				},
				choices: [
					{ text: { ja: 'p_G = p_data のとき', en: 'When p_G = p_data' }, right: true },
					{ text: { ja: 'D がすべて見分けるとき', en: 'When D tells everything apart' } },
					{ text: { ja: 'D がいつも 0 と答えるとき', en: 'When D always answers 0' } },
				],
				because: {
					ja: 'JSD は 0 以上で、0 になるのは 2 つの分布が等しいときだけです。そのとき C(G) = −log 4 ≈ −1.386 で、D* はどこでも 1/2 です。',
					en: 'JSD is never below 0, and is 0 only when both distributions are equal. Then C(G) = −log 4 ≈ −1.386, and D* is 1/2 everywhere.',
				},
				shows: { place: 'theory' },
			},
			paper: GAN_PAPER,
		},
		{
			title: { ja: '見て確かめる', en: 'See it happen' },
			text: {
				ja: '学習させて、図の C(G) と JSD を見てください。JSD はどちらへ動くでしょうか。p_G の山は、p_data の山に重なっていくでしょうか。',
				en: 'Train, and watch C(G) and JSD in the view. Which way does JSD go? Do the hills of p_G come to lie on those of p_data?',
			},
			points: { place: 'train' },
			task: {
				does: 'train',
				rounds: 300,
				text: {
					ja: '「学習」を押し、300 ラウンド以上進めてください。',
					en: 'Press Train and let it play 300 rounds or more.',
				},
			},
		},
		{
			title: { ja: '収束についての但し書き', en: 'What convergence rests on' },
			text: {
				ja: '論文の収束の証明は、G と D にいくらでも表現力があり、G が 1 歩進むたびに D が D* になると仮定しています。実際の学習では、どちらも成り立ちません。\n\nそのため、揺れ続けたり、山の一部しか作らなくなったり（モード崩壊）することがあります。ひな形の「平面の GAN」の 2 つで見くらべてください。',
				en: 'The paper’s proof of convergence assumes that G and D can express anything, and that D becomes D* at every step of G. In practice neither holds.\n\nSo training may go round in circles, or G may make some of the hills only (mode collapse). Compare the two presets in the plane.',
			},
			paper: GAN_PAPER,
		},
	],
};
