// Convolutions as PyTorch has them: with dilation and groups, in one dimension or two.
//
// Channels come last, in filters too: [kernel, …, in / groups, out]. All are made of undilated convolutions, whose
// gradient to the input can be differentiated again, as a gradient penalty does; tfjs refuses dilated ones. The gradient
// to the filter can't: tfjs has no derivative of it, and throws.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { padAxis, sliceAxis } from './axes';

export interface Convolution {
	stride: number;
	/** Zeros on every side. */
	padding: number;
	/** Distance between a filter's taps. */
	dilation?: number;
	groups?: number;
}

/** x [batch, height, width, in], filter [kernel, kernel, in / groups, out]. */
export function convolve2d(tf: Tfjs, x: Tensor, filter: Tensor, options: Convolution): Tensor {
	const { stride, padding, dilation = 1, groups = 1 } = options;
	return inGroups(tf, x, filter, groups, (part, own) => {
		if (dilation > 1 && stride === 1) return convolveApart(tf, part, own, padding, dilation);
		const spread = [0, 1].reduce((taps, axis) => spreadTaps(tf, taps, axis, dilation), own);
		return tf.conv2d(part as Tensor4D, spread as Tensor4D, stride, padding, 'NHWC', 1, 'floor');
	});
}

/** x [batch, width, in], filter [kernel, in / groups, out], bias [out]. */
export function convolve1d(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	options: Convolution,
	bias?: Tensor,
): Tensor {
	const { stride, padding, dilation = 1, groups = 1 } = options;
	const apart = dilation > 1 && stride === 1;
	if (groups === 1 && !apart) {
		return convolveLine(tf, x, spreadTaps(tf, filter, 0, dilation), stride, padding, bias);
	}
	const y = inGroups(tf, x, filter, groups, (part, own) =>
		apart
			? convolveRows(tf, part, own, padding, dilation)
			: convolveLine(tf, part, spreadTaps(tf, own, 0, dilation), stride, padding),
	);
	return bias ? tf.add(y, bias) : y;
}

function inGroups(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	groups: number,
	convolve: (x: Tensor, filter: Tensor) => Tensor,
): Tensor {
	if (groups === 1) return convolve(x, filter);
	const filters = tf.split(filter, groups, -1);
	const parts = tf.split(x, groups, -1).map((part, i) => convolve(part, filters[i]!));
	return tf.concat(parts, -1);
}

/** A sequence as a picture one pixel high: what a filter sees of it then lies in one piece, as it would not down a column. */
function convolveLine(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	stride: number,
	padding: number,
	bias?: Tensor,
): Tensor {
	const line = tf.fused.conv2d({
		x: tf.expandDims(x, 1) as Tensor4D,
		filter: tf.expandDims(filter, 0) as Tensor4D,
		bias,
		strides: [1, stride],
		pad: [
			[0, 0],
			[0, 0],
			[padding, padding],
			[0, 0],
		],
		dimRoundingMode: 'floor',
	});
	return tf.squeeze(line, [1]);
}

/**
 * A sequence, dilated: laid out in rows of `dilation` numbers, a filter's taps stand under each other, so that it is
 * a convolution down the columns and nothing is moved.
 */
function convolveRows(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	padding: number,
	dilation: number,
): Tensor {
	const [batch, width, channels] = x.shape as [number, number, number];
	const [kernel, , filters] = filter.shape as [number, number, number];
	const whole = width % dilation === 0 && padding % dilation === 0;
	const rest = missing(width + 2 * padding, dilation);
	const padded = whole ? x : padAxis(tf, x, 1, padding, padding + rest);
	const above = whole ? padding / dilation : 0;
	const rows = tf.conv2d(
		tf.reshape(padded, [batch, padded.shape[1]! / dilation, dilation, channels]) as Tensor4D,
		tf.expandDims(filter, 1) as Tensor4D,
		1,
		[
			[0, 0],
			[above, above],
			[0, 0],
			[0, 0],
		],
	);
	const y = tf.reshape(rows, [batch, -1, filters]);
	const after = width + 2 * padding - dilation * (kernel - 1);
	return sliceAxis(tf, y, 1, 0, after);
}

/**
 * A picture, dilated: the sum over the filter's columns, each of which works on a shifted picture read as one
 * sequence, where pixels under each other are a row apart.
 */
function convolveApart(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	padding: number,
	dilation: number,
): Tensor {
	const [batch, height, width, channels] = x.shape as [number, number, number, number];
	const [kernel, , , filters] = filter.shape as [number, number, number, number];
	const after = width + 2 * padding - dilation * (kernel - 1);
	const padded = padAxis(tf, x, 2, padding, padding);
	const terms = tf.unstack(filter, 1).map((column, i) => {
		const shifted = sliceAxis(tf, padded, 2, i * dilation, after);
		const sequence = tf.reshape(shifted, [batch, height * after, channels]);
		return convolveRows(tf, sequence, column, padding * after, dilation * after);
	});
	return tf.reshape(tf.addN(terms), [batch, -1, after, filters]);
}

/** The filter with zeros between its taps along an axis. */
function spreadTaps(tf: Tfjs, filter: Tensor, axis: number, dilation: number): Tensor {
	if (dilation === 1) return filter;
	const { shape } = filter;
	const kernel = shape[axis]!;
	const apart = tf.reshape(filter, [...shape.slice(0, axis), kernel, 1, ...shape.slice(axis + 1)]);
	const spread = padAxis(tf, apart, axis + 1, 0, dilation - 1);
	const joined = shape.map((side, i) => (i === axis ? kernel * dilation : side));
	return sliceAxis(tf, tf.reshape(spread, joined), axis, 0, (kernel - 1) * dilation + 1);
}

/** How much a length lacks to be a multiple. */
const missing = (length: number, multiple: number): number =>
	Math.ceil(length / multiple) * multiple - length;
