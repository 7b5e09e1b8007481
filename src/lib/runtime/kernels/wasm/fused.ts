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

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Rows and channels of a tensor whose last axis holds the channels. */
function matrixOf({ shape }: TensorInfo): [rows: number, channels: number] {
	return [product(shape.slice(0, -1)), shape.at(-1)!];
}

/** Registers the kernels named in `fusedKernels` on the wasm backend. */
export function registerFused(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const at = (tensor: TensorInfo): number => kernels.at(tensor);

	const adam = ({ inputs: { p, gradient, m, v }, attrs }: AdamCall): TensorInfo => {
		const next = backend.makeOutput(p.shape, 'float32');
		const { rate, root, beta1, beta2, epsilon } = attrs;
		const count = product(p.shape);
		run.adam(
			...[at(p), at(gradient), at(m), at(v), at(next), count],
			...[rate, root, beta1, beta2, epsilon],
		);
		return next;
	};

	const norm = ({ inputs: { x, scale, shift }, attrs }: NormCall): TensorInfo[] => {
		const [rows, channels] = matrixOf(x);
		const y = backend.makeOutput(x.shape, 'float32');
		const mean = backend.makeOutput([channels], 'float32');
		const variance = backend.makeOutput([channels], 'float32');
		const inverse = backend.makeOutput([channels], 'float32');
		run.normForward(
			...[at(x), at(y), at(scale), at(shift), at(mean), at(variance), at(inverse)],
			...[rows, channels, attrs.epsilon],
		);
		return [y, mean, variance, inverse];
	};

	const normGradient = ({ inputs }: NormGradientCall): TensorInfo[] => {
		const { x, dy, scale, mean, inverse } = inputs;
		const [rows, channels] = matrixOf(x);
		const dx = backend.makeOutput(x.shape, 'float32');
		const dScale = backend.makeOutput([channels], 'float32');
		const dShift = backend.makeOutput([channels], 'float32');
		run.normBackward(
			...[at(x), at(dy), at(dx), at(scale), at(mean), at(inverse), at(dScale), at(dShift)],
			...[rows, channels],
		);
		return [dx, dScale, dShift];
	};

	const register = (kernelName: string, kernel: unknown): void =>
		tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernel as KernelFunc });
	register(fusedKernels.adam, adam);
	register(fusedKernels.norm, norm);
	register(fusedKernels.normGradient, normGradient);
}
