// Self-attention: every place of a picture looks at every other.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind, type WeightSpec } from '../kind';
import { softmax } from '../ops/activations';
import { imageType } from '../shape';
import { pictureAt } from './convolution';
import { initialOf } from './initial';

const NAME = { ja: '自己注意', en: 'Self-attention' };

/** Places × places that are weighed at most: 64 MB a picture. */
const MAX_PLACES = 4096;

export const selfAttention = defineKind({
	id: 'selfAttention',
	category: 'layers',
	icon: 'scan-eye',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['SAGAN', 'transformer', 'アテンション', '注意機構'],
		text: {
			ja: '画像のどの場所も、ほかのすべての場所を見て、似ているところから特徴を集めます。離れた場所どうしをそろえられます（両目、左右の輪郭など）。集めた特徴は、はじめ 0 の重み γ をかけて足すので、最初は何も変えません。広さの 2 乗に比例して重くなるので、小さな画像で使います。',
			en: 'Each place of the picture looks at all others and gathers features from those that match: far places can agree (two eyes, both outlines). What it gathers is added times γ, which starts at 0, so at first nothing changes. Its cost grows with the square of the area: use it on small pictures.',
		},
		formula:
			'y = x + \\gamma \\, \\mathrm{softmax}\\!\\left(q k^{\\top}\\right) v, \\quad q, k, v = x W_q,\\, x W_k,\\, x W_v',
		paper: {
			title: 'Zhang et al., Self-Attention GANs (2019)',
			url: 'https://arxiv.org/abs/1805.08318',
		},
	},
	params: {
		reduction: {
			type: 'integer',
			default: 8,
			min: 1,
			max: 64,
			label: { ja: '縮め', en: 'Reduction' },
			help: {
				ja: '場所どうしを比べるチャンネルの数は、入力のチャンネル数をこれで割った数です（1 以上）。',
				en: 'Places are compared by this many times fewer channels than come in (one at least).',
			},
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0] = type.shape;
		const places = height * width;
		if (places <= MAX_PLACES) return { outputs: { y: { ...type, range: undefined } } };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'tooManyPlaces',
					port: 'x',
					message: {
						ja: `${height}×${width} では、${places} か所を互いに比べることになり、メモリに入りません。64×64 以下の画像で使ってください。`,
						en: `${height}×${width} means comparing ${places} places with each other: more than memory holds. Use it on pictures of 64×64 or less.`,
					},
				},
			],
		};
	},
	weights({ params, inputs }) {
		const channels = inputs.x?.shape[2] ?? 1;
		const compared = comparedOf(channels, params.reduction);
		const initial = initialOf('pytorch', channels, channels);
		const convolution = (name: string, filters: number): WeightSpec[] => [
			{
				name: `${name}.weight`,
				shape: [1, 1, channels, filters],
				initial: initial.weight,
				trainable: true,
				toTorch: [3, 2, 0, 1],
			},
			{ name: `${name}.bias`, shape: [filters], initial: initial.bias, trainable: true },
		];
		return [
			{ name: 'gamma', shape: [1], initial: { type: 'constant', value: 0 }, trainable: true },
			...convolution('query', compared),
			...convolution('key', compared),
			...convolution('value', channels),
		];
	},
	multiplyAdds({ params, inputs: { x } }) {
		const [height = 0, width = 0, channels = 0] = x?.shape ?? [];
		const [places, compared] = [height * width, comparedOf(channels, params.reduction)];
		// The three views of every place, then every place with every other.
		return places * channels * (2 * compared + channels) + places ** 2 * (compared + channels);
	},
	tfjs: {
		forward(tf, { x }, { weights }) {
			const [batch, height, width, channels] = x!.shape as [number, number, number, number];
			const places = tf.reshape(x!, [batch * height * width, channels]);
			const seenAs = (name: string): Tensor => {
				const weight = weights[`${name}.weight`]!;
				const matrix = tf.reshape(weight, [channels, -1]);
				const seen = tf.add(tf.matMul(places, matrix), weights[`${name}.bias`]!);
				return tf.reshape(seen, [batch, height * width, weight.shape[3]!]);
			};
			const attention = softmax(tf, tf.matMul(seenAs('query'), seenAs('key'), false, true));
			const gathered = tf.reshape(tf.matMul(attention, seenAs('value')), x!.shape);
			return { y: tf.add(x!, tf.mul(gathered, weights.gamma!)) };
		},
	},
	torch: {
		define: `class SelfAttention(nn.Module):
    def __init__(self, channels, compared):
        super().__init__()
        self.query = nn.Conv2d(channels, compared, 1)
        self.key = nn.Conv2d(channels, compared, 1)
        self.value = nn.Conv2d(channels, channels, 1)
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        query, key, value = (part(x).flatten(2) for part in (self.query, self.key, self.value))
        attention = (query.transpose(1, 2) @ key).softmax(-1)
        return x + self.gamma * (value @ attention.transpose(1, 2)).reshape(x.shape)
`,
		module({ params, inputs }) {
			const channels = inputs.x!.shape[2]!;
			return `SelfAttention(${channels}, ${comparedOf(channels, params.reduction)})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args: { x }, inputs, op, weight, integers }) {
		const [height = 0, width = 0, channels = 0] = inputs.x!.shape;
		const seenAs = (name: string): string => {
			const seen = op('Conv', [x, weight(`${name}.weight`), weight(`${name}.bias`)]);
			return op('Reshape', [seen, integers([0, 0, height * width])]);
		};
		const over = (values: string): string => op('Transpose', [values], { perm: [0, 2, 1] });
		const alike = op('MatMul', [over(seenAs('query')), seenAs('key')]);
		const attention = op('Softmax', [alike], { axis: -1 });
		const gathered = op('MatMul', [seenAs('value'), over(attention)]);
		const picture = op('Reshape', [gathered, integers([0, channels, height, width])]);
		return { y: op('Add', [x, op('Mul', [picture, weight('gamma')])]) };
	},
	examples: [
		{ params: { reduction: 3 }, inputs: { x: imageType(2, 3, 3, [0, 1]) } },
		{ inputs: { x: imageType(3, 2, 2, [-1, 1]) } },
	],
});

/** Channels by which places are compared. */
function comparedOf(channels: number, reduction: number): number {
	return Math.max(1, Math.floor(channels / reduction));
}
