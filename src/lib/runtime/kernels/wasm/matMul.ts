// Matrix products on the wasm backend, transposed or not, by our own `gemm`.
//
// tfjs multiplies by XNNPACK, which takes plain operands only; transposed ones, half of every backward pass, fall
// back to a scalar loop 10–25 times slower. XNNPACK also keeps packed weights by tensor id; ours keeps nothing.
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { replaceKernel } from './replaceKernel';
import type { WasmKernels } from './memory';

interface MatMulArguments {
	inputs: { a: TensorInfo; b: TensorInfo };
	attrs: { transposeA: boolean; transposeB: boolean };
}

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Registers BatchMatMul: [..., m, k] · [..., k, n]. Batches that broadcast are left to tfjs. */
export function registerMatMul(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	replaceKernel(tf, 'BatchMatMul', (stock: KernelConfig | null) => {
		const multiply = (call: MatMulArguments): TensorInfo => {
			const { a, b } = call.inputs;
			const transposeA = call.attrs.transposeA ? 1 : 0;
			const transposeB = call.attrs.transposeB ? 1 : 0;
			const batch = product(a.shape.slice(0, -2));
			if (
				batch !== product(b.shape.slice(0, -2)) ||
				a.dtype !== 'float32' ||
				b.dtype !== 'float32'
			) {
				if (!stock) throw new Error('tfjs has no wasm matrix product to fall back to.');
				return stock.kernelFunc({ ...call, backend } as never) as TensorInfo;
			}
			const m = a.shape.at(transposeA ? -1 : -2)!;
			const k = a.shape.at(transposeA ? -2 : -1)!;
			const n = b.shape.at(transposeB ? -2 : -1)!;
			const lead = a.shape.length >= b.shape.length ? a.shape : b.shape;
			const c = backend.makeOutput([...lead.slice(0, -2), m, n], 'float32');
			const scratch = kernels.scratch(run.gemmScratch(n));
			const [atA, atB, atC] = [kernels.at(a), kernels.at(b), kernels.at(c)];
			for (let i = 0; i < batch; i++) {
				run.gemm(
					atA + i * m * k * 4,
					atB + i * k * n * 4,
					atC + i * m * n * 4,
					m,
					n,
					k,
					transposeA,
					transposeB,
					0,
					scratch,
				);
			}
			return c;
		};
		return multiply as unknown as KernelFunc;
	});
}
