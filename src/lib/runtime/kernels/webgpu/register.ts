// Registers our kernels for WebGPU: those of tfjs in fewer dispatches, and those it has none of.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { fusedKernels, type NormCall, type NormGradientCall } from '../../../nodes/ops/fused';
import type { WebgpuInternals } from '../../capture/webgpuInternals';
import { activationGradient, crossEntropy, crossEntropyGradient } from './backward';
import { gradientToFilter, gradientToInput } from './convolution';
import { norm, runningStatistics } from './norm';
import { normGradient } from './normGradient';
import { Kernels } from './program';
import { canSumColumns, columnSums } from './sums';
import { adam, rmsprop, sgd } from './updates';

/** Pipelines are of one device, and so of one backend. */
const made = new WeakMap<object, Kernels>();

function kernelsOf(backend: unknown): Kernels {
	let kernels = made.get(backend as object);
	if (!kernels) made.set(backend as object, (kernels = new Kernels(backend as WebgpuInternals)));
	return kernels;
}

/** For any backend of that name, once. */
export function registerWebgpuKernels(tf: Tfjs): void {
	if (tf.getKernel(fusedKernels.norm, 'webgpu')) return;
	const register = <Call>(
		kernelName: string,
		compute: (kernels: Kernels, call: Call) => TensorInfo | TensorInfo[],
	): void => {
		const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
			compute(kernelsOf(backend), { inputs, attrs } as Call);
		tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc });
	};
	register(fusedKernels.adam, adam);
	register(fusedKernels.sgd, sgd);
	register(fusedKernels.rmsprop, rmsprop);
	for (const [each, forward, back] of [
		[false, fusedKernels.norm, fusedKernels.normGradient],
		[true, fusedKernels.itemNorm, fusedKernels.itemNormGradient],
	] as const) {
		register<NormCall>(forward, (kernels, call) => norm(kernels, call, each));
		register<NormGradientCall>(back, (kernels, call) => normGradient(kernels, call, each));
	}
	register(fusedKernels.running, runningStatistics);
	register(fusedKernels.activationGradient, activationGradient);
	register(fusedKernels.crossEntropy, crossEntropy);
	register(fusedKernels.crossEntropyGradient, crossEntropyGradient);
	replaceSum(tf);
	replaceConvolutions(tf);
}

/** Puts our kernel in the place of tfjs's, which it is given for what it leaves to it. */
function replace(tf: Tfjs, kernelName: string, make: (original: KernelFunc) => KernelFunc): void {
	const original = tf.getKernel(kernelName, 'webgpu');
	tf.unregisterKernel(kernelName, 'webgpu');
	tf.registerKernel({ ...original, kernelFunc: make(original.kernelFunc) });
}

/** Sums over all axes but the last. */
function replaceSum(tf: Tfjs): void {
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

function replaceConvolutions(tf: Tfjs): void {
	const infoOf = (input: readonly number[], filter: readonly number[], attrs: ConvolutionAttrs) =>
		tf.backend_util.computeConv2DInfo(
			...([input, filter] as [FourSides, FourSides]),
			...([attrs.strides, 1, attrs.pad, attrs.dimRoundingMode] as const),
		);
	replace(tf, 'Conv2DBackpropFilter', (original) => (call) => {
		const attrs = call.attrs as unknown as ConvolutionAttrs & { filterShape: number[] };
		if (attrs.dataFormat !== 'NHWC') return original(call);
		const [x, dy] = [call.inputs.x, call.inputs.dy] as TensorInfo[];
		return gradientToFilter(
			kernelsOf(call.backend),
			x!,
			dy!,
			infoOf(x!.shape, attrs.filterShape, attrs),
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
			infoOf(attrs.inputShape, weight!.shape, attrs),
		);
	});
}

/** A tile is 16 columns wide at least: with less than half of them in use tfjs's own way wastes less. */
const FEW_CHANNELS = 8;

type FourSides = [number, number, number, number];

interface ConvolutionAttrs {
	strides: number | [number, number];
	pad: number | 'valid' | 'same';
	dataFormat: 'NHWC' | 'NCHW';
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
