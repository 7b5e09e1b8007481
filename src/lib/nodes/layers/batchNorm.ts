// Batch norm: each channel at mean 0 and variance 1 within the batch.
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { defineKind, type WeightSpec } from '../kind';
import { normalise } from '../ops/normalise';
import { moveStatistics } from '../ops/runningStatistics';
import { numbersAt } from '../problems';
import { imageType, sizeOf, typeText, vectorType, waveType, gapped } from '../shape';
import { epsilonParam } from './norm';

export const batchNorm = defineKind({
	id: 'batchNorm',
	category: 'layers',
	icon: 'align-horizontal-distribute-center',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: 'バッチ正規化', en: 'Batch norm' },
		text: {
			ja: 'チャンネルごとに、バッチの中で平均 0・分散 1 にそろえてから、学習する γ と β で広げてずらします。学習が速く安定します。生成するときは、学習中にためた平均と分散を使います。',
			en: 'Brings each channel to mean 0 and variance 1 within the batch, then stretches and shifts it by the learned γ and β. Training gets faster and steadier. For generation it uses the mean and variance gathered while training.',
		},
		formula: 'y = \\gamma \\, \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}} + \\beta',
		paper: {
			title: 'Ioffe and Szegedy, Batch Normalization (2015)',
			url: 'https://arxiv.org/abs/1502.03167',
		},
	},
	params: {
		momentum: {
			type: 'number',
			default: 0.1,
			min: 0,
			max: 1,
			label: { ja: 'モメンタム', en: 'Momentum' },
			help: {
				ja: 'ためている平均と分散を、1 回にどれだけ新しい値へ寄せるか（PyTorch の数え方）。',
				en: 'How far one batch moves the gathered mean and variance (as PyTorch counts it).',
			},
		},
		epsilon: epsilonParam,
		affine: {
			type: 'boolean',
			default: true,
			label: { ja: 'γ と β を学習', en: 'Learn γ and β' },
		},
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		if (!type) return { outputs: {}, problems };
		const { shape } = type;
		if (shape.length < 1 || shape.length > 3) {
			const what = typeText(type);
			return {
				outputs: {},
				problems: [
					{
						severity: 'error',
						code: 'batchNormShape',
						port: 'x',
						message: {
							ja: `これは${gapped(what.ja)}です。バッチ正規化が読むのは、1 列に並んだ数か、画像か、音です。`,
							en: `This is ${what.en}; batch norm reads numbers in one row, pictures or sound.`,
						},
					},
				],
			};
		}
		const outputs = { y: { ...type, range: undefined } };
		const perChannel = context.around.batch * sizeOf(shape.slice(0, -1));
		if (perChannel > 1) return { outputs };
		return {
			outputs,
			problems: [
				{
					severity: 'warning',
					code: 'batchOfOne',
					message: {
						ja: 'バッチが 1 なので、平均との差がいつも 0 になり、何も通りません。',
						en: 'With a batch of 1 every value equals the mean, so nothing gets through.',
					},
					mend: context.mending && {
						label: { ja: 'バッチを 64 にする', en: 'Make the batch 64' },
						commands: [{ type: 'setRun', run: { batch: 64 } }],
					},
					paper: {
						title: 'Ioffe and Szegedy, Batch Normalization (2015), §3, Algorithm 1',
						url: 'https://arxiv.org/abs/1502.03167',
					},
				},
			],
		};
	},
	weights({ params, inputs }) {
		const shape = [inputs.x?.shape.at(-1) ?? 1];
		const constant = (name: string, value: number, trainable: boolean): WeightSpec => ({
			name,
			shape,
			initial: { type: 'constant', value },
			trainable,
		});
		const affine = [constant('weight', 1, true), constant('bias', 0, true)];
		const running = [constant('running_mean', 0, false), constant('running_var', 1, false)];
		return params.affine ? [...affine, ...running] : running;
	},
	tfjs: {
		forward(tf, { x }, { params, weights, training, update }) {
			const { momentum, epsilon } = params;
			const { running_mean: mean, running_var: variance } = weights;
			const shape = mean!.shape;
			const scale = weights.weight ?? tf.ones(shape);
			const shift = weights.bias ?? tf.zeros(shape);
			if (!training) {
				const y = tf.batchNorm(
					x! as Tensor2D,
					mean! as Tensor1D,
					variance! as Tensor1D,
					shift as Tensor1D,
					scale as Tensor1D,
					epsilon,
				);
				return { y };
			}
			const normalised = normalise(tf, x!, scale, shift, epsilon);
			const count = x!.size / mean!.size;
			const unbiased = count / Math.max(1, count - 1);
			if (update) {
				const old = { mean: mean!, variance: variance! };
				const next = moveStatistics(tf, old, normalised, momentum, unbiased);
				update('running_mean', next.mean);
				update('running_var', next.variance);
			}
			return { y: normalised.y };
		},
		layer: {
			make: (tf, { params }) =>
				tf.layers.batchNormalization({
					axis: -1,
					momentum: 1 - params.momentum,
					epsilon: params.epsilon,
					center: params.affine,
					scale: params.affine,
				}),
			weights: ['weight', 'bias', 'running_mean', 'running_var'],
		},
	},
	torch: {
		module({ params, inputs }) {
			const { shape } = inputs.x!;
			const options = [
				params.epsilon === 1e-5 ? '' : `, eps=${params.epsilon}`,
				params.momentum === 0.1 ? '' : `, momentum=${params.momentum}`,
				params.affine ? '' : ', affine=False',
			].join('');
			return `nn.BatchNorm${shape.length === 3 ? 2 : 1}d(${shape.at(-1)}${options})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args, params: { epsilon }, inputs, op, weight, floats }) {
		const channels = inputs.x!.shape.at(-1)!;
		const all = (value: number): string =>
			floats(new Float32Array(channels).fill(value), [channels]);
		const [scale, shift] = [weight('weight') ?? all(1), weight('bias') ?? all(0)];
		const statistics = [weight('running_mean'), weight('running_var')];
		return {
			y: op('BatchNormalization', [args.x, scale, shift, ...statistics], {
				epsilon: { float: epsilon },
			}),
		};
	},
	examples: [
		{ inputs: { x: vectorType(4) } },
		{ params: { affine: false, momentum: 0.3, epsilon: 1e-3 }, inputs: { x: vectorType(3) } },
		{ inputs: { x: imageType(3, 2, 2) } },
		{ inputs: { x: waveType(4, 2) } },
	],
});
