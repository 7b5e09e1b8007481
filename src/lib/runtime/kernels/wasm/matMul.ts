// Matrix products on the wasm backend, transposed or not, by our own `multiply`.
//
// tfjs multiplies by XNNPACK, which takes plain operands only; transposed ones, half of every backward pass, fall
// back to a scalar loop 10–25 times slower. XNNPACK also keeps packed weights by tensor id; ours keeps nothing.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { finish, type FinishCall } from './finish';
import type { WasmKernels } from './memory';
import type { Multiply } from './products';
import { replaceKernel } from './replaceKernel';
import { matrix } from './views';

interface MatMulCall {
	inputs: { a: TensorInfo; b: TensorInfo };
	attrs: { transposeA: boolean; transposeB: boolean };
}

/** Registers BatchMatMul, [..., m, k] · [..., k, n], and the same with a bias and an activation. */
export function registerMatMul(tf: Tfjs, kernels: WasmKernels, multiply: Multiply): void {
	const { backend } = kernels;

	const matMul = ({ inputs: { a, b }, attrs }: MatMulCall): TensorInfo => {
		const { transposeA, transposeB } = attrs;
		if (a.dtype !== 'float32' || b.dtype !== 'float32') {
			throw new Error(`Matrices of ${a.dtype} and ${b.dtype} can't be multiplied on wasm.`);
		}
		const rows = a.shape.at(transposeA ? -1 : -2)!;
		const inner = a.shape.at(transposeA ? -2 : -1)!;
		const columns = b.shape.at(transposeB ? -2 : -1)!;
		const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
		const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
		const c = backend.makeOutput([...batch, rows, columns], 'float32');
		const [atA, atB, atC] = [kernels.at(a), kernels.at(b), kernels.at(c)];
		const [itemsA, itemsB] = [itemsOf(batchA, batch), itemsOf(batchB, batch)];
		multiply(
			itemsA.map((item, index) => {
				const left = atA + item * rows * inner * 4;
				const right = atB + itemsB[index]! * inner * columns * 4;
				return {
					result: matrix(atC + index * rows * columns * 4, rows, columns),
					left: transposeA
						? matrix(left, inner, rows, 'rows')
						: matrix(left, rows, inner, 'columns'),
					right: transposeB
						? matrix(right, columns, inner, 'columns')
						: matrix(right, inner, columns, 'rows'),
					rows,
					columns,
					inner,
				};
			}),
		);
		return c;
	};

	const register = (name: string, kernel: unknown): void =>
		replaceKernel(tf, name, () => kernel as KernelFunc);
	register('BatchMatMul', matMul);
	register('_FusedMatMul', (call: MatMulCall & FinishCall) =>
		finish(tf, backend, matMul(call), call),
	);
}

/** The item of a batch of `shape` that stands at each place when it is broadcast to `full`. */
export function itemsOf(shape: readonly number[], full: readonly number[]): number[] {
	let items = [0];
	for (let axis = 0; axis < full.length; axis++) {
		const size = shape[axis - full.length + shape.length] ?? 1;
		items = items.flatMap((item) =>
			Array.from({ length: full[axis]! }, (_, at) => item * size + (size === 1 ? 0 : at)),
		);
	}
	return items;
}
