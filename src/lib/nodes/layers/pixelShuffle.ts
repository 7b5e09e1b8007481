// Pixel shuffle: channels dealt out to pixels.
import { defineKind } from '../kind';
import { pixelShuffle as deal } from '../ops/pixelShuffle';
import { imageType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: 'ピクセルシャッフル', en: 'Pixel shuffle' };

export const pixelShuffle = defineKind({
	id: 'pixelShuffle',
	category: 'layers',
	icon: 'grid-3x3',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['sub-pixel', 'depth to space', 'サブピクセル'],
		text: {
			ja: 'チャンネルを画素に配り直して、画像を大きくします。倍率の 2 乗のチャンネルが 1 つになります。超解像でよく使われます。',
			en: 'Deals channels out to pixels: the picture grows, and of the square of the factor of channels one is left. Super-resolution uses it.',
		},
		formula: 'y_{c, hr + i, wr + j} = x_{c r^2 + i r + j, h, w}',
		paper: {
			title: 'Shi et al., Real-Time Single Image and Video Super-Resolution (2016)',
			url: 'https://arxiv.org/abs/1609.05158',
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
		const left = channels / factor ** 2;
		if (Number.isInteger(left)) {
			return { outputs: { y: imageType(height * factor, width * factor, left, type.range) } };
		}
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'channels',
					port: 'x',
					message: {
						ja: `${channels} チャンネルは ${factor}×${factor} 画素に配れません。前の畳み込みのフィルタ数を ${factor ** 2} の倍数にしてください。`,
						en: `${channels} channels can’t be dealt out to ${factor}×${factor} pixels. Give the convolution before it a multiple of ${factor ** 2} filters.`,
					},
				},
			],
		};
	},
	tfjs: {
		forward: (tf, { x }, { params }) => ({ y: deal(tf, x!, params.factor) }),
	},
	torch: {
		call: ({ args, params }) => ({ y: `F.pixel_shuffle(${args.x}, ${params.factor})` }),
	},
	onnx: ({ args, params: { factor }, op }) => ({
		y: op('DepthToSpace', [args.x], { blocksize: factor, mode: 'CRD' }),
	}),
	examples: [
		{ inputs: { x: imageType(2, 3, 8) } },
		{ params: { factor: 3 }, inputs: { x: imageType(2, 1, 9, [0, 1]) } },
	],
});
