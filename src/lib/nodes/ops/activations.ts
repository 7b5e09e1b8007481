// Functions, most of single numbers, whose second derivative is right too: tfjs's own lose it where a saved output
// is differentiated.
import type { GradSaveFunc, NamedAttrMap, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { fusedKernels, type ActivationGradientCall } from './fused';

/**
 * y = f(x) and its way back, both of x itself: what is saved for the way back is the input, so the way back
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

type Gradient = ActivationGradientCall['attrs'];

/** dy times an activation's derivative at x: in one kernel of ours where the backend has it, else composed. */
function throughActivation(tf: Tfjs, x: Tensor, dy: Tensor, of: Gradient['of'], slope = 0): Tensor {
	const name = fusedKernels.activationGradient;
	if (!tf.getKernel(name, tf.getBackend())) return tf.mul(dy, derivative(tf, x, of, slope));
	registerSecondDerivative(tf, name);
	return tf.engine().runKernel(name, { x, dy }, { of, slope });
}

function derivative(tf: Tfjs, x: Tensor, of: Gradient['of'], slope: number): Tensor {
	switch (of) {
		case 'leakyRelu':
			return tf.step(x, slope);
		case 'sigmoid': {
			const y = sigmoid(tf, x);
			return tf.mul(y, tf.sub(1, y));
		}
		case 'tanh':
			return tf.sub(1, tf.square(tanh(tf, x)));
		case 'softplus':
			return sigmoid(tf, x);
	}
}

/** Composed of operations that can be differentiated on. */
function secondDerivative(tf: Tfjs, x: Tensor, of: Gradient['of']): Tensor {
	switch (of) {
		case 'leakyRelu':
			return tf.zerosLike(x);
		case 'sigmoid': {
			const y = sigmoid(tf, x);
			return tf.mul(tf.mul(y, tf.sub(1, y)), tf.sub(1, tf.mul(2, y)));
		}
		case 'tanh': {
			const y = tanh(tf, x);
			return tf.mul(tf.mul(-2, y), tf.sub(1, tf.square(y)));
		}
		case 'softplus':
			return derivative(tf, x, 'sigmoid', 0);
	}
}

/** Lets the kernel be differentiated in its turn, as a gradient penalty does. */
function registerSecondDerivative(tf: Tfjs, kernelName: string): void {
	if (tf.getGradient(kernelName)) return;
	tf.registerGradient({
		kernelName,
		inputsToSave: ['x', 'dy'],
		gradFunc: (cotangent, saved, attributes) => {
			const [x, dy] = saved as [Tensor, Tensor];
			const u = cotangent as Tensor;
			const { of, slope } = attributes as NamedAttrMap & Gradient;
			return {
				x: () => tf.mul(tf.mul(u, dy), secondDerivative(tf, x, of)),
				dy: () => throughActivation(tf, x, u, of, slope),
			};
		},
	});
}

export function sigmoid(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.sigmoid, (dy, input) => throughActivation(tf, input, dy, 'sigmoid'));
}

export function tanh(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.tanh, (dy, input) => throughActivation(tf, input, dy, 'tanh'));
}

/** At 0 the derivative is 0. */
export function relu(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.relu, (dy, input) => throughActivation(tf, input, dy, 'leakyRelu'));
}

/** At 0 the derivative is `slope`, as PyTorch has it. */
export function leakyRelu(tf: Tfjs, x: Tensor, slope: number): Tensor {
	return elementwise(
		tf,
		x,
		(input) => tf.leakyRelu(input, slope),
		(dy, input) => throughActivation(tf, input, dy, 'leakyRelu', slope),
	);
}

/** log(1 + eˣ) */
export function softplus(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.softplus, (dy, input) =>
		throughActivation(tf, input, dy, 'softplus'),
	);
}

export function exp(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.exp, (dy, input) => tf.mul(dy, exp(tf, input)));
}

/** Softmax over the last axis. */
export function softmax(tf: Tfjs, x: Tensor): Tensor {
	return elementwise(tf, x, tf.softmax, (dy, input) => {
		const y = softmax(tf, input);
		return tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true)));
	});
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
