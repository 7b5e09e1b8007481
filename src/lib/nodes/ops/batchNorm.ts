// Normalisation of a batch by its own statistics: in one kernel of ours where the backend has it, else composed.
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { fusedKernels, type NormCall, type NormGradientCall } from './fused';

export interface Normalised {
	y: Tensor;
	/** Per channel. */
	mean: Tensor;
	/** Per channel, biased: divided by the count. */
	variance: Tensor;
}

/** Normalises x [..., channels] over all but its last axis, then scales and shifts it. */
export function normalise(
	tf: Tfjs,
	x: Tensor,
	scale: Tensor,
	shift: Tensor,
	epsilon: number,
): Normalised {
	const kernel = tf.getKernel(fusedKernels.norm, tf.getBackend());
	return kernel
		? normaliseFused(tf, kernel, x, scale, shift, epsilon)
		: normaliseComposed(tf, x, scale, shift, epsilon);
}

function normaliseComposed(
	tf: Tfjs,
	x: Tensor,
	scale: Tensor,
	shift: Tensor,
	epsilon: number,
): Normalised {
	const axes = x.shape.slice(0, -1).map((_, axis) => axis);
	const mean = tf.mean(x, axes);
	const centred = tf.sub(x, mean);
	const variance = tf.mean(tf.square(centred), axes);
	const factor = tf.mul(tf.rsqrt(tf.add(variance, epsilon)), scale);
	return { y: tf.add(tf.mul(centred, factor), shift), mean, variance };
}

type Kernel = NonNullable<ReturnType<Tfjs['getKernel']>>;

function normaliseFused(
	tf: Tfjs,
	kernel: Kernel,
	x: Tensor,
	scale: Tensor,
	shift: Tensor,
	epsilon: number,
): Normalised {
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
				const inputs = {
					x: input!,
					dy,
					scale: factor!,
					mean: centre!,
					inverse: root!,
				} satisfies NormGradientCall['inputs'];
				return tf.engine().runKernel<Tensor[]>(fusedKernels.normGradient, inputs);
			},
		};
	});
	return { y: differentiable(x, scale, shift), mean: mean!, variance: variance! };
}
