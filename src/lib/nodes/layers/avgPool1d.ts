// Average pool along time: sound at a lower rate, by means.
import { defineKind } from '../kind';
import { averageLine } from '../ops/pool';
import { spectrogramType, waveType } from '../shape';
import { poolingParams } from './pooling';
import { nothingHeard, soundAt, soundPort } from './sound';

const NAME = { ja: '1 次元の平均プーリング', en: 'Average pool 1-D' };

export const avgPool1d = defineKind({
	id: 'avgPool1d',
	category: 'layers',
	icon: 'scan',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		also: ['AvgPool1d', 'downsample', 'multi-scale', 'sound', 'audio', '音', '間引く'],
		text: {
			ja: '窓の中の値を平均して、音を粗くします。重みはありません。端の外は数えません。MelGAN は、もとの音とこれで半分・4 分の 1 にした音を、別々の D に聞かせます。',
			en: 'Makes sound coarser: each value is the mean of its neighbours. It has no weights, and what lies beyond the ends does not count. MelGAN lets one D hear the sound as it is and others hear it at a half and a quarter of its rate.',
		},
		formula: 'y_t = \\frac{1}{k} \\sum_{i < k} x_{ts + i - p}',
		paper: {
			title: 'Kumar et al., MelGAN (2019)',
			url: 'https://arxiv.org/abs/1910.06711',
		},
	},
	params: {
		kernel: {
			...poolingParams.kernel,
			default: 4,
			help: { ja: 'まとめる長さ。', en: 'How many values are put together.' },
		},
		stride: poolingParams.stride,
		padding: {
			type: 'integer',
			default: 1,
			min: 0,
			max: 32,
			label: { ja: 'パディング', en: 'Padding' },
			help: {
				ja: '窓が端からはみ出す長さ。カーネルの半分まで。',
				en: 'How far the window reaches beyond the ends: half the kernel at most.',
			},
		},
	},
	ports: () => ({ inputs: [soundPort], outputs: [{ name: 'y', meaning: 'wave' }] }),
	infer(context) {
		const { kernel, stride, padding } = context.params;
		const { type, problems } = soundAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [length = 0, channels = 0] = type.shape;
		if (2 * padding > kernel) {
			return {
				outputs: {},
				problems: [
					{
						severity: 'error',
						code: 'paddingTooLarge',
						param: 'padding',
						message: {
							ja: `パディング ${padding} は、カーネル ${kernel} の半分までにしてください。`,
							en: `Padding ${padding} must be at most half the kernel of ${kernel}.`,
						},
					},
				],
			};
		}
		const after = Math.floor((length + 2 * padding - kernel) / stride) + 1;
		if (after < 1) return { outputs: {}, problems: [nothingHeard] };
		return { outputs: { y: waveType(after, channels, type.range) }, problems };
	},
	tfjs: {
		forward: (tf, { x }, { params }) => ({ y: averageLine(tf, x!, params) }),
		layer: {
			// Keras's counts the zeros it pads with.
			fits: ({ padding }) => padding === 0,
			make: (tf, { params: { kernel, stride } }) =>
				tf.layers.averagePooling1d({ poolSize: kernel, strides: stride }),
			weights: [],
		},
	},
	tex: ({ args: { x } }) => ({ y: `\\operatorname{avg}\\left(${x}\\right)` }),
	torch: {
		module: ({ params: { kernel, stride, padding } }) =>
			`nn.AvgPool1d(${kernel}, stride=${stride}, padding=${padding}, count_include_pad=False)`,
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx: ({ args, params: { kernel, stride, padding }, op }) => ({
		y: op('AveragePool', [args.x], {
			kernel_shape: [kernel],
			strides: [stride],
			pads: [padding, padding],
		}),
	}),
	examples: [
		{ inputs: { x: waveType(8, 1, [-1, 1]) } },
		{ params: { kernel: 3, stride: 3, padding: 0 }, inputs: { x: spectrogramType(7, 3) } },
	],
});
