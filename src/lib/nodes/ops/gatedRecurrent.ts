// A gated recurrent unit as PyTorch has it, differentiable twice on every backend.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { sigmoid, tanh } from './activations';

/** Of reset gate, update gate and candidate, one beside the other: 3 × units columns. */
export interface GatedWeights {
	/** [channels, 3 × units] */
	input: Tensor;
	/** [units, 3 × units] */
	hidden: Tensor;
	/** [3 × units] */
	inputBias: Tensor;
	/** [3 × units] */
	hiddenBias: Tensor;
}

/**
 * The last state, [batch, units], of a unit that starts from zeros and reads x, [batch, length, channels], in order.
 * The reset gate acts on what the state gives to the candidate, its bias included (nn.GRU; Keras's `reset_after`).
 */
export function gatedRecurrent(
	tf: Tfjs,
	x: Tensor,
	{ input, hidden, inputBias, hiddenBias }: GatedWeights,
): Tensor {
	const [batch, length, channels] = x.shape as [number, number, number];
	const units = hidden.shape[0]!;
	// What the input gives to the gates does not depend on the state: one product for all steps.
	const rows = tf.matMul(tf.reshape(x, [batch * length, channels]), input);
	const given = tf.reshape(tf.add(rows, inputBias), [batch, length, 3 * units]);
	let state: Tensor = tf.zeros([batch, units]);
	for (let step = 0; step < length; step++) {
		const now = tf.reshape(tf.slice(given, [0, step, 0], [batch, 1, 3 * units]), [
			batch,
			3 * units,
		]);
		const [resetIn, updateIn, candidateIn] = tf.split(now, 3, 1) as [Tensor, Tensor, Tensor];
		const before = tf.add(tf.matMul(state, hidden), hiddenBias);
		const [resetBy, updateBy, candidateBy] = tf.split(before, 3, 1) as [Tensor, Tensor, Tensor];
		const reset = sigmoid(tf, tf.add(resetIn, resetBy));
		const update = sigmoid(tf, tf.add(updateIn, updateBy));
		const candidate = tanh(tf, tf.add(candidateIn, tf.mul(reset, candidateBy)));
		// (1 − z) n + z h
		state = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
	}
	return state;
}
