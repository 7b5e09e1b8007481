// Sums and means on the wasm backend over axes that lie side by side, where tfjs transposes first.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { preferKernel } from './replaceKernel';

interface ReductionCall {
	inputs: { x: TensorInfo };
	attrs: { axis: number | number[] | null; keepDims?: boolean };
}

/** Registers Sum and Mean. */
export function registerSums(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const sizeOf = tf.util.sizeFromShape;
	const reduction =
		(factor: (count: number) => number) =>
		({ inputs: { x }, attrs }: ReductionCall): TensorInfo | undefined => {
			if (x.dtype !== 'float32' || sizeOf(x.shape) === 0) return undefined;
			const all = x.shape.map((_, axis) => axis);
			const given = tf.util.parseAxisParam(attrs.axis ?? all, x.shape);
			const first = Math.min(...given);
			const last = Math.max(...given);
			// An axis of length 1 may stand between them.
			const between = all.slice(first, last + 1);
			if (between.some((axis) => !given.includes(axis) && x.shape[axis] !== 1)) return undefined;
			const outer = sizeOf(x.shape.slice(0, first));
			const reduced = sizeOf(x.shape.slice(first, last + 1));
			const inner = sizeOf(x.shape.slice(last + 1));
			const shape = x.shape.flatMap((length, axis) => {
				if (!given.includes(axis)) return [length];
				return attrs.keepDims ? [1] : [];
			});
			const y = backend.makeOutput(shape, 'float32');
			run.middleSums(kernels.at(x), kernels.at(y), outer, reduced, inner, factor(reduced));
			return y;
		};
	preferKernel(
		tf,
		'Sum',
		reduction(() => 1),
	);
	preferKernel(
		tf,
		'Mean',
		reduction((count) => 1 / count),
	);
}
