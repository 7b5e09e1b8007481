// Adam, SGD and RMSprop by PyTorch's formulas: each rule once as our kernel, and once composed of tfjs's operations.
import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import type { ParamMap } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import { fusedKernels } from '../nodes/ops/fused';

/** A player's parameters as an optimizer reads them; the rate anew at every update, so that it can be turned. */
export interface OptimizerSettings {
	optimizer: 'adam' | 'sgd' | 'rmsprop';
	learningRate: number;
	/** Adam's decay of the mean of gradients, and of their squares. */
	beta1: number;
	beta2: number;
	/** SGD's. */
	momentum: number;
	/** RMSprop's decay of the mean of squares. */
	alpha: number;
	/** Added outside the root, as PyTorch does. */
	epsilon: number;
}

export function optimizerSettings(params: ParamMap): OptimizerSettings {
	const number = (name: string): number => {
		const value = params[name];
		if (typeof value !== 'number') throw new Error(`A player's ${name} must be a number.`);
		return value;
	};
	const { optimizer } = params;
	if (optimizer !== 'adam' && optimizer !== 'sgd' && optimizer !== 'rmsprop') {
		throw new Error(`There is no optimizer “${String(optimizer)}”.`);
	}
	return {
		optimizer,
		learningRate: number('learningRate'),
		beta1: number('beta1'),
		beta2: number('beta2'),
		momentum: number('momentum'),
		alpha: number('alpha'),
		epsilon: number('epsilon'),
	};
}

/** What a rule keeps from update to update; all of it starts at zero, which every rule takes for “no update yet”. */
export type SlotName = 'm' | 'v' | 'momentum' | 'squares';

/** One composed update: where a rule finds what it computes with. */
export interface Update {
	tf: Tfjs;
	gradient: Tensor1D;
	settings: OptimizerSettings;
	rates: Float32Array;
	slot(name: SlotName): Variable;
	/** A scalar uploaded once: the same few numbers are needed at every update. */
	constant(value: number): Scalar;
}

export interface Rule {
	slots: readonly SlotName[];
	/** The kernel a backend may have for it; takes the slots by name. */
	kernel: string;
	/** The settings it takes, besides the rates. */
	settings: readonly Exclude<keyof OptimizerSettings, 'optimizer' | 'learningRate'>[];
	/** The numbers that change from update to update, of update t (from 1); see the kernels' calls. */
	rates(settings: OptimizerSettings, t: number): readonly number[];
	/** What is subtracted from the weights; moves the slots. */
	change(update: Update): Tensor;
}

const adam: Rule = {
	slots: ['m', 'v'],
	kernel: fusedKernels.adam,
	settings: ['beta1', 'beta2', 'epsilon'],
	rates: ({ learningRate, beta1, beta2 }, t) => [
		learningRate / (1 - beta1 ** t),
		1 / Math.sqrt(1 - beta2 ** t),
	],
	change(update) {
		const { tf, gradient, settings } = update;
		const [rate, root] = update.rates as ArrayLike<number> as [number, number];
		const m = blend(update, 'm', settings.beta1, gradient);
		const v = blend(update, 'v', settings.beta2, tf.square(gradient));
		// rate · m / (√v · root + ε), divided by root above and below: one operation less.
		const divisor = tf.add(tf.sqrt(v), tf.scalar(settings.epsilon / root));
		return tf.mul(tf.div(m, divisor), tf.scalar(rate / root));
	},
};

const sgd: Rule = {
	slots: ['momentum'],
	kernel: fusedKernels.sgd,
	settings: ['momentum'],
	rates: ({ learningRate }) => [learningRate],
	change({ tf, gradient, settings: { momentum }, rates, slot, constant }) {
		if (momentum === 0) return tf.mul(gradient, tf.tensor(rates, []));
		const moved = tf.add(tf.mul(slot('momentum'), constant(momentum)), gradient);
		slot('momentum').assign(moved);
		return tf.mul(moved, tf.tensor(rates, []));
	},
};

const rmsprop: Rule = {
	slots: ['squares'],
	kernel: fusedKernels.rmsprop,
	settings: ['alpha', 'epsilon'],
	rates: ({ learningRate }) => [learningRate],
	change(update) {
		const { tf, gradient, settings, rates, constant } = update;
		const squares = blend(update, 'squares', settings.alpha, tf.square(gradient));
		const divisor = tf.add(tf.sqrt(squares), constant(settings.epsilon));
		return tf.mul(tf.div(gradient, divisor), tf.tensor(rates, []));
	},
};

export const RULES: Readonly<Record<OptimizerSettings['optimizer'], Rule>> = { adam, sgd, rmsprop };

/** slot = decay · slot + (1 − decay) · value */
function blend(
	{ tf, slot, constant }: Update,
	name: SlotName,
	decay: number,
	value: Tensor,
): Tensor {
	const blended = tf.add(tf.mul(slot(name), constant(decay)), tf.mul(value, constant(1 - decay)));
	slot(name).assign(blended);
	return blended;
}
