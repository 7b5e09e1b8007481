// Registers our kernels for WebGPU: those of tfjs in fewer dispatches, and those it has none of.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { fusedKernels, type NormCall, type NormGradientCall } from '../../../nodes/ops/fused';
import { activationGradient, crossEntropy, crossEntropyGradient } from './backward';
import { norm, runningStatistics } from './norm';
import { normGradient } from './normGradient';
import { kernelsOf, type Kernels } from './program';
import { convolveTranspose, replaceAddN, replaceConvolutions, replaceSum } from './replacements';
import { adam, rmsprop, sgd } from './updates';

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
	register(fusedKernels.convolveTranspose, convolveTranspose(tf));
	replaceSum(tf);
	replaceAddN(tf);
	replaceConvolutions(tf);
}
