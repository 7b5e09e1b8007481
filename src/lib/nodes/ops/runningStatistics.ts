// Running statistics of a normalisation, moved towards a batch's: in one kernel of ours where the backend has it.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { fusedKernels } from './fused';

export interface Statistics {
	/** [channels] */
	mean: Tensor;
	variance: Tensor;
}

/** next = (1 − momentum) · old + momentum · fresh; the fresh variance, which is biased, times `unbiased`. */
export function moveStatistics(
	tf: Tfjs,
	old: Statistics,
	fresh: Statistics,
	momentum: number,
	unbiased: number,
): Statistics {
	if (tf.getKernel(fusedKernels.running, tf.getBackend())) {
		const [mean, variance] = tf
			.engine()
			.runKernel<Tensor[]>(
				fusedKernels.running,
				{ ...old, freshMean: fresh.mean, freshVariance: fresh.variance },
				{ momentum, unbiased },
			);
		return { mean: mean!, variance: variance! };
	}
	const blend = (from: Tensor, to: Tensor, factor: number): Tensor =>
		tf.add(tf.mul(from, 1 - momentum), tf.mul(to, momentum * factor));
	return {
		mean: blend(old.mean, fresh.mean, 1),
		variance: blend(old.variance, fresh.variance, unbiased),
	};
}
