// Layer norm: all values of an item together at mean 0 and variance 1.
import { defineKind, type WeightSpec } from '../kind';
import { numbersAt } from '../problems';
import { imageType, sizeOf, torchAxes, torchOrder, vectorType, waveType } from '../shape';
import { epsilonParam } from './norm';

export const layerNorm = defineKind({
	id: 'layerNorm',
	category: 'layers',
	icon: 'align-horizontal-distribute-center',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: '層正規化', en: 'Layer norm' },
		text: {
			ja: '1 件ずつ、そのすべての値をまとめて平均 0・分散 1 にそろえてから、値の場所ごとに学習する γ と β で広げてずらします。バッチの大きさによらないので、勾配ペナルティとも一緒に使えます。',
			en: 'Brings all values of an item, by itself, to mean 0 and variance 1, then stretches and shifts each place by the learned γ and β. It does not depend on the batch, so it goes with a gradient penalty.',
		},
		formula:
			'y_{ni} = \\gamma_i \\, \\frac{x_{ni} - \\mu_n}{\\sqrt{\\sigma_n^2 + \\varepsilon}} + \\beta_i',
		paper: {
			title: 'Ba, Kiros and Hinton, Layer Normalization (2016)',
			url: 'https://arxiv.org/abs/1607.06450',
		},
	},
	params: {
		epsilon: epsilonParam,
		affine: { type: 'boolean', default: true, label: { ja: 'γ と β を学習', en: 'Learn γ and β' } },
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		if (!type) return { outputs: {}, problems };
		if (sizeOf(type.shape) > 1) return { outputs: { y: { ...type, range: undefined } } };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'oneValue',
					port: 'x',
					message: {
						ja: '値が 1 つしかないと、平均との差がいつも 0 になり、何も通りません。',
						en: 'A single value equals its mean, so nothing gets through.',
					},
				},
			],
		};
	},
	weights({ params, inputs }) {
		if (!params.affine) return [];
		const shape = inputs.x?.shape ?? [1];
		const constant = (name: string, value: number): WeightSpec => ({
			name,
			shape,
			initial: { type: 'constant', value },
			trainable: true,
			toTorch: torchAxes(shape),
		});
		return [constant('weight', 1), constant('bias', 0)];
	},
	tfjs: {
		forward(tf, { x }, { params: { epsilon }, weights: { weight, bias } }) {
			const flat = tf.reshape(x!, [x!.shape[0]!, -1]);
			const centred = tf.sub(flat, tf.mean(flat, 1, true));
			const variance = tf.mean(tf.square(centred), 1, true);
			const even = tf.reshape(tf.div(centred, tf.sqrt(tf.add(variance, epsilon))), x!.shape);
			return { y: weight && bias ? tf.add(tf.mul(even, weight), bias) : even };
		},
		layer: {
			make: (tf, { params: { epsilon, affine }, inputs }) =>
				tf.layers.layerNormalization({
					axis: inputs.x!.shape.map((_, axis) => axis + 1),
					...{ epsilon, center: affine, scale: affine },
				}),
			weights: ['weight', 'bias'],
		},
	},
	torch: {
		module({ params: { epsilon, affine }, inputs }) {
			const sizes = torchOrder(inputs.x!.shape);
			const options = [
				epsilon === 1e-5 ? '' : `, eps=${epsilon}`,
				affine ? '' : ', elementwise_affine=False',
			].join('');
			return `nn.LayerNorm([${sizes.join(', ')}]${options})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args, params: { epsilon }, inputs, op, weight, floats }) {
		const shape = torchOrder(inputs.x!.shape);
		const scale = weight('weight') ?? floats(new Float32Array(sizeOf(shape)).fill(1), shape);
		return {
			y: op('LayerNormalization', [args.x, scale, weight('bias')], {
				axis: 1,
				epsilon: { float: epsilon },
			}),
		};
	},
	examples: [
		{ inputs: { x: vectorType(4) } },
		{ params: { epsilon: 1e-3 }, inputs: { x: imageType(2, 3, 2) } },
		{ inputs: { x: waveType(3, 2) } },
		{ params: { affine: false }, inputs: { x: imageType(2, 1, 3, [0, 1]) } },
	],
});
