// Makes matrix products with a transposed operand, half of every backward pass, fast on the wasm backend.
//
// XNNPACK takes plain operands only; for transposed ones tfjs falls back to a scalar loop, 5–25 times slower.
// Transposing first and multiplying then keeps both on fast paths.
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';

interface MatMulArguments {
	inputs: { a: TensorInfo; b: TensorInfo };
	attrs: { transposeA: boolean; transposeB: boolean };
	backend: { disposeData(dataId: object): boolean };
}

const registered = new WeakSet<KernelFunc>();

/** Replaces tfjs's wasm `BatchMatMul`; calling it again changes nothing. Throws when the wasm backend isn't loaded. */
export function registerTransposedMatMul(tf: Tfjs): void {
	const stock = tf.getKernel('BatchMatMul', 'wasm') as KernelConfig | null;
	const transpose = tf.getKernel('Transpose', 'wasm') as KernelConfig | null;
	if (!stock || !transpose) throw new Error('The wasm backend is not loaded.');
	if (registered.has(stock.kernelFunc)) return;

	const multiply = ({ inputs, attrs, backend }: MatMulArguments): TensorInfo => {
		const made: TensorInfo[] = [];
		const flipped = (x: TensorInfo): TensorInfo => {
			const perm = x.shape.map((_, axis) => axis);
			perm.push(...perm.splice(-2).reverse());
			const y = transpose.kernelFunc({
				inputs: { x },
				attrs: { perm },
				backend,
			}) as TensorInfo;
			made.push(y);
			return y;
		};
		const a = attrs.transposeA ? flipped(inputs.a) : inputs.a;
		const b = attrs.transposeB ? flipped(inputs.b) : inputs.b;
		const product = stock.kernelFunc({
			inputs: { a, b },
			attrs: { transposeA: false, transposeB: false },
			backend,
		}) as TensorInfo;
		for (const { dataId } of made) backend.disposeData(dataId);
		return product;
	};

	const kernelFunc = multiply as unknown as KernelFunc;
	registered.add(kernelFunc);
	tf.unregisterKernel('BatchMatMul', 'wasm');
	tf.registerKernel({ ...stock, kernelFunc });
}
