// Crop: the middle of a picture.
import { defineKind } from '../kind';
import { imageType, MAX_SIDE } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: '切り抜き', en: 'Crop' };

export const crop = defineKind({
	id: 'crop',
	category: 'layers',
	icon: 'scan',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: '画像の真ん中を指定した大きさに切り抜きます。',
			en: 'Cuts the middle out of a picture, at the size given.',
		},
	},
	params: {
		height: {
			type: 'integer',
			default: 32,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '高さ', en: 'Height' },
			onNode: true,
		},
		width: {
			type: 'integer',
			default: 32,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '幅', en: 'Width' },
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { height, width } = context.params;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [tall = 0, wide = 0] = type.shape;
		if (height > tall || width > wide) {
			return {
				outputs: {},
				problems: [
					{
						severity: 'error',
						code: 'tooShort',
						param: height > tall ? 'height' : 'width',
						message: {
							ja: `${tall}×${wide} の画像から ${height}×${width} は切り抜けません。`,
							en: `${height}×${width} can’t be cut out of a picture of ${tall}×${wide}.`,
						},
					},
				],
			};
		}
		return { outputs: { y: imageType(height, width, type.shape[2] ?? 0, type.range) } };
	},
	tfjs: {
		forward(tf, { x }, { params: { height, width } }) {
			const [batch, tall, wide, channels] = x!.shape as [number, number, number, number];
			const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
			return { y: tf.slice(x!, [0, top, left, 0], [batch, height, width, channels]) };
		},
		layer: {
			make(tf, { params: { height, width }, inputs }) {
				const [tall = 0, wide = 0] = inputs.x!.shape;
				const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
				return tf.layers.cropping2D({
					cropping: [
						[top, tall - height - top],
						[left, wide - width - left],
					],
				});
			},
			weights: [],
		},
	},
	torch: {
		call: ({ args, params: { height, width }, inputs }) => {
			const [tall = 0, wide = 0] = inputs.x!.shape;
			const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
			return { y: `${args.x}[:, :, ${top}:${top + height}, ${left}:${left + width}]` };
		},
	},
	onnx({ args, params: { height, width }, inputs, op, integers }) {
		const [tall = 0, wide = 0] = inputs.x!.shape;
		const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
		const [from, to] = [integers([top, left]), integers([top + height, left + width])];
		return { y: op('Slice', [args.x, from, to, integers([2, 3])]) };
	},
	examples: [
		{ params: { height: 2, width: 2 }, inputs: { x: imageType(3, 5, 2) } },
		{ params: { height: 2, width: 3 }, inputs: { x: imageType(2, 3, 1, [0, 1]) } },
	],
});
