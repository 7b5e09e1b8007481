// Functions of single numbers whose second derivative is right too: tfjs's own lose it where a saved output is
// differentiated.
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

/**
 * y = f(x) with its derivative f′(x), both of x itself: what is saved for the way back is the input, so the way back
 * can be differentiated again.
 */
function elementwise(
	tf: Tfjs,
	x: Tensor,
	value: (x: Tensor) => Tensor,
	backward: (dy: Tensor, x: Tensor) => Tensor,
): Tensor {
	const apply = tf.customGrad((input, save) => {
		(save as GradSaveFunc)([input as Tensor]);
		return {
			value: value(input as Tensor),
			gradFunc: (dy: Tensor, saved: Tensor[]) => backward(dy, saved[0]!),
		};
	});
	return apply(x);
}

export function sigmoid(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.sigmoid, (dy, input) => {
		const y = sigmoid(tf, input);
		return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
	});
}

export function tanh(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.tanh, (dy, input) =>
		tf.mul(dy, tf.sub(1, tf.square(tanh(tf, input)))),
	);
}

/** At 0 the derivative is `slope`, as PyTorch has it. */
export function leakyRelu(tf: Tfjs, x: Tensor, slope: number): Tensor {
	return elementwise(
		tf,
		x,
		(input) => tf.leakyRelu(input, slope),
		(dy, input) => tf.mul(dy, tf.step(input, slope)),
	);
}

/** log(1 + eˣ) */
export function softplus(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.softplus, (dy, input) => tf.mul(dy, sigmoid(tf, input)));
}

export function exp(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.exp, (dy, input) => tf.mul(dy, exp(tf, input)));
}

/** x above 0, eˣ − 1 below. The derivative is e to the power of what is below 0. */
export function elu(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.elu, (dy, input) =>
		tf.mul(dy, exp(tf, tf.neg(tf.relu(tf.neg(input))))),
	);
}

/** x · sigmoid(x), also called swish. */
export function silu(tf: Tfjs, x: Tensor): Tensor {
	return tf.mul(x, sigmoid(tf, x));
}

/** At 0 the derivative is 0, as PyTorch has it. */
export function absolute(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.abs, (dy, input) => tf.mul(dy, tf.sign(input)));
}

/** √x for x ≥ 0. At 0 the derivative, which has no bounds there, counts as 0: as PyTorch's norm has it. */
export function root(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.sqrt, (dy, input) => {
		const above = tf.step(input);
		const divisor = tf.add(root(tf, input), tf.sub(1, above));
		return tf.div(tf.mul(dy, tf.mul(above, 0.5)), divisor);
	});
}
