// Kernels of ours that stand in for tfjs's own, which keep what ours leave to them.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { ConvolveTransposeCall } from '../../../nodes/ops/fused';
import { gradientToFilter, gradientToInput, type Convolution } from './convolution';
import { kernelsOf, type Kernels } from './program';
import { canSumColumns, columnSums } from './sums';

/** Puts our kernel in the place of tfjs's, which it is given for what it leaves to it. */
function replace(tf: Tfjs, kernelName: string, make: (original: KernelFunc) => KernelFunc): void {
	const original = tf.getKernel(kernelName, 'webgpu');
	tf.unregisterKernel(kernelName, 'webgpu');
	tf.registerKernel({ ...original, kernelFunc: make(original.kernelFunc) });
}

/** Sums over all axes but the last. */
export function replaceSum(tf: Tfjs): void {
	replace(tf, 'Sum', (original) => (call) => {
		const x = call.inputs.x as TensorInfo;
		const { axis, keepDims } = call.attrs as unknown as SumAttrs;
		const axes = tf.util.parseAxisParam(axis, x.shape);
		const last = x.shape.length - 1;
		const columns = last > 0 && axes.length === last && !axes.includes(last);
		if (!columns || x.dtype !== 'float32' || !canSumColumns(x)) return original(call);
		const sums = columnSums(kernelsOf(call.backend), x);
		return keepDims ? { ...sums, shape: [...axes.map(() => 1), x.shape[last]!] } : sums;
	});
}

interface SumAttrs {
	axis: number | number[];
	keepDims: boolean;
}

/** Sums of many tensors: tfjs binds all of them at once, past what a device takes, and what is computed is then garbage. */
export function replaceAddN(tf: Tfjs): void {
	replace(tf, 'AddN', (original) => (call) => {
		const kernels = kernelsOf(call.backend);
		// One is what is written.
		const most = kernels.backend.device.limits.maxStorageBuffersPerShaderStage - 1;
		const sumOf = (terms: readonly TensorInfo[]): TensorInfo =>
			original({ ...call, inputs: terms as unknown as typeof call.inputs }) as TensorInfo;
		const terms = Object.values(call.inputs) as TensorInfo[];
		let sum = sumOf(terms.slice(0, most));
		for (let next = most; next < terms.length; next += most - 1) {
			const before = sum;
			sum = sumOf([before, ...terms.slice(next, next + most - 1)]);
			kernels.dispose(before);
		}
		return sum;
	});
}

export function replaceConvolutions(tf: Tfjs): void {
	replace(tf, 'Conv2DBackpropFilter', (original) => (call) => {
		const attrs = call.attrs as unknown as ConvolutionAttrs & { filterShape: number[] };
		if (attrs.dataFormat !== 'NHWC') return original(call);
		const [x, dy] = [call.inputs.x, call.inputs.dy] as TensorInfo[];
		return gradientToFilter(
			kernelsOf(call.backend),
			x!,
			dy!,
			infoOf(tf, x!.shape, attrs.filterShape, attrs),
		);
	});
	replace(tf, 'Conv2DBackpropInput', (original) => (call) => {
		const attrs = call.attrs as unknown as ConvolutionAttrs & { inputShape: number[] };
		const few = attrs.inputShape[3]! < FEW_CHANNELS;
		if (attrs.dataFormat !== 'NHWC' || few) return original(call);
		const [dy, weight] = [call.inputs.dy, call.inputs.filter] as TensorInfo[];
		return gradientToInput(
			kernelsOf(call.backend),
			dy!,
			weight!,
			infoOf(tf, attrs.inputShape, weight!.shape, attrs),
		);
	});
}

function infoOf(
	tf: Tfjs,
	input: readonly number[],
	filter: readonly number[],
	{ strides, pad, dimRoundingMode }: ConvolutionAttrs,
): Convolution {
	const shapes = [input, filter] as [FourSides, FourSides];
	return tf.backend_util.computeConv2DInfo(...shapes, strides, 1, pad, dimRoundingMode);
}

/** The transposed convolution with a bias. */
export const convolveTranspose =
	(tf: Tfjs) =>
	(
		kernels: Kernels,
		{ inputs: { dy, filter, bias }, attrs }: ConvolveTransposeCall,
	): TensorInfo => {
		if (attrs.inputShape[3] >= FEW_CHANNELS) {
			const info = infoOf(tf, attrs.inputShape, filter.shape, attrs);
			return gradientToInput(kernels, dy, filter, info, bias);
		}
		const { backend } = kernels;
		const run = (name: string, inputs: Record<string, TensorInfo>): TensorInfo =>
			tf.getKernel(name, 'webgpu').kernelFunc({ inputs, attrs, backend }) as TensorInfo;
		const plain = run('Conv2DBackpropInput', { dy, filter });
		const y = run('Add', { a: plain, b: bias });
		kernels.dispose(plain);
		return y;
	};

/** A tile is 16 columns wide at least: with less than half of them in use tfjs's own way wastes less. */
const FEW_CHANNELS = 8;

type FourSides = [number, number, number, number];

interface ConvolutionAttrs {
	strides: number | [number, number];
	pad: number | 'valid' | 'same';
	dataFormat: 'NHWC' | 'NCHW';
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
