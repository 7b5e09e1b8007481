// Reflection pad: a picture with its edges mirrored around it.
import { defineKind } from '../kind';
import { reflectionPad as mirror } from '../ops/pad';
import { setParams } from '../problems';
import { imageType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: '鏡映しの余白', en: 'Reflection pad' };

export const reflectionPad = defineKind({
	id: 'reflectionPad',
	category: 'layers',
	icon: 'triangles-centerline-dashed-horizontal',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['mirror padding', 'padding', 'パディング'],
		text: {
			ja: '画像のまわりに、端を鏡に映した余白を足します。畳み込みの前に置くと、0 の余白でふちが暗くなったり枠が出たりするのを防げます。CycleGAN の G が使います。',
			en: 'Adds a margin in which the picture is mirrored at its edges. In front of a convolution it keeps off the dark rim and the frame that margins of zeros give. CycleGAN’s G uses it.',
		},
		formula: 'y_{h, w} = x_{|h - p|, |w - p|}',
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
		const { padding } = context.params;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		const most = Math.min(height, width) - 1;
		if (padding <= most) {
			const around = 2 * padding;
			const padded = imageType(height + around, width + around, channels, type.range);
			return { outputs: { y: padded } };
		}
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'tooShort',
					param: 'padding',
					message: {
						ja: `${height}×${width} の画像に映せる幅は ${most} までです。`,
						en: `A picture of ${height}×${width} can be mirrored by ${most} at most.`,
					},
					mend: setParams(
						context,
						{ padding: most },
						{ ja: `幅を ${most} にする`, en: `Make it ${most} wide` },
					),
				},
			],
		};
	},
	tfjs: {
		forward: (tf, { x }, { params }) => ({ y: mirror(tf, x!, params.padding) }),
	},
	torch: {
		module: ({ params }) => `nn.ReflectionPad2d(${params.padding})`,
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 2) } },
		{ params: { padding: 2 }, inputs: { x: imageType(4, 3, 1, [0, 1]) } },
	],
});
