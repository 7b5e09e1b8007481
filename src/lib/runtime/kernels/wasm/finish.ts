// Bias and activation, which tfjs asks for together with a product.
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmBackend } from './memory';

export interface FinishCall {
	inputs: { bias?: TensorInfo; preluActivationWeights?: TensorInfo };
	attrs: { activation: string; leakyreluAlpha?: number };
}

/** tfjs's names of kernels, by what it calls the activation. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
	relu: 'Relu',
	relu6: 'Relu6',
	elu: 'Elu',
	prelu: 'Prelu',
	leakyrelu: 'LeakyRelu',
	sigmoid: 'Sigmoid',
};

/** Adds the bias to `product` and applies the activation; what it was is disposed of. */
export function finish(
	tf: Tfjs,
	backend: WasmBackend,
	product: TensorInfo,
	{ inputs, attrs }: FinishCall,
): TensorInfo {
	const replaceBy = (
		kernelName: string,
		given: Record<string, TensorInfo>,
		more: NamedAttrMap = {},
	): void => {
		const kernel = tf.getKernel(kernelName, 'wasm') as KernelConfig | undefined;
		if (!kernel) throw new Error(`tfjs has no ${kernelName} on wasm.`);
		const before = product;
		product = kernel.kernelFunc({ inputs: given, attrs: more, backend }) as TensorInfo;
		backend.disposeData(before.dataId);
	};
	if (inputs.bias) replaceBy('Add', { a: product, b: inputs.bias });
	if (attrs.activation === 'linear') return product;
	const kernelName = ACTIVATIONS[attrs.activation];
	if (!kernelName) throw new Error(`${attrs.activation} is no activation of a product.`);
	const alpha = inputs.preluActivationWeights;
	replaceBy(
		kernelName,
		{ x: product, ...(alpha && { alpha }) },
		{ alpha: attrs.leakyreluAlpha ?? 0.2 },
	);
	return product;
}
