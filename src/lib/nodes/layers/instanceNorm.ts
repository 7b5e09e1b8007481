// Instance norm: each channel of each picture at mean 0 and variance 1.
import { defineKind, type WeightSpec } from '../kind';
import { normalise } from '../ops/normalise';
import { imageType } from '../shape';
import { pictureAt } from './convolution';
import { epsilonParam } from './norm';

const NAME = { ja: 'インスタンス正規化', en: 'Instance norm' };

export const instanceNorm = defineKind({
	id: 'instanceNorm',
	category: 'layers',
	icon: 'frame',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: '画像 1 枚ずつ、チャンネルごとに、平均 0・分散 1 にそろえます。ほかの画像は見ないので、バッチが 1 でも使え、生成するときも同じ計算です。明るさや色合いを消すので、画風を変える GAN によく使われます。',
			en: 'Brings each channel of each picture, by itself, to mean 0 and variance 1. It looks at no other picture, so a batch of 1 will do, and generation computes the same. It takes away brightness and tint, which suits GANs that change a picture’s style.',
		},
		formula:
			'y_{nc} = \\gamma_c \\, \\frac{x_{nc} - \\mu_{nc}}{\\sqrt{\\sigma_{nc}^2 + \\varepsilon}} + \\beta_c',
		paper: {
			title: 'Ulyanov, Vedaldi and Lempitsky, Instance Normalization (2016)',
			url: 'https://arxiv.org/abs/1607.08022',
		},
	},
	params: {
		epsilon: epsilonParam,
		affine: {
			type: 'boolean',
			default: false,
			label: { ja: 'γ と β を学習', en: 'Learn γ and β' },
		},
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0] = type.shape;
		if (height * width > 1) return { outputs: { y: { ...type, range: undefined } } };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'onePixel',
					port: 'x',
					message: {
						ja: '画素が 1 つしかない画像では、平均との差がいつも 0 になり、何も通りません。この正規化を外してください。',
						en: 'In a picture of a single pixel every value equals the mean, so nothing gets through. Take this norm out.',
					},
				},
			],
		};
	},
	weights({ params, inputs }) {
		if (!params.affine) return [];
		const constant = (name: string, value: number): WeightSpec => ({
			name,
			shape: [inputs.x?.shape[2] ?? 1],
			initial: { type: 'constant', value },
			trainable: true,
		});
		return [constant('weight', 1), constant('bias', 0)];
	},
	tfjs: {
		forward(tf, { x }, { params, weights }) {
			const channels = [x!.shape[3]!];
			const scale = weights.weight ?? tf.ones(channels);
			const shift = weights.bias ?? tf.zeros(channels);
			return { y: normalise(tf, x!, scale, shift, params.epsilon, 'item').y };
		},
	},
	torch: {
		module({ params, inputs }) {
			const options = [
				params.epsilon === 1e-5 ? '' : `, eps=${params.epsilon}`,
				params.affine ? ', affine=True' : '',
			].join('');
			return `nn.InstanceNorm2d(${inputs.x!.shape[2]}${options})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args, params: { epsilon }, inputs, op, weight, floats }) {
		const channels = inputs.x!.shape[2]!;
		const all = (value: number): string =>
			floats(new Float32Array(channels).fill(value), [channels]);
		const by = [weight('weight') ?? all(1), weight('bias') ?? all(0)];
		return { y: op('InstanceNormalization', [args.x, ...by], { epsilon: { float: epsilon } }) };
	},
	examples: [
		{ inputs: { x: imageType(3, 4, 2) } },
		{ params: { affine: true, epsilon: 1e-3 }, inputs: { x: imageType(2, 2, 3, [0, 1]) } },
	],
});
