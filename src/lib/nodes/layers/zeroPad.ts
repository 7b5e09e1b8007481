// Zero pad: a margin of zeros around a picture.
import { defineKind } from '../kind';
import { imageType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: '0 の余白', en: 'Zero pad' };

export const zeroPad = defineKind({
	id: 'zeroPad',
	category: 'layers',
	icon: 'frame',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: '画像のまわりに 0 の余白を足します。畳み込みのパディングと同じものを、別に置けます。',
			en: 'Adds a margin of zeros around a picture: the padding of a convolution as a node of its own.',
		},
	},
	params: {
		padding: {
			type: 'integer',
			default: 1,
			min: 0,
			max: 64,
			label: { ja: '幅', en: 'Width' },
			help: { ja: '四方に足す余白の幅（画素）。', en: 'How wide the margin is, in pixels.' },
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const around = 2 * context.params.padding;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		const { range } = type;
		// Zeros may lie outside of what the picture kept to.
		const bounds = range && ([Math.min(0, range[0]), Math.max(0, range[1])] as const);
		return { outputs: { y: imageType(height + around, width + around, channels, bounds) } };
	},
	tfjs: {
		forward(tf, { x }, { params: { padding } }) {
			const beside: [number, number] = [padding, padding];
			return { y: tf.pad(x!, [[0, 0], beside, beside, [0, 0]]) };
		},
		layer: {
			make: (tf, { params: { padding } }) =>
				tf.layers.zeroPadding2d({ padding: [padding, padding] }),
			weights: [],
		},
	},
	torch: {
		call: ({ args, params: { padding } }) => ({ y: `F.pad(${args.x}, [${padding}] * 4)` }),
	},
	onnx({ args, params: { padding }, op, integers }) {
		const beside = [0, 0, padding, padding];
		return { y: op('Pad', [args.x, integers([...beside, ...beside])]) };
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 2) } },
		{ params: { padding: 2 }, inputs: { x: imageType(3, 2, 1, [0.5, 1]) } },
		{ params: { padding: 0 }, inputs: { x: imageType(2, 2, 1) } },
	],
});
