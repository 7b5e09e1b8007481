// Linear maps with their adjoints: the derivative of either is the other, to any order.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

/** `forward` and `adjoint` must be each other's transposes; neither need have a derivative of its own. */
export function linearMap(
	tf: Tfjs,
	x: Tensor,
	forward: (x: Tensor) => Tensor,
	adjoint: (dy: Tensor) => Tensor,
): Tensor {
	const apply = tf.customGrad((input) => ({
		value: forward(input as Tensor),
		gradFunc: (dy: Tensor) => linearMap(tf, dy, adjoint, forward),
	}));
	return apply(x);
}
