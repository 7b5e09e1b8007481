// Kernels of our own that a backend may have: their names, and what they are called with.
//
// Where a backend has none, the same is composed of tfjs's own operations.
import type { TensorInfo } from '@tensorflow/tfjs';

export const fusedKernels = {
	adam: 'GanLoomAdam',
	sgd: 'GanLoomSgd',
	rmsprop: 'GanLoomRmsprop',
	norm: 'GanLoomNorm',
	normGradient: 'GanLoomNormGradient',
	itemNorm: 'GanLoomItemNorm',
	itemNormGradient: 'GanLoomItemNormGradient',
	running: 'GanLoomRunning',
	convolveTranspose: 'GanLoomConvolveTranspose',
	activationGradient: 'GanLoomActivationGradient',
	crossEntropy: 'GanLoomCrossEntropy',
	crossEntropyGradient: 'GanLoomCrossEntropyGradient',
} as const;

/**
 * An optimizer's update by PyTorch's formula: gives the next value of `p`, which may be the same data rewritten where
 * nobody else holds it, and updates the optimizer's state in place.
 * `rates` alone change from update to update.
 */
interface UpdateCall<State extends string, Setting extends string> {
	inputs: Record<'p' | 'gradient' | State, TensorInfo>;
	attrs: Record<Setting, number> & { rates: Float32Array };
}

/** `rates`: lr / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ). next = p − rates₀ · m / (√v · rates₁ + ε) */
export type AdamCall = UpdateCall<'m' | 'v', 'beta1' | 'beta2' | 'epsilon'>;

/** `rates`: lr. The state is PyTorch’s buffer: next = p − lr · buffer; at momentum 0 it is left alone and the gradient counts. */
export type SgdCall = UpdateCall<'momentum', 'momentum'>;

/** `rates`: lr. next = p − lr · gradient / (√squares + ε) */
export type RmspropCall = UpdateCall<'squares', 'alpha' | 'epsilon'>;

/**
 * Normalises x [..., channels] over all but its last axis: y, mean, biased variance, 1 / √(variance + ε).
 * `itemNorm` does so for every item of the first axis by itself: its statistics are [items, channels].
 */
export interface NormCall {
	inputs: { x: TensorInfo; scale: TensorInfo; shift: TensorInfo };
	attrs: { epsilon: number };
}

/**
 * Gradients of the normalisation to x, scale and shift, the latter two [channels] in `itemNormGradient` as well. Their own gradients are composed: see `normalise`.
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

/**
 * Moves running statistics towards a batch's: gives the next mean and the next variance, all [channels].
 * next = (1 − momentum) · old + momentum · fresh, the fresh variance times `unbiased`.
 */
export interface RunningCall {
	inputs: Record<'mean' | 'variance' | 'freshMean' | 'freshVariance', TensorInfo>;
	attrs: { momentum: number; unbiased: number };
}

/** dy times the derivative at x; `slope` is leakyRelu's below 0, and 0 is below. Its own gradient is composed. */
export interface ActivationGradientCall {
	inputs: Record<'x' | 'dy', TensorInfo>;
	attrs: { of: 'leakyRelu' | 'sigmoid' | 'tanh' | 'softplus'; slope: number };
}

/** The mean of `binaryCrossEntropy` over probabilities x. */
export interface CrossEntropyCall {
	inputs: { x: TensorInfo };
	attrs: { target: number };
}

/** Its gradient to x; dy is one number. It can't be differentiated on. */
export interface CrossEntropyGradientCall {
	inputs: Record<'x' | 'dy', TensorInfo>;
	attrs: { target: number };
}

/** The transposed convolution with a bias, as tfjs's `Conv2DBackpropInput` has it without; channels last. */
export interface ConvolveTransposeCall {
	inputs: Record<'dy' | 'filter' | 'bias', TensorInfo>;
	attrs: {
		/** Of the output: that of the convolution's input. */
		inputShape: [number, number, number, number];
		strides: number;
		pad: number;
		dataFormat: 'NHWC';
		dimRoundingMode: 'floor';
	};
}
