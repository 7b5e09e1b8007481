// Kernels of our own that a backend may have: their names, and what they are called with.
//
// Where a backend has none, the same is composed of tfjs's own operations.
import type { TensorInfo } from '@tensorflow/tfjs';

export const fusedKernels = {
	adam: 'GanLoomAdam',
	norm: 'GanLoomNorm',
	normGradient: 'GanLoomNormGradient',
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
 *
 * `groups` cuts x into as many equal runs along its first axes, each normalised by itself: 1 (the default) is batch
 * norm, the number of items instance norm. Statistics are [channels], or [groups, channels] when there are several;
 * scale and shift are shared.
 */
export interface NormCall {
	inputs: { x: TensorInfo; scale: TensorInfo; shift: TensorInfo };
	attrs: { epsilon: number; groups?: number };
}

/** Gradients of the normalisation to x, scale and shift. No second derivative. */
export interface NormGradientCall {
	inputs: {
		x: TensorInfo;
		dy: TensorInfo;
		scale: TensorInfo;
		mean: TensorInfo;
		inverse: TensorInfo;
	};
	attrs?: { groups?: number };
}
