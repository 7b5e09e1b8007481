// Sums on the wasm backend: over axes that lie side by side, where tfjs transposes first, and of rows by segment,
// where it has none.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { preferKernel, replaceKernel } from './replaceKernel';

/** Bytes of sums that the kernel keeps apart at a time. */
const CHUNK = 4096;

interface ReductionCall {
	inputs: { x: TensorInfo };
	/** All axes where none is named. */
	attrs: { axis: number | number[] | null; keepDims?: boolean };
}

interface SegmentSumCall {
	inputs: { x: TensorInfo; segmentIds: TensorInfo };
	attrs: { numSegments: number };
}

/** Registers Sum, Mean and UnsortedSegmentSum, which is the gradient of looking rows up (an embedding). */
export function registerSums(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const sizeOf = tf.util.sizeFromShape;
	const reduction =
		(factor: (count: number) => number) =>
		({ inputs: { x }, attrs }: ReductionCall): TensorInfo | undefined => {
			const given = tf.util.parseAxisParam(attrs.axis as number | number[], x.shape);
			if (x.dtype !== 'float32' || !given.length || sizeOf(x.shape) === 0) return undefined;
			const first = Math.min(...given);
			const last = Math.max(...given);
			// An axis of length 1 may stand between them.
			const kept = (length: number, axis: number): boolean =>
				length !== 1 && axis > first && axis < last && !given.includes(axis);
			if (x.shape.some(kept)) return undefined;
			const outer = sizeOf(x.shape.slice(0, first));
			const reduced = sizeOf(x.shape.slice(first, last + 1));
			const inner = sizeOf(x.shape.slice(last + 1));
			const shape = x.shape.flatMap((length, axis) => {
				if (!given.includes(axis)) return [length];
				return attrs.keepDims ? [1] : [];
			});
			const y = backend.makeOutput(shape, 'float32');
			const part = kernels.scratch(CHUNK);
			const [from, to] = [kernels.at(x), kernels.at(y)];
			run.middleSums(from, to, outer, reduced, inner, factor(reduced), part);
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

	const segmentSum = ({ inputs: { x, segmentIds }, attrs }: SegmentSumCall): TensorInfo => {
		const [rows] = segmentIds.shape;
		if (!rows || segmentIds.shape.length !== 1 || rows !== x.shape[0] || x.dtype !== 'float32') {
			throw new Error('Segments are summed of float32 rows here, with one segment for each row.');
		}
		const inner = x.shape.slice(1);
		const y = backend.makeOutput([attrs.numSegments, ...inner], 'float32');
		run.segmentSums(
			...[kernels.at(x), kernels.at(segmentIds), kernels.at(y)],
			...[rows, sizeOf(inner), attrs.numSegments],
		);
		return y;
	};
	replaceKernel(tf, 'UnsortedSegmentSum', () => segmentSum as unknown as KernelFunc);
}
