// Values that no gradient passes.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

/**
 * What `compute` gives, as a plain number for all that follows: nothing in it is recorded on a gradient tape. A weight
 * behind it has no gradient, rather than one of zeros, as behind PyTorch's `detach()`.
 */
export function untaped(tf: Tfjs, compute: () => Tensor): Tensor {
	// An operation without inputs: on the tape it leads nowhere.
	return tf.customGrad(() => ({ value: compute(), gradFunc: () => [] }))();
}

/** A fresh tensor of the same numbers, cut off from what they were computed from. */
export function detach(tf: Tfjs, x: Tensor): Tensor {
	return untaped(tf, () => tf.clone(x));
}
