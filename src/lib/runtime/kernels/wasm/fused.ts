// Operations tfjs has none of, in one pass each: Adam's update, and normalisation forward and backward.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import {
	fusedKernels,
	type AdamCall,
	type NormCall,
	type NormGradientCall,
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

	const adam = ({ inputs: { p, gradient, m, v }, attrs }: AdamCall): TensorInfo => {
		const next = backend.makeOutput(p.shape, 'float32');
		const { rate, root, beta1, beta2, epsilon } = attrs;
		const count = tf.util.sizeFromShape(p.shape);
		run.adam(
			...[at(p), at(gradient), at(m), at(v), at(next), count],
			...[rate, root, beta1, beta2, epsilon],
		);
		return next;
	};

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
	register(fusedKernels.norm, norm);
	register(fusedKernels.normGradient, normGradient);
}
