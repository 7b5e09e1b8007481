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
import type { WasmKernels } from './memory';

/** Rows of each item and channels of a tensor whose last axis holds the channels. */
function matrixOf(tf: Tfjs, { shape }: TensorInfo, items = 1): [rows: number, channels: number] {
	return [tf.util.sizeFromShape(shape.slice(0, -1)) / items, shape.at(-1)!];
}

/** Registers the kernels named in `fusedKernels` on the wasm backend. */
export function registerFused(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const at = (tensor: TensorInfo): number => kernels.at(tensor);

	/** An update whose `step` writes the `count` next values of p. */
	const update =
		<Call extends { inputs: { p: TensorInfo } }>(
			step: (call: Call, next: number, count: number) => void,
		) =>
		(call: Call): TensorInfo => {
			const { shape } = call.inputs.p;
			const next = backend.makeOutput(shape, 'float32');
			step(call, at(next), tf.util.sizeFromShape(shape));
			return next;
		};

	const adam = update<AdamCall>(({ inputs: { p, gradient, m, v }, attrs }, next, count) => {
		const [rate, root] = attrs.rates as ArrayLike<number> as [number, number];
		run.adam(
			...[at(p), at(gradient), at(m), at(v), next, count],
			...[rate, root, attrs.beta1, attrs.beta2, attrs.epsilon],
		);
	});

	const sgd = update<SgdCall>(({ inputs: { p, gradient, momentum }, attrs }, next, count) => {
		const [rate] = attrs.rates as ArrayLike<number> as [number];
		run.sgd(at(p), at(gradient), at(momentum), next, count, rate, attrs.momentum);
	});

	const rmsprop = update<RmspropCall>(
		({ inputs: { p, gradient, squares }, attrs }, next, count) => {
			const [rate] = attrs.rates as ArrayLike<number> as [number];
			const { alpha, epsilon } = attrs;
			run.rmsprop(at(p), at(gradient), at(squares), next, count, rate, alpha, epsilon);
		},
	);

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
			...[items ?? 1, rows, channels, kernels.scratch(channels * 8)],
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
