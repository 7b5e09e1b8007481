// Group norm: each group of channels of each picture at mean 0 and variance 1.
import { defineKind, type Problem, type WeightSpec } from '../kind';
import { imageType } from '../shape';
import { pictureAt } from './convolution';
import { epsilonParam } from './norm';

const NAME = { ja: 'グループ正規化', en: 'Group norm' };

export const groupNorm = defineKind({
	id: 'groupNorm',
	category: 'layers',
	icon: 'frame',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		text: {
			ja: 'チャンネルをいくつかの組に分け、画像 1 枚ずつ、組ごとに平均 0・分散 1 にそろえます。組が 1 つなら層正規化、チャンネルの数だけあればインスタンス正規化です。バッチの大きさによらないので、勾配ペナルティとも一緒に使えます。',
			en: 'Parts the channels into groups and brings each group of each picture, by itself, to mean 0 and variance 1. One group is layer norm; as many as channels, instance norm. It does not depend on the batch, so it goes with a gradient penalty.',
		},
		formula:
			'y_{nc} = \\gamma_c \\, \\frac{x_{nc} - \\mu_{ng}}{\\sqrt{\\sigma_{ng}^2 + \\varepsilon}} + \\beta_c, \\quad g \\ni c',
		paper: {
			title: 'Wu and He, Group Normalization (2018)',
			url: 'https://arxiv.org/abs/1803.08494',
		},
	},
	params: {
		groups: {
			type: 'integer',
			default: 1,
			min: 1,
			max: 4096,
			label: { ja: '組の数', en: 'Groups' },
			help: {
				ja: '1 なら層正規化。チャンネルの数を割り切る数にします。',
				en: '1 is layer norm. It has to divide the number of channels.',
			},
			onNode: true,
		},
		epsilon: epsilonParam,
	},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { groups } = context.params;
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		const outputs = { y: { ...type, range: undefined } };
		const problem = (code: string, message: Problem['message']): Problem[] => [
			{ severity: 'error', code, param: 'groups', message },
		];
		if (channels % groups !== 0) {
			return {
				outputs: {},
				problems: problem('channels', {
					ja: `${channels} チャンネルは ${groups} 組に等しく分けられません。`,
					en: `${channels} channels can’t be parted into ${groups} equal groups.`,
				}),
			};
		}
		if ((height * width * channels) / groups > 1) return { outputs };
		return {
			outputs: {},
			problems: problem('onePixel', {
				ja: '組に値が 1 つしかないと、平均との差がいつも 0 になり、何も通りません。組の数を減らしてください。',
				en: 'In a group of a single value it equals the mean, so nothing gets through. Take fewer groups.',
			}),
		};
	},
	weights({ inputs }) {
		const constant = (name: string, value: number): WeightSpec => ({
			name,
			shape: [inputs.x?.shape[2] ?? 1],
			initial: { type: 'constant', value },
			trainable: true,
		});
		return [constant('weight', 1), constant('bias', 0)];
	},
	tfjs: {
		forward(tf, { x }, { params: { groups, epsilon }, weights }) {
			const [batch, height, width, channels] = x!.shape as [number, number, number, number];
			const parted = tf.reshape(x!, [batch, height * width, groups, channels / groups]);
			const centred = tf.sub(parted, tf.mean(parted, [1, 3], true));
			const variance = tf.mean(tf.square(centred), [1, 3], true);
			const even = tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
			const y = tf.mul(tf.reshape(even, x!.shape), weights.weight!);
			return { y: tf.add(y, weights.bias!) };
		},
	},
	torch: {
		module({ params: { groups, epsilon }, inputs }) {
			const options = epsilon === 1e-5 ? '' : `, eps=${epsilon}`;
			return `nn.GroupNorm(${groups}, ${inputs.x!.shape[2]}${options})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	// The operator of this name is newer than the set that is written: groups stand as one channel each instead.
	onnx({ args, params: { groups, epsilon }, inputs, op, numbers, made, floats, integers }) {
		const [height = 0, width = 0, channels = 0] = inputs.x!.shape;
		const all = (value: number): string => floats(new Float32Array(groups).fill(value), [groups]);
		const parted = op('Reshape', [args.x, integers([0, groups, -1])]);
		const even = op('InstanceNormalization', [parted, all(1), all(0)], {
			epsilon: { float: epsilon },
		});
		const [scale, shift] = ['weight', 'bias'].map((name) =>
			made(name, { ...numbers(name), shape: [channels, 1, 1] }),
		);
		const back = op('Reshape', [even, integers([0, channels, height, width])]);
		return { y: op('Add', [op('Mul', [back, scale]), shift]) };
	},
	examples: [
		{ inputs: { x: imageType(2, 3, 2) } },
		{ params: { groups: 2, epsilon: 1e-3 }, inputs: { x: imageType(2, 2, 4, [0, 1]) } },
	],
});
