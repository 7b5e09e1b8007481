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

	/** Of `items` parts of the first axis, each with statistics of its own. */
	const norm = ({ inputs: { x, scale, shift }, attrs }: NormCall, items?: number): TensorInfo[] => {
		const [rows, channels] = matrixOf(x);
		const own = rows / (items ?? 1);
		const y = backend.makeOutput(x.shape, 'float32');
		const statistic = (): TensorInfo =>
			backend.makeOutput(items === undefined ? [channels] : [items, channels], 'float32');
		const [mean, variance, inverse] = [statistic(), statistic(), statistic()];
		for (let i = 0; i < (items ?? 1); i++) {
			const [part, line] = [i * own * channels * 4, i * channels * 4];
			run.normForward(
				...[at(x) + part, at(y) + part, at(scale), at(shift)],
				...[at(mean) + line, at(variance) + line, at(inverse) + line],
				...[own, channels, attrs.epsilon],
			);
		}
		return [y, mean, variance, inverse];
	};

	const normGradient = ({ inputs }: NormGradientCall, items?: number): TensorInfo[] => {
		const { x, dy, scale, mean, inverse } = inputs;
		const [rows, channels] = matrixOf(x);
		const own = rows / (items ?? 1);
		const dx = backend.makeOutput(x.shape, 'float32');
		const dScale = backend.makeOutput(mean.shape, 'float32');
		const dShift = backend.makeOutput(mean.shape, 'float32');
		for (let i = 0; i < (items ?? 1); i++) {
			const [part, line] = [i * own * channels * 4, i * channels * 4];
			run.normBackward(
				...[at(x) + part, at(dy) + part, at(dx) + part, at(scale), at(mean) + line],
				...[at(inverse) + line, at(dScale) + line, at(dShift) + line],
				...[own, channels],
			);
		}
		return [dx, dScale, dShift];
	};

	const register = (kernelName: string, kernel: unknown): void =>
		tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernel as KernelFunc });
	register(fusedKernels.adam, adam);
	register(fusedKernels.norm, norm);
	register(fusedKernels.normGradient, normGradient);
	register(fusedKernels.itemNorm, (call: NormCall) => norm(call, call.inputs.x.shape[0]));
	register(fusedKernels.itemNormGradient, (call: NormGradientCall) =>
		normGradient(call, call.inputs.x.shape[0]),
	);
}
