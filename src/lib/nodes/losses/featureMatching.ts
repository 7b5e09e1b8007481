// Feature matching: what D sees in something generated is to be what it sees in something real.
import { defineKind, type Problem } from '../kind';
import { absolute } from '../ops/activations';
import { detach } from '../ops/untaped';
import { imageType, lossType, vectorType, waveType } from '../shape';
import { termsOf, variadicPorts } from '../variadic';
import { apartProblems } from './apart';

export const featureMatching = defineKind({
	id: 'featureMatching',
	category: 'losses',
	icon: 'equal-approximately',
	surfaces: ['training'],
	doc: {
		name: { ja: '特徴マッチング', en: 'Feature matching' },
		text: {
			ja: 'D の途中の特徴を、生成したものと本物で比べます。D に特徴の出力を足し、何組でもつなぎ、この損失を G のプレイヤーに渡します。D をだますだけでなく、D の見ているものを本物にそろえるので、学習が安定し、多様さも保たれます。',
			en: 'Compares what D sees halfway in generated and in real things. Give D outputs for its features, wire both calls to as many pairs, and let G learn from this loss: rather than only fooling D it matches what D looks at, which steadies training and keeps variety.',
		},
		formula:
			'\\left\\lVert \\mathbb{E}\\, f(x) - \\mathbb{E}\\, f(G(z)) \\right\\rVert^2 \\ \\text{or}\\ \\frac{1}{n} \\sum_i \\left| f_i(x) - f_i(G) \\right|',
		paper: {
			title: 'Salimans et al., Improved Techniques for Training GANs (2016)',
			url: 'https://arxiv.org/abs/1606.03498',
		},
	},
	params: {
		compare: {
			type: 'choice',
			default: 'means',
			label: { ja: '比べるもの', en: 'Compare' },
			help: {
				ja: 'バッチの平均：本物と生成が組でなくてもよい（Salimans ほか）。1 件ずつ：組になっているとき（pix2pixHD、MelGAN）。',
				en: 'Batch means: real and generated need not belong together (Salimans et al.). Each with its own: for pairs (pix2pixHD, MelGAN).',
			},
			options: [
				{ value: 'means', label: { ja: 'バッチの平均', en: 'batch means' } },
				{ value: 'each', label: { ja: '1 件ずつ', en: 'each with its own' } },
			],
			onNode: true,
		},
	},
	ports({ wired }) {
		// As many pairs as are wired, and one more: x1, target1, x2, target2 …
		const count = Math.max(...['x', 'target'].map((p) => variadicPorts(p, wired, 1).length));
		return {
			inputs: Array.from({ length: count }, (_, i) => [
				{ name: `x${i + 1}`, optional: true },
				// D's features of something real are a given: only G is to move.
				{
					...{ name: `target${i + 1}`, optional: true, detached: true },
					label: { ja: `手本${i + 1}`, en: `target${i + 1}` },
				},
			]).flat(),
			outputs: [{ name: 'loss', meaning: 'loss' }],
		};
	},
	infer(context) {
		const problems = pairsOf(context.wired).flatMap(([x, target]) => {
			const missing = [x, target].find((port) => !context.wired.includes(port));
			if (missing === undefined) return apartProblems(context, x, target);
			return [
				{
					severity: 'error',
					code: 'pairMissing',
					port: missing,
					message: {
						ja: '比べる相手がありません。生成したものと本物の、同じ特徴を組にしてつないでください。',
						en: 'This has nothing to be compared with: wire the same feature of something generated and of something real.',
					},
				} satisfies Problem,
			];
		});
		if (context.wired.length > 0) return { outputs: { loss: lossType }, problems };
		return {
			outputs: { loss: lossType },
			problems: [
				{
					severity: 'error',
					code: 'unwired',
					port: 'x1',
					message: { ja: '特徴をつないでください。', en: 'Wire features to compare.' },
				},
			],
		};
	},
	tfjs: {
		forward(tf, inputs, { params }) {
			const apart = pairsOf(Object.keys(inputs)).map(([x, target]) => {
				const [made, given] = [inputs[x]!, detach(tf, inputs[target]!)];
				if (params.compare === 'each') return tf.mean(absolute(tf, tf.sub(made, given)));
				return tf.mean(tf.square(tf.sub(tf.mean(made, 0), tf.mean(given, 0))));
			});
			return { loss: apart.length === 1 ? apart[0]! : tf.div(tf.addN(apart), apart.length) };
		},
	},
	tex({ args }) {
		const apart = pairsOf(Object.keys(args)).map(
			([x, target]) => `\\left\\lVert ${args[x]} - ${args[target]} \\right\\rVert_1`,
		);
		const [first = '0', ...others] = apart;
		if (others.length < 2) return { loss: apart.join(' + ') || '0' };
		return { loss: `${first} + \\cdots + ${others.at(-1)}` };
	},
	torch: {
		call({ args, params }) {
			const pairs = pairsOf(Object.keys(args));
			const terms = pairs.map(([x, target]) =>
				params.compare === 'each'
					? `F.l1_loss(${args[x]}, ${args[target]}.detach())`
					: `F.mse_loss(${args[x]}.mean(0), ${args[target]}.detach().mean(0))`,
			);
			return { loss: terms.length === 1 ? terms[0]! : `(${terms.join(' + ')}) / ${terms.length}` };
		},
	},
	examples: [
		{ inputs: { x1: vectorType(3), target1: vectorType(3) } },
		{
			params: { compare: 'each' },
			inputs: {
				...{ x1: imageType(2, 3, 2), target1: imageType(2, 3, 2) },
				...{ x2: waveType(4, 3), target2: waveType(4, 3) },
			},
		},
	],
});

/** The names of the pairs that are wired, wholly or in part. */
function pairsOf(wired: readonly string[]): [x: string, target: string][] {
	const numbers = ['x', 'target'].flatMap((prefix) =>
		termsOf(prefix, wired).map((port) => Number(port.slice(prefix.length))),
	);
	return [...new Set(numbers)]
		.sort((a, b) => a - b)
		.map((number) => [`x${number}`, `target${number}`]);
}
