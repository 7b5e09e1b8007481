// Pictures made larger or smaller, by PyTorch's conventions: F.interpolate with align_corners=False.
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

export type Interpolation = 'nearest' | 'bilinear';

type Size = readonly [height: number, width: number];

/** x [batch, height, width, channels] at another size. Linear, and right to any derivative. */
export function resize(tf: Tfjs, x: Tensor, size: Size, interpolation: Interpolation): Tensor {
	const [batch, height, width, channels] = x.shape as [number, number, number, number];
	const [toHeight, toWidth] = size;
	const whole = toHeight % height === 0 && toWidth % width === 0;
	if (interpolation === 'nearest' && whole) {
		const taller = repeatRows(tf, x, batch * height, toHeight / height);
		const wider = repeatRows(tf, taller, batch * toHeight * width, toWidth / width);
		return tf.reshape(wider, [batch, toHeight, toWidth, channels]);
	}
	const taller = alongRows(tf, x, toHeight, interpolation);
	const turned = tf.transpose(taller, [0, 2, 1, 3]);
	return tf.transpose(alongRows(tf, turned, toWidth, interpolation), [0, 2, 1, 3]);
}

/** Every row of `rows` several times over. */
function repeatRows(tf: Tfjs, x: Tensor, rows: number, times: number): Tensor {
	const matrix = tf.reshape(x, [rows, -1]);
	return times === 1 ? matrix : tf.concat(Array<Tensor>(times).fill(matrix), 1);
}

/** The axis after the batch at another length: a product with a small matrix. */
function alongRows(tf: Tfjs, x: Tensor, length: number, interpolation: Interpolation): Tensor {
	const [batch, from, ...inner] = x.shape as [number, number, ...number[]];
	if (from === length) return x;
	const weights = tf.tensor2d(weightsOf(from, length, interpolation), [length, from]);
	// One copy an item: products that broadcast are slow on some backends.
	const each = tf.tile(tf.expandDims(weights as Tensor2D, 0), [batch, 1, 1]);
	const resized = tf.matMul(each, tf.reshape(x, [batch, from, -1]));
	return tf.reshape(resized, [batch, length, ...inner]);
}

/** Row i holds what of each of `from` values makes up the i-th of `to`. */
function weightsOf(from: number, to: number, interpolation: Interpolation): Float32Array {
	const weights = new Float32Array(to * from);
	const scale = from / to;
	for (let i = 0; i < to; i++) {
		if (interpolation === 'nearest') {
			// PyTorch computes this product in single precision, which decides at the edges between two pixels.
			const nearest = Math.floor(Math.fround(i * Math.fround(scale)));
			weights[i * from + Math.min(nearest, from - 1)] = 1;
			continue;
		}
		const centre = Math.max(0, (i + 0.5) * scale - 0.5);
		const below = Math.min(Math.floor(centre), from - 1);
		const above = Math.min(below + 1, from - 1);
		const share = centre - below;
		weights[i * from + below]! += 1 - share;
		weights[i * from + above]! += share;
	}
	return weights;
}
