// Puts a kernel of ours in the place of tfjs's on the wasm backend.
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs';
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
