// Puts a kernel of ours in the place of tfjs's on the wasm backend.
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';

/** `make` gets tfjs's own kernel, or null where there is none, to fall back to. */
export function replaceKernel(
	tf: Tfjs,
	kernelName: string,
	make: (stock: KernelConfig | null) => KernelFunc,
): void {
	const stock = (tf.getKernel(kernelName, 'wasm') as KernelConfig | undefined) ?? null;
	const kernelFunc = make(stock);
	if (stock) tf.unregisterKernel(kernelName, 'wasm');
	tf.registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
}

/** Like `replaceKernel`; where `kernel` gives nothing, it was no case of its own, and tfjs's takes the call. */
export function preferKernel<Call extends { inputs: object; attrs: object }>(
	tf: Tfjs,
	kernelName: string,
	kernel: (call: Call) => TensorInfo | undefined,
): void {
	replaceKernel(tf, kernelName, (stock) => {
		if (!stock) throw new Error(`tfjs has no wasm kernel ${kernelName} to fall back to.`);
		return (call) => kernel(call as unknown as Call) ?? stock.kernelFunc(call);
	});
}
