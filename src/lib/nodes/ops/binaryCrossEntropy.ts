// Binary cross-entropy by PyTorch's rules, on probabilities and on logits.
import type { GradSaveFunc, Scalar, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { softplus } from './activations';
import { fusedKernels } from './fused';

/** Where PyTorch clamps a logarithm, so that a sure and wrong answer costs 100 and not infinity. */
const LOWEST_LOG = -100;
/** Where PyTorch clamps p(1 − p) in the derivative. */
const LOWEST_VARIANCE = 1e-12;

/** −mean(target · log p + (1 − target) · log(1 − p)), each logarithm at least −100. */
export function binaryCrossEntropy(tf: Tfjs, p: Tensor, target: number): Scalar {
	const apply = tf.customGrad((input, save) => {
		const given = input as Tensor;
		(save as GradSaveFunc)([given]);
		return {
			value: entropyOf(tf, given, target),
			gradFunc: (dy: Tensor, saved: Tensor[]) => gradientOf(tf, saved[0]!, dy, target),
		};
	});
	return apply(p) as Scalar;
}

function entropyOf(tf: Tfjs, p: Tensor, target: number): Tensor {
	if (tf.getKernel(fusedKernels.crossEntropy, tf.getBackend())) {
		return tf.engine().runKernel(fusedKernels.crossEntropy, { x: p }, { target });
	}
	const clampedLog = (x: Tensor): Tensor => tf.maximum(tf.log(x), LOWEST_LOG);
	const terms = mix(
		tf,
		target,
		() => clampedLog(p),
		() => clampedLog(tf.sub(1, p)),
	);
	return tf.neg(tf.mean(terms));
}

function gradientOf(tf: Tfjs, p: Tensor, dy: Tensor, target: number): Tensor {
	if (tf.getKernel(fusedKernels.crossEntropyGradient, tf.getBackend())) {
		return tf.engine().runKernel(fusedKernels.crossEntropyGradient, { x: p, dy }, { target });
	}
	const variance = tf.maximum(tf.mul(tf.sub(1, p), p), LOWEST_VARIANCE);
	return tf.mul(tf.div(tf.sub(p, target), variance), tf.div(dy, p.size));
}

/** The same of p = sigmoid(logit), without leaving the logits: no clamp is needed. */
export function binaryCrossEntropyOfLogits(tf: Tfjs, logit: Tensor, target: number): Scalar {
	const terms = mix(
		tf,
		target,
		() => softplus(tf, tf.neg(logit)),
		() => softplus(tf, logit),
	);
	return tf.mean(terms);
}

/** target · a + (1 − target) · b; what counts for nothing isn't computed. */
function mix(tf: Tfjs, target: number, a: () => Tensor, b: () => Tensor): Tensor {
	if (target === 1) return a();
	if (target === 0) return b();
	return tf.add(tf.mul(a(), target), tf.mul(b(), 1 - target));
}
