// Registers our kernels on the WebGPU backend in use: those of tfjs in fewer dispatches, and those it has none of.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { fusedKernels, type NormCall, type NormGradientCall } from '../../../nodes/ops/fused';
import type { WebgpuInternals } from '../../capture/webgpuInternals';
import { activationGradient, crossEntropy, crossEntropyGradient } from './backward';
import { norm, runningStatistics } from './norm';
import { normGradient } from './normGradient';
import { Kernels } from './program';
import { columnSums } from './sums';
import { adam, rmsprop, sgd } from './updates';

type Compute<Call> = (kernels: Kernels, call: Call) => TensorInfo | TensorInfo[];

export function registerWebgpuKernels(tf: Tfjs, backend: WebgpuInternals): void {
	const kernels = new Kernels(backend);
	const register = <Call>(kernelName: string, compute: Compute<Call>): void => {
		if (tf.getKernel(kernelName, 'webgpu')) tf.unregisterKernel(kernelName, 'webgpu');
		const kernelFunc: KernelFunc = ({ inputs, attrs }) =>
			compute(kernels, { inputs, attrs } as Call);
		tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc });
	};
	register(fusedKernels.adam, adam);
	register(fusedKernels.sgd, sgd);
	register(fusedKernels.rmsprop, rmsprop);
	for (const [each, forward, back] of [
		[false, fusedKernels.norm, fusedKernels.normGradient],
		[true, fusedKernels.itemNorm, fusedKernels.itemNormGradient],
	] as const) {
		register<NormCall>(forward, (own, call) => norm(own, call, each));
		register<NormGradientCall>(back, (own, call) => normGradient(own, call, each));
	}
	register(fusedKernels.running, runningStatistics);
	register(fusedKernels.activationGradient, activationGradient);
	register(fusedKernels.crossEntropy, crossEntropy);
	register(fusedKernels.crossEntropyGradient, crossEntropyGradient);
	replaceSum(tf, kernels);
}

/** Where all axes but the last are summed over, and there is something to sum. */
function replaceSum(tf: Tfjs, kernels: Kernels): void {
	const own = tf.getKernel('Sum', 'webgpu');
	if (replaced.has(own)) return;
	tf.unregisterKernel('Sum', 'webgpu');
	const kernelFunc: KernelFunc = (call) => {
		const x = call.inputs.x as TensorInfo;
		const { axis, keepDims } = call.attrs as unknown as {
			axis: number | number[];
			keepDims: boolean;
		};
		const axes = tf.util.parseAxisParam(axis, x.shape);
		const columns =
			axes.length === x.shape.length - 1 && axes.every((own) => own < x.shape.length - 1);
		if (
			!columns ||
			x.dtype !== 'float32' ||
			axes.length === 0 ||
			tf.util.sizeFromShape(x.shape) === 0
		) {
			return own.kernelFunc(call);
		}
		const sums = columnSums(kernels, x);
		return keepDims ? { ...sums, shape: [...axes.map(() => 1), x.shape.at(-1)!] } : sums;
	};
	const config = { ...own, kernelFunc };
	tf.registerKernel(config);
	replaced.add(config);
}
const replaced = new WeakSet<object>();
