// What moves numbers or only seems to, on the wasm backend: clones, casts, joining and cutting.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { preferKernel } from './replaceKernel';

/** What fills four bytes. */
const isWide = ({ dtype }: TensorInfo): boolean => dtype === 'float32' || dtype === 'int32';

/** Registers Identity, Cast, Concat, Slice and Tile. */
export function registerCopies(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const sizeOf = tf.util.sizeFromShape;

	/** The same memory once more. Who writes a tensor in place has to know: see `copyOf` in snapshot.ts. */
	const share = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
		backend.incRef(dataId);
		return { dataId, shape, dtype };
	};

	// The gradient tape clones everything it saves.
	preferKernel(tf, 'Identity', ({ inputs: { x } }: { inputs: { x: TensorInfo }; attrs: object }) =>
		x.dtype === 'string' ? undefined : share(x),
	);

	preferKernel(
		tf,
		'Cast',
		({ inputs: { x }, attrs }: { inputs: { x: TensorInfo }; attrs: { dtype: string } }) =>
			x.dtype === attrs.dtype && x.dtype !== 'string' ? share(x) : undefined,
	);

	preferKernel(
		tf,
		'Concat',
		({ inputs, attrs }: { inputs: TensorInfo[]; attrs: { axis: number } }) => {
			if (!inputs.every(isWide)) return undefined;
			const [first] = inputs as [TensorInfo];
			const [axis] = tf.util.parseAxisParam(attrs.axis, first.shape) as [number];
			const shapes = inputs.map(({ shape }) => shape);
			const y = backend.makeOutput(tf.backend_util.computeOutShape(shapes, axis), first.dtype);
			const rows = sizeOf(y.shape.slice(0, axis));
			const step = sizeOf(y.shape.slice(axis)) * 4;
			let to = kernels.at(y);
			for (const part of inputs) {
				const bytes = sizeOf(part.shape.slice(axis)) * 4;
				run.copyRows(kernels.at(part), bytes, to, step, bytes, rows);
				to += bytes;
			}
			return y;
		},
	);

	preferKernel(
		tf,
		'Slice',
		({
			inputs: { x },
			attrs,
		}: {
			inputs: { x: TensorInfo };
			attrs: { begin: number | number[]; size: number | number[] };
		}) => {
			if (!isWide(x)) return undefined;
			const [begin, size] = tf.slice_util.parseSliceParams(x as never, attrs.begin, attrs.size) as [
				number[],
				number[],
			];
			// One axis is cut, or none: a part of every run of it.
			const cut = size.flatMap((length, axis) => (length === x.shape[axis] ? [] : [axis]));
			if (cut.length > 1) return undefined;
			const axis = cut[0] ?? 0;
			const inner = sizeOf(x.shape.slice(axis + 1)) * 4;
			const step = (x.shape[axis] ?? 1) * inner;
			const length = (size[axis] ?? 1) * inner;
			const y = backend.makeOutput(size, x.dtype);
			const from = kernels.at(x) + (begin[axis] ?? 0) * inner;
			const rows = sizeOf(x.shape.slice(0, axis));
			run.copyRows(from, step, kernels.at(y), length, length, rows);
			return y;
		},
	);

	preferKernel(
		tf,
		'Tile',
		({ inputs: { x }, attrs }: { inputs: { x: TensorInfo }; attrs: { reps: number[] } }) => {
			if (!isWide(x) || attrs.reps.length !== x.shape.length) return undefined;
			let tiled = share(x);
			// The innermost axis first: what is copied next is longer.
			for (let axis = x.shape.length - 1; axis >= 0; axis--) {
				const times = attrs.reps[axis]!;
				if (times === 1) continue;
				const { shape } = tiled;
				const next = backend.makeOutput(shape.with(axis, shape[axis]! * times), x.dtype);
				const rows = sizeOf(shape.slice(0, axis));
				const bytes = sizeOf(shape.slice(axis)) * 4;
				for (let i = 0; i < times; i++) {
					const to = kernels.at(next) + i * bytes;
					run.copyRows(kernels.at(tiled), bytes, to, bytes * times, bytes, rows);
				}
				backend.disposeData(tiled.dataId);
				tiled = next;
			}
			return tiled;
		},
	);
}
