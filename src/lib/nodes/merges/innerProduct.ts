// Inner product: how well two vectors agree, as one number.
import { defineKind } from '../kind';
import { vectorAt } from '../problems';
import { gapped, typeText, vectorType } from '../shape';

const NAME = { ja: '内積', en: 'Inner product' };

export const innerProduct = defineKind({
	id: 'innerProduct',
	category: 'merge',
	icon: 'x',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		also: ['dot product', 'projection discriminator', 'similarity', '射影', '類似度'],
		text: {
			ja: '2 つのベクトルを同じ場所どうしでかけて足し、1 つの数にします。向きがそろうほど大きくなります。D が画像の特徴と条件の合いかたを見るとき（射影識別器）に使います。',
			en: 'Multiplies two vectors place by place and sums: the more they point the same way, the larger. D sees with it how well a picture’s features and a condition agree (projection discriminator).',
		},
		formula: 'y = s \\sum_i a_i b_i',
		paper: {
			title: 'Miyato and Koyama, cGANs with Projection Discriminator (2018)',
			url: 'https://arxiv.org/abs/1802.05637',
		},
	},
	params: {
		scale: {
			type: 'number',
			default: 1,
			min: 0,
			max: 1e3,
			label: { ja: '倍率 s', en: 'Scale s' },
			help: {
				ja: '内積にかける数。長いベクトルでは小さくします。',
				en: 'What the product is multiplied by: less for long vectors.',
			},
		},
	},
	ports: () => ({
		inputs: [{ name: 'a' }, { name: 'b' }],
		outputs: [{ name: 'y', meaning: 'vector' }],
	}),
	infer(context) {
		const [a, b] = [vectorAt(context, NAME, 'a'), vectorAt(context, NAME, 'b')];
		const problems = [...a.problems, ...b.problems];
		if (!a.type || !b.type) return { outputs: {}, problems };
		if (a.type.shape[0] === b.type.shape[0]) return { outputs: { y: vectorType(1) }, problems };
		const [is, other] = [typeText(b.type), typeText(a.type)];
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'shapeMismatch',
					port: 'b',
					message: {
						ja: `これは${gapped(is.ja)}で、a は${gapped(other.ja)}です。個数をそろえてください。`,
						en: `This is ${is.en}, and a is ${other.en}. They have to be as many.`,
					},
				},
			],
		};
	},
	multiplyAdds: ({ inputs }) => inputs.a?.shape[0] ?? 0,
	tfjs: {
		forward: (tf, { a, b }, { params }) => ({
			y: tf.mul(tf.sum(tf.mul(a!, b!), 1, true), params.scale),
		}),
		layer: {
			fits: ({ scale }) => scale === 1,
			make: (tf) => tf.layers.dot({ axes: 1 }),
			weights: [],
		},
	},
	torch: {
		call: ({ args: { a, b }, params }) => ({
			y: `${params.scale} * (${a} * ${b}).sum(1, keepdim=True)`,
		}),
	},
	onnx({ args: { a, b }, params, op, floats, integers }) {
		const sum = op('ReduceSum', [op('Mul', [a, b]), integers([1])], { keepdims: 1 });
		return { y: op('Mul', [sum, floats(params.scale)]) };
	},
	examples: [
		{ inputs: { a: vectorType(3), b: vectorType(3) } },
		{ params: { scale: 0.25 }, inputs: { a: vectorType(4), b: vectorType(4) } },
	],
});
