// Gives tfjs's wasm backend our kernels: what trains there, trains through these.
import type { Tfjs } from '../../../nodes/kind';
import { registerConvolution } from './convolution';
import { registerCopies } from './copies';
import { registerDepthwise } from './depthwise';
import { registerElementwise } from './elementwise';
import { registerFused } from './fused';
import { registerMatMul } from './matMul';
import { WasmKernels, type WasmBackend } from './memory';
import { registerPools } from './pools';
import { registerResize } from './resize';
import { registerSums } from './sums';
import { multiplyOn } from './products';
import type { ThreadHost } from './threads/threads';

const installed = new WeakMap<object, Promise<WasmKernels>>();

/** To be called once wasm is the backend in use; calling it again changes nothing. */
export function registerWasmKernels(tf: Tfjs, threads?: ThreadHost): Promise<WasmKernels> {
	const backend = tf.backend() as unknown as WasmBackend;
	let kernels = installed.get(backend);
	if (!kernels) {
		kernels = WasmKernels.on(backend, threads).then((made) => {
			const multiply = multiplyOn(made);
			registerMatMul(tf, made, multiply);
			registerConvolution(tf, made, multiply);
			registerDepthwise(tf, made);
			registerPools(tf, made);
			registerResize(tf, made);
			registerFused(tf, made);
			registerElementwise(tf, made);
			registerSums(tf, made);
			registerCopies(tf, made);
			return made;
		});
		installed.set(backend, kernels);
	}
	return kernels;
}
