// Feature matching: what D sees in something generated is to be what it sees in something real.
import { defineKind } from '../kind';
import { absolute } from '../ops/activations';
import { detach } from '../ops/untaped';
import { imageType, vectorType } from '../shape';
import { apartPorts, inferApart } from './apart';

export const featureMatching = defineKind({
	id: 'featureMatching',
	category: 'losses',
	icon: 'equal-approximately',
	surfaces: ['training'],
	doc: {
		name: { ja: '特徴マッチング', en: 'Feature matching' },
		text: {
			ja: 'D の途中の特徴を、生成画像と本物で比べます。D に特徴の出力を足してつなぎ、この損失を G のプレイヤーに渡します。D をだますだけでなく、D の見ているものを本物にそろえるので、学習が安定し、多様さも保たれます。',
			en: 'Compares what D sees halfway in generated and in real things. Give D an output for its features, wire both calls, and let G learn from this loss: rather than only fooling D it matches what D looks at, which steadies training and keeps variety.',
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
	ports: () => ({
		inputs: apartPorts.inputs.map((port) => ({
			...port,
			// D's features of something real are a given: only G is to move.
			detached: port.name === 'target',
		})),
		outputs: apartPorts.outputs,
	}),
	infer: inferApart,
	tfjs: {
		forward(tf, { x, target }, { params }) {
			const given = detach(tf, target!);
			if (params.compare === 'each') {
				return { loss: tf.mean(absolute(tf, tf.sub(x!, given))) };
			}
			return { loss: tf.mean(tf.square(tf.sub(tf.mean(x!, 0), tf.mean(given, 0)))) };
		},
	},
	torch: {
		call: ({ args: { x, target }, params }) => ({
			loss:
				params.compare === 'each'
					? `F.l1_loss(${x}, ${target}.detach())`
					: `F.mse_loss(${x}.mean(0), ${target}.detach().mean(0))`,
		}),
	},
	examples: [
		{ inputs: { x: vectorType(3), target: vectorType(3) } },
		{
			params: { compare: 'each' },
			inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) },
		},
	],
});
