// Parts of one axis, taken and padded with everything behind it as one row: copies are then long and few.
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** `change` gets [before the axis, axis and what is behind it] and gives the same with the axis at `length`. */
function inRows(
	tf: Tfjs,
	x: Tensor,
	axis: number,
	length: number,
	change: (rows: Tensor2D, inner: number) => Tensor,
): Tensor {
	const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
	const rows = tf.reshape(x, [product(outer), -1]) as Tensor2D;
	return tf.reshape(change(rows, product(inner)), [...outer, length, ...inner]);
}

export function sliceAxis(tf: Tfjs, x: Tensor, axis: number, from: number, length: number): Tensor {
	if (from === 0 && length === x.shape[axis]) return x;
	return inRows(tf, x, axis, length, (rows, inner) =>
		tf.slice2d(rows, [0, from * inner], [-1, length * inner]),
	);
}

/** Zeros before and after. */
export function padAxis(tf: Tfjs, x: Tensor, axis: number, before: number, after: number): Tensor {
	if (before === 0 && after === 0) return x;
	return inRows(tf, x, axis, before + x.shape[axis]! + after, (rows, inner) =>
		tf.pad2d(rows, [
			[0, 0],
			[before * inner, after * inner],
		]),
	);
}
