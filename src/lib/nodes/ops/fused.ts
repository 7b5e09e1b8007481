// Kernels of our own that a backend may have: their names, and what they are called with.
//
// Where a backend has none, the same is composed of tfjs's own operations.
import type { TensorInfo } from '@tensorflow/tfjs';

export const fusedKernels = {
	adam: 'GanLoomAdam',
	norm: 'GanLoomNorm',
	normGradient: 'GanLoomNormGradient',
	itemNorm: 'GanLoomItemNorm',
	itemNormGradient: 'GanLoomItemNormGradient',
} as const;

/**
 * Adam's update: gives the next value of `p` and updates the moments `m` and `v` in place.
 * `rate` = lr / (1 − β₁ᵗ), `root` = 1 / √(1 − β₂ᵗ). `rates` holds both: they alone change from update to update.
 */
export interface AdamCall {
	inputs: { p: TensorInfo; gradient: TensorInfo; m: TensorInfo; v: TensorInfo };
	attrs: {
		rate: number;
		root: number;
		rates: Float32Array;
		beta1: number;
		beta2: number;
		epsilon: number;
	};
}

/**
 * Normalises x [..., channels] over all but its last axis: y, mean, biased variance, 1 / √(variance + ε).
 * `itemNorm` does so for every item of the first axis by itself: its statistics are [items, channels].
 */
export interface NormCall {
	inputs: { x: TensorInfo; scale: TensorInfo; shift: TensorInfo };
	attrs: { epsilon: number };
}

/**
 * Gradients of the normalisation to x, scale and shift; `itemNormGradient` leaves the latter two [items, channels],
 * to be summed. Their own gradients are composed: see `normalise`.
 */
export interface NormGradientCall {
	inputs: {
		x: TensorInfo;
		dy: TensorInfo;
		scale: TensorInfo;
		mean: TensorInfo;
		inverse: TensorInfo;
	};
	attrs: { epsilon: number };
}
