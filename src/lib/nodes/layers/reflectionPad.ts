// Reflection pad: a picture or a sound with its edges mirrored around it.
import { defineKind } from '../kind';
import { reflectionPad as mirror } from '../ops/pad';
import { setParams } from '../problems';
import { gapped, imageType, spectrogramType, typeText, waveType } from '../shape';
import { pictureOrSoundAt } from './sound';

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
			ja: '画像のまわりや音の前後に、端を鏡に映した余白を足します。畳み込みの前に置くと、0 の余白でふちが暗くなったり枠が出たりするのを防げます。CycleGAN と MelGAN の G が使います。',
			en: 'Adds a margin in which a picture, or a sound, is mirrored at its edges. In front of a convolution it keeps off the dark rim and the frame that margins of zeros give. CycleGAN’s and MelGAN’s G use it.',
		},
		formula: 'y_{h, w} = x_{|h - p|, |w - p|}',
	},
	params: {
		padding: {
			type: 'integer',
			default: 1,
			min: 0,
			max: 1024,
			label: { ja: '幅', en: 'Width' },
			help: {
				ja: '四方に足す余白の幅（画素）。音なら前後の長さ。',
				en: 'How wide the margin is, in pixels; of sound, in samples or frames.',
			},
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image', 'wave', 'spectrogram'] }],
		outputs: [{ name: 'y' }],
	}),
	infer(context) {
		const { padding } = context.params;
		const { type, problems } = pictureOrSoundAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const sides = type.shape.slice(0, -1);
		const most = Math.min(...sides) - 1;
		if (padding <= most) {
			const shape = [...sides.map((side) => side + 2 * padding), type.shape.at(-1)!];
			return { outputs: { y: { ...type, shape } } };
		}
		const what = typeText(type);
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'tooShort',
					param: 'padding',
					message: {
						ja: `${gapped(what.ja)}に映せる幅は ${most} までです。`,
						en: `${what.en[0]!.toUpperCase()}${what.en.slice(1)} can be mirrored by ${most} at most.`,
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
		module: ({ params, inputs }) =>
			`nn.ReflectionPad${inputs.x!.shape.length - 1}d(${params.padding})`,
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args, params: { padding }, inputs, op, integers }) {
		const beside = [0, 0, ...inputs.x!.shape.slice(1).map(() => padding)];
		return { y: op('Pad', [args.x, integers([...beside, ...beside])], { mode: 'reflect' }) };
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 2) } },
		{ params: { padding: 2 }, inputs: { x: imageType(4, 3, 1, [0, 1]) } },
		{ params: { padding: 3 }, inputs: { x: waveType(5, 2) } },
		{ inputs: { x: spectrogramType(2, 3) } },
	],
});
