// Spread: every number of a vector as a plane of its own, as large as a picture.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind } from '../kind';
import { numbersAt, vectorAt } from '../problems';
import { gapped, imageType, MAX_SIDE, typeText, vectorType } from '../shape';

const NAME = { ja: '面に広げる', en: 'Spread' };

export const spread = defineKind({
	id: 'spread',
	category: 'layers',
	icon: 'square-stack',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		also: ['tile', 'broadcast', 'expand', 'condition', '条件を広げる'],
		text: {
			ja: 'ベクトルの数を 1 つずつ、画像と同じ高さと幅の一様な面にします。one-hot の条件なら、正しいクラスの面だけが 1 でほかは 0 です。画像に連結すると、畳み込みのどの場所からも条件が見えます。',
			en: 'Makes a plane of every number of a vector, the same all over and as high and wide as a picture. Of a one-hot condition, the plane of its class is 1 and the others are 0. Joined to the picture, it lets a convolution see the condition everywhere.',
		},
		formula: 'y_{hwi} = c_i',
		paper: {
			title: 'Reed et al., Generative Adversarial Text to Image Synthesis (2016)',
			url: 'https://arxiv.org/abs/1605.05396',
		},
	},
	params: {
		height: {
			type: 'integer',
			default: 28,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '高さ', en: 'Height' },
			help: {
				ja: '「大きさ」に画像がつながれていれば、その高さになります。',
				en: 'That of the picture, where one is wired to “size of”.',
			},
		},
		width: {
			type: 'integer',
			default: 28,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '幅', en: 'Width' },
			help: {
				ja: '「大きさ」に画像がつながれていれば、その幅になります。',
				en: 'That of the picture, where one is wired to “size of”.',
			},
		},
	},
	ports: () => ({
		inputs: [
			{ name: 'c' },
			{
				name: 'like',
				label: { ja: '大きさ', en: 'size of' },
				accepts: ['image'],
				optional: true,
				detached: true,
			},
		],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { type, problems } = vectorAt(context, NAME, 'c');
		const { type: like, problems: unlike } = numbersAt(context, 'like');
		const told = [...problems, ...unlike];
		if (like && like.shape.length !== 3) {
			const what = typeText(like);
			told.push({
				severity: 'error',
				code: 'notAPicture',
				port: 'like',
				message: {
					ja: `これは${gapped(what.ja)}です。大きさを決められるのは画像だけです。`,
					en: `This is ${what.en}; only a picture tells a height and a width.`,
				},
			});
		}
		const { height: ownHeight, width: ownWidth } = context.params;
		const own = context.wired.includes('like') ? undefined : [ownHeight, ownWidth];
		const [height, width] = (like?.shape.length === 3 ? like.shape : own) ?? [];
		if (!type || height === undefined || width === undefined)
			return { outputs: {}, problems: told };
		return {
			outputs: { y: imageType(height, width, type.shape[0]!, type.range) },
			problems: told,
		};
	},
	tfjs: {
		forward(tf, { c }, { outputs }) {
			const [height, width, channels] = outputs.y!.shape as [number, number, number];
			// Broadcast, not tiled: the gradient is then one sum, where tfjs's of a tile is one a pixel.
			const planes: Tensor = tf.add(
				tf.reshape(c!, [-1, 1, 1, channels]),
				tf.zeros([1, height, width, 1]),
			);
			return { y: planes };
		},
		layer: {
			fits: (_, { wired }) => !wired.includes('like'),
			make(tf, { inputs, outputs }) {
				const [height = 0, width = 0, channels = 0] = outputs.y!.shape;
				return tf.sequential({
					layers: [
						tf.layers.repeatVector({ n: height * width, inputShape: [...inputs.c!.shape] }),
						tf.layers.reshape({ targetShape: [height, width, channels] }),
					],
				});
			},
			weights: [],
		},
	},
	torch: {
		call({ args: { c, like }, outputs }) {
			const [height, width] = outputs.y!.shape;
			const size = like === undefined ? `${height}, ${width}` : `*${like}.shape[2:]`;
			return { y: `${c}[:, :, None, None].expand(-1, -1, ${size})` };
		},
	},
	onnx({ args, outputs, op, integers }) {
		const [height = 0, width = 0, channels = 0] = outputs.y!.shape;
		const pixel = op('Reshape', [args.c, integers([0, channels, 1, 1])]);
		return { y: op('Expand', [pixel, integers([1, 1, height, width])]) };
	},
	examples: [
		{ params: { height: 3, width: 2 }, inputs: { c: vectorType(4, [0, 1]) } },
		{ inputs: { c: vectorType(3), like: imageType(2, 4, 1) } },
	],
});
