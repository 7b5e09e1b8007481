// Operations tfjs has none of, in one pass each: optimizers' updates, and normalisation forward and backward.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import {
	fusedKernels,
	type AdamCall,
	type NormCall,
	type NormGradientCall,
	type RmspropCall,
	type SgdCall,
} from '../../../nodes/ops/fused';
import type { KernelExports, WasmKernels } from './memory';
import { stretchesOf, type Stretch } from './stretches';

/** Rows of each item and channels of a tensor whose last axis holds the channels. */
function matrixOf(tf: Tfjs, { shape }: TensorInfo, items = 1): [rows: number, channels: number] {
	return [tf.util.sizeFromShape(shape.slice(0, -1)) / items, shape.at(-1)!];
}

/** Registers the kernels named in `fusedKernels` on the wasm backend. */
export function registerFused(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const at = (tensor: TensorInfo): number => kernels.at(tensor);

	/** An update of every number of p for itself, so threads share it: `argumentsOf` one stretch of them. */
	const update =
		<Call extends { inputs: { p: TensorInfo } }, K extends 'adam' | 'sgd' | 'rmsprop'>(
			kernel: K,
			argumentsOf: (call: Call, next: number, stretch: Stretch) => Parameters<KernelExports[K]>,
		) =>
		(call: Call): TensorInfo => {
			const { shape } = call.inputs.p;
			const next = backend.makeOutput(shape, 'float32');
			const stretches = stretchesOf(tf.util.sizeFromShape(shape), kernels.threads);
			kernels.parallel(
				kernel,
				stretches.map((stretch) => argumentsOf(call, at(next), stretch)),
			);
			return next;
		};

	const adam = update('adam', ({ inputs, attrs }: AdamCall, next, { offset, count }) => {
		const [rate, root] = attrs.rates as ArrayLike<number> as [number, number];
		const [p, gradient] = [at(inputs.p) + offset, at(inputs.gradient) + offset];
		const [m, v] = [at(inputs.m) + offset, at(inputs.v) + offset];
		const { beta1, beta2, epsilon } = attrs;
		return [p, gradient, m, v, next + offset, count, rate, root, beta1, beta2, epsilon];
	});

	const sgd = update('sgd', ({ inputs, attrs }: SgdCall, next, { offset, count }) => {
		const [rate] = attrs.rates as ArrayLike<number> as [number];
		const [p, gradient] = [at(inputs.p) + offset, at(inputs.gradient) + offset];
		const buffer = at(inputs.momentum) + offset;
		return [p, gradient, buffer, next + offset, count, rate, attrs.momentum];
	});

	const rmsprop = update('rmsprop', ({ inputs, attrs }: RmspropCall, next, { offset, count }) => {
		const [rate] = attrs.rates as ArrayLike<number> as [number];
		const [p, gradient] = [at(inputs.p) + offset, at(inputs.gradient) + offset];
		const squares = at(inputs.squares) + offset;
		return [p, gradient, squares, next + offset, count, rate, attrs.alpha, attrs.epsilon];
	});

	/** Of each of `items` by itself where that is given, else of all together. */
	const norm = ({ inputs: { x, scale, shift }, attrs }: NormCall, items?: number): TensorInfo[] => {
		const [rows, channels] = matrixOf(tf, x, items);
		const y = backend.makeOutput(x.shape, 'float32');
		const statistic = (): TensorInfo =>
			backend.makeOutput(items === undefined ? [channels] : [items, channels], 'float32');
		const [mean, variance, inverse] = [statistic(), statistic(), statistic()];
		run.normForward(
			...[at(x), at(y), at(scale), at(shift), at(mean), at(variance), at(inverse)],
			...[items ?? 1, rows, channels, attrs.epsilon],
		);
		return [y, mean, variance, inverse];
	};

	const normGradient = ({ inputs }: NormGradientCall, items?: number): TensorInfo[] => {
		const { x, dy, scale, mean, inverse } = inputs;
		const [rows, channels] = matrixOf(tf, x, items);
		const dx = backend.makeOutput(x.shape, 'float32');
		const dScale = backend.makeOutput([channels], 'float32');
		const dShift = backend.makeOutput([channels], 'float32');
		run.normBackward(
			...[at(x), at(dy), at(dx), at(scale), at(mean), at(inverse), at(dScale), at(dShift)],
			...[items ?? 1, rows, channels, kernels.scratch(channels * 16)],
		);
		return [dx, dScale, dShift];
	};

	const register = (kernelName: string, kernel: unknown): void =>
		tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernel as KernelFunc });
	register(fusedKernels.adam, adam);
	register(fusedKernels.sgd, sgd);
	register(fusedKernels.rmsprop, rmsprop);
	register(fusedKernels.norm, norm);
	register(fusedKernels.normGradient, normGradient);
	register(fusedKernels.itemNorm, (call: NormCall) => norm(call, call.inputs.x.shape[0]));
	register(fusedKernels.itemNormGradient, (call: NormGradientCall) =>
		normGradient(call, call.inputs.x.shape[0]),
	);
}
