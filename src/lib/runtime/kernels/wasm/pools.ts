// The ways back through pools on the wasm backend, where tfjs goes one number at a time.
//
// An average pool's forward pass counts only what lies inside the picture; its gradient here does, too, where tfjs's
// divides by the whole window.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { geometryOf } from './geometry';
import type { WasmKernels } from './memory';
import { replaceKernel } from './replaceKernel';

interface Attributes {
	filterSize: [number, number] | number;
	strides: [number, number] | number;
	pad: 'valid' | 'same' | number;
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

interface AverageCall {
	inputs: { dy: TensorInfo; input: TensorInfo };
	attrs: Attributes;
}

interface MaximumCall {
	inputs: { dy: TensorInfo; input: TensorInfo; output: TensorInfo };
	attrs: Attributes;
}

/** Registers AvgPoolGrad and MaxPoolGrad. */
export function registerPools(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;

	const windows = (
		{ shape }: TensorInfo,
		{ filterSize, strides, pad, dimRoundingMode }: Attributes,
	): number[] =>
		geometryOf(
			tf.backend_util.computePool2DInfo(
				shape as [number, number, number, number],
				...([filterSize, strides, 1, pad, dimRoundingMode] as const),
			),
		);

	const average = ({ inputs: { dy, input }, attrs }: AverageCall): TensorInfo => {
		const dx = backend.makeOutput(input.shape, 'float32');
		const scratch = kernels.scratch(input.shape.at(-1)! * 4);
		const at = [kernels.at(dy), kernels.at(dx), scratch];
		run.averagePoolBackward(...at, ...windows(input, attrs));
		return dx;
	};

	const maximum = ({ inputs: { dy, input, output }, attrs }: MaximumCall): TensorInfo => {
		const dx = backend.makeOutput(input.shape, 'float32');
		const at = [dy, input, output, dx].map((tensor) => kernels.at(tensor));
		run.maximumPoolBackward(...at, ...windows(input, attrs));
		return dx;
	};

	const register = (name: string, kernel: unknown): void =>
		replaceKernel(tf, name, () => kernel as KernelFunc);
	register('AvgPoolGrad', average);
	register('MaxPoolGrad', maximum);
}
