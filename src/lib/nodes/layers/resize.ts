// Resize: a picture at another size.
import { defineKind } from '../kind';
import { resize as resizeTo } from '../ops/resize';
import { imageType, MAX_SIDE } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: 'サイズ変更', en: 'Resize' };

export const resize = defineKind({
	id: 'resize',
	category: 'layers',
	icon: 'expand',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: '画像を指定した大きさに、双線形補間で変えます。大きさのちがうデータをネットワークに合わせるときに使います。',
			en: 'Brings a picture to a size, by bilinear interpolation: to fit data of one size to a network of another.',
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
		return { outputs: { y: imageType(height, width, type.shape[2] ?? 0, type.range) } };
	},
	tfjs: {
		forward: (tf, { x }, { params: { height, width } }) => ({
			y: resizeTo(tf, x!, [height, width], 'bilinear'),
		}),
	},
	torch: {
		call: ({ args, params: { height, width } }) => ({
			y: `F.interpolate(${args.x}, size=(${height}, ${width}), mode='bilinear', align_corners=False)`,
		}),
	},
	onnx({ args, params: { height, width }, op, integers }) {
		const others = op('Shape', [args.x], { start: 0, end: 2 });
		const sizes = op('Concat', [others, integers([height, width])], { axis: 0 });
		return { y: op('Resize', [args.x, undefined, undefined, sizes], { mode: 'linear' }) };
	},
	examples: [
		{ params: { height: 3, width: 5 }, inputs: { x: imageType(2, 3, 2) } },
		{ params: { height: 2, width: 2 }, inputs: { x: imageType(4, 6, 1, [0, 1]) } },
	],
});
