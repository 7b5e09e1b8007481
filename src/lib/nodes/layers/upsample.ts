// Upsample: a picture made larger by a whole factor.
import { defineKind } from '../kind';
import { resize } from '../ops/resize';
import { imageType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: 'アップサンプル', en: 'Upsample' };

export const upsample = defineKind({
	id: 'upsample',
	category: 'layers',
	icon: 'expand',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['nearest', 'bilinear', 'enlarge', '拡大', 'アップサンプリング'],
		text: {
			ja: '画像を整数倍に引きのばします。重みはありません。このあとに畳み込みを置くと、転置畳み込みで出やすい市松模様を避けられます。',
			en: 'Enlarges a picture by a whole factor. It has no weights. Followed by a convolution it keeps off the checkerboard that transposed convolutions tend to leave.',
		},
		formula: 'y_{h, w} = x_{\\lfloor h / f \\rfloor, \\lfloor w / f \\rfloor}',
		paper: {
			title: 'Odena et al., Deconvolution and Checkerboard Artifacts (2016)',
			url: 'https://doi.org/10.23915/distill.00003',
		},
	},
	params: {
		factor: {
			type: 'integer',
			default: 2,
			min: 1,
			max: 16,
			label: { ja: '倍率', en: 'Factor' },
			onNode: true,
		},
		mode: {
			type: 'choice',
			default: 'nearest',
			label: { ja: '補間', en: 'Mode' },
			help: {
				ja: '最近傍は画素をそのまま並べ、双線形はあいだをなめらかにつなぎます。',
				en: 'Nearest repeats pixels; bilinear blends from one to the next.',
			},
			options: [
				{ value: 'nearest', label: { ja: '最近傍', en: 'nearest' } },
				{ value: 'bilinear', label: { ja: '双線形', en: 'bilinear' } },
			],
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { factor } = context.params;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		return { outputs: { y: imageType(height * factor, width * factor, channels, type.range) } };
	},
	tfjs: {
		forward(tf, { x }, { params: { factor, mode } }) {
			if (factor === 1) return { y: tf.clone(x!) };
			const [, height = 0, width = 0] = x!.shape;
			return { y: resize(tf, x!, [height * factor, width * factor], mode) };
		},
		layer: {
			// Keras's bilinear samples at corners, PyTorch's and ours at pixels' middles.
			fits: ({ mode, factor }) => mode === 'nearest' || factor === 1,
			make: (tf, { params: { factor } }) => tf.layers.upSampling2d({ size: [factor, factor] }),
			weights: [],
		},
	},
	torch: {
		call: ({ args, params: { factor, mode } }) => ({
			y: `F.interpolate(${args.x}, scale_factor=${factor}, mode='${mode}'${mode === 'bilinear' ? ', align_corners=False' : ''})`,
		}),
	},
	onnx({ args, params: { factor, mode }, op, floats }) {
		const scales = floats([1, 1, factor, factor], [4]);
		if (mode === 'bilinear')
			return { y: op('Resize', [args.x, undefined, scales], { mode: 'linear' }) };
		const repeated = { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };
		return { y: op('Resize', [args.x, undefined, scales], { mode: 'nearest', ...repeated }) };
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 2) } },
		{ params: { factor: 3, mode: 'bilinear' }, inputs: { x: imageType(3, 2, 1, [0, 1]) } },
		{ params: { factor: 1 }, inputs: { x: imageType(2, 2, 1) } },
	],
});
