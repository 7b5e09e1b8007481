// Dropout: while training, or always, some values at random are left out.
import { defineKind } from '../kind';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

export const dropout = defineKind({
	id: 'dropout',
	category: 'layers',
	icon: 'droplets',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: 'ドロップアウト', en: 'Dropout' },
		text: {
			ja: '学習中だけ、値を決まった割合でランダムに 0 にし、残りをその分大きくします。特定の値に頼りきらなくなります。ふつう生成するときは何もしませんが、pix2pix では生成でも落として、ノイズの代わりにします。',
			en: 'While training, sets a share of the values to 0 at random and enlarges the rest to make up for it, so that nothing relies on single values. For generation it usually does nothing; pix2pix keeps it on, in place of noise.',
		},
		formula: 'y = \\frac{m}{1 - p} \\odot x, \\quad m_i \\sim \\mathrm{Bernoulli}(1 - p)',
		paper: {
			title: 'Srivastava et al., Dropout (2014)',
			url: 'https://jmlr.org/papers/v15/srivastava14a.html',
		},
	},
	params: {
		p: {
			type: 'number',
			default: 0.5,
			min: 0,
			max: 0.99,
			label: { ja: '割合', en: 'Rate' },
			help: { ja: '0 にする割合 p。', en: 'The share p that is set to 0.' },
			onNode: true,
		},
		generating: {
			type: 'boolean',
			default: false,
			label: { ja: '生成でも落とす', en: 'When generating' },
			help: {
				ja: '生成するときも 0 にします。同じ入力から、毎回少しちがう出力ができます。',
				en: 'Drops when generating, too: the same input then gives a slightly different output each time.',
			},
		},
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		const { p } = context.params;
		return {
			outputs: { y: type && { ...type, range: p === 0 ? type.range : undefined } },
			problems,
		};
	},
	tfjs: {
		forward(tf, { x }, { params: { p, generating }, training, random }) {
			if (!(training || generating) || p === 0) return { y: tf.clone(x!) };
			return { y: tf.mul(x!, tf.tensor(random.mask(x!.size, p), x!.shape)) };
		},
		layer: {
			// Keras has no dropout that stays on when predicting.
			fits: ({ generating, p }) => !generating || p === 0,
			make: (tf, { params }) => tf.layers.dropout({ rate: params.p }),
			weights: [],
		},
	},
	torch: {
		module: ({ params: { p, generating } }) => (generating ? 'nn.Identity()' : `nn.Dropout(${p})`),
		call: ({ self, args, params: { p, generating } }) => ({
			y: generating ? `F.dropout(${args.x}, ${p}, training=True)` : `${self}(${args.x})`,
		}),
	},
	onnx({ args, params: { p, generating }, op, floats, truth }) {
		if (!generating || p === 0) return { y: args.x! };
		// Drops anew at every run, by numbers of the runtime's own.
		return { y: op('Dropout', [args.x, floats(p), truth(true)]) };
	},
	examples: [
		{ params: { p: 0 }, inputs: { x: vectorType(5) } },
		{ params: { p: 0 }, inputs: { x: imageType(2, 3, 2) } },
	],
});
