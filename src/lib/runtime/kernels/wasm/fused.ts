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

/** Rows of a group and channels of a tensor whose last axis holds the channels. Throws when groups are unequal. */
function matrixOf(
	tf: Tfjs,
	{ shape }: TensorInfo,
	groups: number,
): [rows: number, channels: number] {
	const rows = tf.util.sizeFromShape(shape.slice(0, -1)) / groups;
	if (!Number.isInteger(rows)) throw new Error(`[${shape}] is not ${groups} equal groups of rows.`);
	return [rows, shape.at(-1)!];
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

	const norm = ({ inputs: { x, scale, shift }, attrs }: NormCall): TensorInfo[] => {
		const { epsilon, groups = 1 } = attrs;
		const [rows, channels] = matrixOf(tf, x, groups);
		const y = backend.makeOutput(x.shape, 'float32');
		const statistics = groups === 1 ? [channels] : [groups, channels];
		const mean = backend.makeOutput(statistics, 'float32');
		const variance = backend.makeOutput(statistics, 'float32');
		const inverse = backend.makeOutput(statistics, 'float32');
		run.normForward(
			...[at(x), at(y), at(scale), at(shift), at(mean), at(variance), at(inverse)],
			...[groups, rows, channels, epsilon],
		);
		return [y, mean, variance, inverse];
	};

	const normGradient = ({ inputs, attrs }: NormGradientCall): TensorInfo[] => {
		const { x, dy, scale, mean, inverse } = inputs;
		const groups = attrs?.groups ?? 1;
		const [rows, channels] = matrixOf(tf, x, groups);
		const dx = backend.makeOutput(x.shape, 'float32');
		const dScale = backend.makeOutput([channels], 'float32');
		const dShift = backend.makeOutput([channels], 'float32');
		run.normBackward(
			...[at(x), at(dy), at(dx), at(scale), at(mean), at(inverse), at(dScale), at(dShift)],
			...[groups, rows, channels, kernels.scratch(channels * 8)],
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
}
