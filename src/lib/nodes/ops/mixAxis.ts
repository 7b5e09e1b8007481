// A product with a small matrix along one axis: how pictures are resized and their mirrored borders folded back.
//
// A product costs more sums than picking the few numbers that count, and is faster: tfjs gathers and slices slowly on
// wasm, where a slice copies all of what it is cut from.
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

/** Rows: places in the result; columns: places in the axis. */
export interface Mixture {
	rows: number;
	columns: number;
	weights: Float32Array;
}

/** x [batch, height or width, ...] with axis 1, or axis 2 of a picture, mixed. */
export function mixAxis(tf: Tfjs, x: Tensor, axis: number, mixture: Mixture): Tensor {
	if (axis === 2) {
		const turned = tf.transpose(x, [0, 2, 1, 3]);
		return tf.transpose(mixAxis(tf, turned, 1, mixture), [0, 2, 1, 3]);
	}
	const { rows, columns, weights } = mixture;
	const [batch, , ...inner] = x.shape as [number, number, ...number[]];
	const matrix: Tensor2D = tf.tensor2d(weights, [rows, columns]);
	// One copy an item: products that broadcast are slow on some backends.
	const each = tf.tile(tf.expandDims(matrix, 0), [batch, 1, 1]);
	const mixed = tf.matMul(each, tf.reshape(x, [batch, columns, -1]));
	return tf.reshape(mixed, [batch, rows, ...inner]);
}
