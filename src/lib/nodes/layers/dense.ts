// Dense layer: every output from every input.
import { defineKind } from '../kind';
import { setParams, vectorAt } from '../problems';
import { MAX_SIDE, vectorType } from '../shape';
import { initialOf, initParam } from './initial';
import {
	normedModule,
	normedWeights,
	onnxWeight,
	weightNormParam,
	weightToUse,
} from './weightNorm';

/** Weights one layer may have: half a gigabyte of them. */
const MAX_WEIGHTS = 2 ** 27;

/** Weights are laid out [in, out]. */
const NORM_AXES = { spectral: 1, weight: 1 };

const NAME = { ja: '全結合', en: 'Dense' };

export const dense = defineKind({
	id: 'dense',
	category: 'layers',
	icon: 'layers',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['linear', 'fully connected', 'MLP', 'perceptron', '線形層'],
		text: {
			ja: 'すべての入力に重みをかけて足し、バイアスを加えます。どの出力もすべての入力とつながるので、重みの数は入力数×出力数になります。',
			en: 'Weighs all inputs, sums them and adds a bias. Every output sees every input, so there are inputs × outputs weights.',
		},
		formula: 'y = Wx + b',
	},
	params: {
		units: {
			type: 'integer',
			default: 128,
			min: 1,
			max: MAX_SIDE,
			label: { ja: 'ユニット数', en: 'Units' },
			help: { ja: '出力する数の個数。', en: 'How many numbers come out.' },
			onNode: true,
		},
		bias: { type: 'boolean', default: true, label: { ja: 'バイアス', en: 'Bias' } },
		init: initParam,
		norm: weightNormParam,
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y', meaning: 'vector' }] }),
	infer(context) {
		const { units } = context.params;
		const { type, problems } = vectorAt(context, NAME);
		const inputs = type?.shape[0];
		if (inputs !== undefined && inputs * units > MAX_WEIGHTS) {
			const fitting = Math.max(1, Math.floor(MAX_WEIGHTS / inputs));
			const weights = inputs * units;
			return {
				outputs: { y: vectorType(units) },
				problems: [
					{
						severity: 'error',
						code: 'tooManyWeights',
						param: 'units',
						message: {
							ja: `重みが ${Math.round(weights / 1e4)} 万個になります（${inputs}×${units}）。メモリに入りません。`,
							en: `That is ${Math.round(weights / 1e6)} million weights (${inputs}×${units}), more than memory holds.`,
						},
						mend: setParams(
							context,
							{ units: fitting },
							{ ja: `${fitting} ユニットにする`, en: `Make it ${fitting} units` },
						),
					},
				],
			};
		}
		return { outputs: { y: vectorType(units) }, problems };
	},
	weights({ params, inputs }) {
		const fanIn = inputs.x?.shape[0] ?? 1;
		const initial = initialOf(params.init, fanIn, params.units);
		const weight = {
			name: 'weight',
			shape: [fanIn, params.units],
			initial: initial.weight,
			trainable: true,
			toTorch: [1, 0],
		};
		const weights = normedWeights(weight, params.norm, NORM_AXES);
		if (!params.bias) return weights;
		return [
			...weights,
			{
				name: 'bias',
				shape: [params.units],
				initial: initial.bias,
				trainable: true,
			},
		];
	},
	multiplyAdds: ({ params, inputs }) => (inputs.x?.shape[0] ?? 0) * params.units,
	tfjs: {
		forward(tf, { x }, context) {
			const b = weightToUse(tf, context.params.norm, context, NORM_AXES);
			return { y: tf.fused.matMul({ a: x!, b, bias: context.weights.bias }) };
		},
		layer: {
			fits: ({ norm }) => norm === 'none',
			make: (tf, { params }) => tf.layers.dense({ units: params.units, useBias: params.bias }),
			weights: ['weight', 'bias'],
		},
	},
	torch: {
		module: ({ params, inputs }) =>
			normedModule(
				params.norm,
				`nn.Linear(${inputs.x!.shape[0]}, ${params.units}${params.bias ? '' : ', bias=False'})`,
			),
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx(context) {
		const { args, params, op, weight } = context;
		const by = onnxWeight(context, params.norm, 0);
		return { y: op('Gemm', [args.x, by, weight('bias')], { transB: 1 }) };
	},
	examples: [
		{ params: { units: 4 }, inputs: { x: vectorType(3) } },
		{ params: { units: 2, bias: false, init: 'glorot' }, inputs: { x: vectorType(5) } },
		{ params: { units: 3, norm: 'spectral' }, inputs: { x: vectorType(4) } },
		{ params: { units: 3, bias: false, norm: 'weight' }, inputs: { x: vectorType(2) } },
	],
});
