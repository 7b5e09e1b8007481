// Norms of a layer's own weight: what is learned is another form of it, from which it is made anew at every use.
import type { Tensor } from '@tensorflow/tfjs';
import type { ForwardContext, ParamSpec, ParamSpecs, Tfjs, WeightSpec } from '../kind';
import type { OnnxContext, OnnxNumbers } from '../onnx';
import { untaped } from '../ops/untaped';
import { sizeOf } from '../shape';

/** The parameter that weighted layers share. */
export const weightNormParam = {
	type: 'choice',
	default: 'none',
	label: { ja: '重みの正規化', en: 'Weight norm' },
	help: {
		ja: 'スペクトル：重みを最大の特異値で割り、層が差を 1 倍より大きく広げないようにします（SNGAN）。D の学習が安定します。重み正規化：重みを長さ g と向き v に分けて学習します（MelGAN が使います）。',
		en: 'Spectral: divides the weight by its largest singular value, so the layer stretches no difference (SNGAN); D trains more steadily. Weight norm: learns length g and direction v apart (MelGAN uses it).',
	},
	options: [
		{ value: 'none', label: { ja: 'なし', en: 'none' } },
		{ value: 'spectral', label: { ja: 'スペクトル', en: 'spectral' } },
		{ value: 'weight', label: { ja: '重み（g, v）', en: 'weight (g, v)' } },
	],
} as const satisfies ParamSpec;

export type WeightNorm = (typeof weightNormParam.options)[number]['value'];

/** Axes of tfjs's layout, as PyTorch's functions choose them. */
export interface NormAxes {
	/** The layer's outputs: the rows of the matrix whose singular value counts. */
	spectral: number;
	/** Each index along it has a length of its own. */
	weight: number;
}

/** PyTorch's: below it a vector is not made longer. */
const EPSILON = 1e-12;

/**
 * What a layer keeps instead of `weight`. Spectral: `weight_orig`, and the singular vectors `weight_u` and `weight_v`
 * found so far (Miyato et al. 2018, algorithm 1). Weight norm: the lengths `weight_g` and the directions `weight_v`
 * (Salimans and Kingma 2016). Names and layouts are those of `torch.nn.utils`.
 */
export function normedWeights(
	weight: WeightSpec,
	norm: WeightNorm,
	axes: NormAxes,
): readonly WeightSpec[] {
	const { shape, toTorch } = weight;
	switch (norm) {
		case 'none':
			return [weight];
		case 'spectral': {
			const axis = axes.spectral;
			const singular = { type: 'singular', of: 'weight_orig', axis } as const;
			const others = shape.flatMap((_, i) => (i === axis ? [] : i));
			return [
				{ ...weight, name: 'weight_orig' },
				{
					name: 'weight_u',
					shape: [shape[axis]!],
					initial: { ...singular, side: 'left' },
					trainable: false,
				},
				{
					name: 'weight_v',
					shape: others.map((i) => shape[i]!),
					initial: { ...singular, side: 'right' },
					trainable: false,
					toTorch: toTorch?.flatMap((i) => (i === axis ? [] : others.indexOf(i))),
					torchFlat: true,
				},
			];
		}
		case 'weight':
			return [
				{
					name: 'weight_g',
					shape: shape.map((length, i) => (i === axes.weight ? length : 1)),
					initial: { type: 'norms', of: 'weight_v', axis: axes.weight },
					trainable: true,
					toTorch,
				},
				{ ...weight, name: 'weight_v' },
			];
	}
}

/** The weight as the layer uses it. While training, spectral norm goes one step further with its singular vectors. */
export function weightToUse<S extends ParamSpecs>(
	tf: Tfjs,
	norm: WeightNorm,
	{ weights, training, update }: ForwardContext<S>,
	axes: NormAxes,
): Tensor {
	switch (norm) {
		case 'none':
			return weights.weight!;
		case 'spectral': {
			const original = weights.weight_orig!;
			const { weight_u: u, weight_v: v } = weights;
			const axis = axes.spectral;
			const vectors = training ? nextSingular(tf, original, u!, axis) : { u: u!, v: v! };
			if (training) {
				update?.('weight_u', vectors.u);
				update?.('weight_v', vectors.v);
			}
			// σ = uᵀ W v, of which W alone is differentiated.
			const outer = untaped(tf, () => outerAlong(tf, vectors.u, vectors.v, axis));
			return tf.div(original, tf.sum(tf.mul(original, outer)));
		}
		case 'weight': {
			const [g, v] = [weights.weight_g!, weights.weight_v!];
			const others = v.shape.flatMap((_, i) => (i === axes.weight ? [] : i));
			const length = tf.sqrt(tf.sum(tf.square(v), others, true));
			return tf.mul(v, tf.div(g, length));
		}
	}
}

/** The expression that norms a PyTorch module's weight. */
export function normedModule(norm: WeightNorm, module: string): string {
	return norm === 'none' ? module : `nn.utils.${norm}_norm(${module})`;
}

/**
 * The weight as the layer generates with it, made of what it keeps: a norm needs no operators of its own. `outputs` is
 * the axis of PyTorch's layout that has the layer's outputs.
 */
export function onnxWeight<S extends ParamSpecs>(
	{ numbers, weight, made }: OnnxContext<S>,
	norm: WeightNorm,
	outputs: 0 | 1,
): string | undefined {
	if (norm === 'none') return weight('weight');
	const parts =
		norm === 'spectral'
			? spectrallyNormed(
					numbers('weight_orig'),
					numbers('weight_u').values,
					numbers('weight_v').values,
					outputs,
				)
			: lengthened(numbers('weight_v'), numbers('weight_g').values);
	return made('weight', parts);
}

/** W over uᵀ W v, W with a row for each index along `axis`. */
function spectrallyNormed(
	{ shape, values }: OnnxNumbers,
	u: Float32Array,
	v: Float32Array,
	axis: 0 | 1,
): OnnxNumbers {
	const inner = sizeOf(shape.slice(axis + 1));
	const rows = shape[axis]!;
	let stretch = 0;
	values.forEach((value, i) => {
		const outer = Math.floor(i / (rows * inner));
		stretch += value * u[Math.floor(i / inner) % rows]! * v[outer * inner + (i % inner)]!;
	});
	return { shape, values: values.map((value) => value / stretch) };
}

/** v, each of its rows as long as g says. */
function lengthened({ shape, values }: OnnxNumbers, g: Float32Array): OnnxNumbers {
	const width = values.length / shape[0]!;
	const scales = g.map((length, row) => {
		const squares = values
			.subarray(row * width, (row + 1) * width)
			.reduce((sum, value) => sum + value ** 2, 0);
		return length / Math.sqrt(squares);
	});
	return { shape, values: values.map((value, i) => value * scales[Math.floor(i / width)]!) };
}

/** One step of power iteration: v ← Wᵀu / ‖Wᵀu‖, u ← Wv / ‖Wv‖, W with a row for each index along `axis`. */
function nextSingular(tf: Tfjs, weight: Tensor, u: Tensor, axis: number): { u: Tensor; v: Tensor } {
	const others = weight.shape.flatMap((_, i) => (i === axis ? [] : i));
	const rows = untaped(tf, () =>
		tf.reshape(tf.transpose(weight, [axis, ...others]), [weight.shape[axis]!, -1]),
	);
	const v = untaped(tf, () => {
		const across = unit(tf, tf.matMul(tf.reshape(u, [1, -1]), rows));
		return tf.reshape(
			across,
			others.map((i) => weight.shape[i]!),
		);
	});
	return {
		u: untaped(tf, () => tf.reshape(unit(tf, tf.matMul(rows, tf.reshape(v, [-1, 1]))), u.shape)),
		v,
	};
}

function unit(tf: Tfjs, vector: Tensor): Tensor {
	return tf.div(vector, tf.maximum(tf.sqrt(tf.sum(tf.square(vector))), EPSILON));
}

/** u along `axis` times v along the other axes: as the weight is laid out. */
function outerAlong(tf: Tfjs, u: Tensor, v: Tensor, axis: number): Tensor {
	const along = tf.reshape(
		u,
		Array.from({ length: v.rank + 1 }, (_, i) => (i === axis ? -1 : 1)),
	);
	return tf.mul(tf.expandDims(v, axis), along);
}
