// Normalisation of a batch, or of every item of it, by its own statistics: in one kernel of ours where the backend has
// it, else composed.
import type { GradSaveFunc, NamedAttrMap, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { fusedKernels, type NormCall, type NormGradientCall } from './fused';

export interface Normalised {
	y: Tensor;
	/** [channels], or [items, channels]. */
	mean: Tensor;
	/** As `mean`; biased: divided by the count. */
	variance: Tensor;
}

/** What is normalised together: a channel's values in the whole batch, or in one item. */
export type NormScope = 'batch' | 'item';

/**
 * Normalises x [batch, ..., channels] over all but its last axis, and not over its first where the scope is an item;
 * then scales and shifts it. y has right first and second derivatives; the statistics are not differentiated.
 */
export function normalise(
	tf: Tfjs,
	x: Tensor,
	scale: Tensor,
	shift: Tensor,
	epsilon: number,
	scope: NormScope = 'batch',
): Normalised {
	const [name, gradientName] =
		scope === 'batch'
			? [fusedKernels.norm, fusedKernels.normGradient]
			: [fusedKernels.itemNorm, fusedKernels.itemNormGradient];
	const kernel = tf.getKernel(name, tf.getBackend());
	if (!kernel) return normaliseComposed(tf, x, scale, shift, epsilon, scope);
	registerSecondDerivative(tf, gradientName, scope);

	const call: NormCall = { inputs: { x, scale, shift }, attrs: { epsilon } };
	// Called past the engine, which would put it on the gradient tape beside the operation below.
	const infos = kernel.kernelFunc({
		inputs: { ...call.inputs },
		attrs: { ...call.attrs },
		backend: tf.backend(),
	});
	const [made, mean, variance, inverse] = (Array.isArray(infos) ? infos : [infos]).map((info) =>
		tf.engine().makeTensorFromTensorInfo(info),
	);
	const differentiable = tf.customGrad((...args) => {
		const [from, by] = args as Tensor[];
		(args.at(-1) as GradSaveFunc)([from!, by!, mean!, inverse!]);
		return {
			value: tf.reshape(made!, x.shape),
			gradFunc: (dy: Tensor, saved: Tensor[]) => {
				const [input, factor, centre, root] = saved;
				const gradient: NormGradientCall = {
					inputs: { x: input!, dy, scale: factor!, mean: centre!, inverse: root! },
					attrs: { epsilon },
				};
				const [dx, dScale, dShift] = tf
					.engine()
					.runKernel<Tensor[]>(
						gradientName,
						{ ...(gradient.inputs as NormGradientTensors) },
						{ ...gradient.attrs },
					);
				return [dx!, dScale!, dShift!];
			},
		};
	});
	return { y: differentiable(x, scale, shift), mean: mean!, variance: variance! };
}

type NormGradientTensors = Record<keyof NormGradientCall['inputs'], Tensor>;

/** The statistics of a channel, along axes that are kept. */
function statistics(
	tf: Tfjs,
	x: Tensor,
	scope: NormScope,
): { axes: number[]; centred: Tensor; mean: Tensor; variance: Tensor } {
	const axes = x.shape.slice(0, -1).map((_, axis) => axis);
	if (scope === 'item') axes.shift();
	const mean = tf.mean(x, axes, true);
	const centred = tf.sub(x, mean);
	return { axes, centred, mean, variance: tf.mean(tf.square(centred), axes, true) };
}

function normaliseComposed(
	tf: Tfjs,
	x: Tensor,
	scale: Tensor,
	shift: Tensor,
	epsilon: number,
	scope: NormScope,
): Normalised {
	const { axes, centred, mean, variance } = statistics(tf, x, scope);
	const factor = tf.mul(tf.rsqrt(tf.add(variance, epsilon)), scale);
	return {
		y: tf.add(tf.mul(centred, factor), shift),
		mean: tf.squeeze(mean, axes),
		variance: tf.squeeze(variance, axes),
	};
}

/**
 * Lets the gradient kernel be differentiated in its turn, as a gradient penalty does.
 *
 * With h = (x − μ) r, r = 1 / √(σ² + ε), m the mean over what is normalised together and P(v) = v − m(v) − h m(v h), the
 * kernel gives r s P(g), Σ g h and Σ g of g = dy. Given cotangents u, p and q of these:
 *
 *     to g:  r s P(u) + p h + q
 *     to s:  r Σ u P(g)
 *     to x:  r P(k) − s r² h m(u P(g)),  k = p g − r s (u m(g h) + g m(u h))
 *
 * Mean and inverse are functions of x, and are taken for such. Composed of operations that can be differentiated on.
 */
function registerSecondDerivative(tf: Tfjs, kernelName: string, scope: NormScope): void {
	if (tf.getGradient(kernelName)) return;
	tf.registerGradient({
		kernelName,
		inputsToSave: ['x', 'dy', 'scale'],
		gradFunc: (cotangents, saved, attributes) => {
			const { epsilon } = attributes as NamedAttrMap & NormGradientCall['attrs'];
			const [x, g, s] = saved as [Tensor, Tensor, Tensor];
			const { axes, centred, variance } = statistics(tf, x, scope);
			const r = tf.rsqrt(tf.add(variance, epsilon));
			const h = tf.mul(centred, r);
			const perChannel = x.shape.map((length, axis) => (axis === x.rank - 1 ? length : 1));
			const [u, p, q] = (cotangents as Tensor[]).map((cotangent) =>
				cotangent.rank === x.rank ? cotangent : tf.reshape(cotangent, perChannel),
			) as [Tensor, Tensor, Tensor];
			const mean = (v: Tensor): Tensor => tf.mean(v, axes, true);
			const along = (v: Tensor): Tensor => mean(tf.mul(v, h));
			const project = (v: Tensor): Tensor => tf.sub(tf.sub(v, mean(v)), tf.mul(h, along(v)));
			const rs = tf.mul(r, s);
			const met = tf.mul(u, project(g));
			const toX = (): Tensor => {
				const crossed = tf.add(tf.mul(u, along(g)), tf.mul(g, along(u)));
				const k = tf.sub(tf.mul(p, g), tf.mul(rs, crossed));
				const throughRoot = tf.mul(tf.mul(tf.mul(rs, r), h), mean(met));
				return tf.sub(tf.mul(r, project(k)), throughRoot);
			};
			return {
				x: toX,
				dy: () => tf.add(tf.add(tf.mul(rs, project(u)), tf.mul(p, h)), q),
				scale: () => tf.sum(tf.mul(r, met), [...x.shape.keys()].slice(0, -1)),
			};
		},
	});
}
