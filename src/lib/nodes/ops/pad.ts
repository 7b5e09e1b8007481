// Padding of pictures [batch, height, width, channels] and sequences [batch, width, channels].
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { linearMap } from './linearMap';

/** Mirrors every axis between batch and channels at its edges, which are not repeated: nn.ReflectionPad1d, 2d. */
export function reflectionPad(tf: Tfjs, x: Tensor, width: number): Tensor {
	if (width === 0) return tf.clone(x);
	const sides = x.shape.slice(1, -1);
	if (sides.some((side) => width >= side)) {
		throw new Error(`A side of [${sides.join(', ')}] is too short to be mirrored by ${width}.`);
	}
	const widths = x.shape.map((_, axis): [number, number] =>
		axis === 0 || axis === x.rank - 1 ? [0, 0] : [width, width],
	);
	return linearMap(
		tf,
		x,
		(input) => tf.mirrorPad(input, widths, 'reflect'),
		// tfjs's own gradient of mirrorPad only crops: what was mirrored is lost.
		(dy) => sides.reduce((folded, _, i) => foldBack(tf, folded, i + 1, width), dy),
	);
}

/** Adds both mirrored borders of an axis to what they were mirrored from. */
function foldBack(tf: Tfjs, y: Tensor, axis: number, width: number): Tensor {
	const side = y.shape[axis]! - 2 * width;
	const part = (from: number, length: number): Tensor => {
		const begin = y.shape.map((_, i) => (i === axis ? from : 0));
		const size = y.shape.map((whole, i) => (i === axis ? length : whole));
		return tf.slice(y, begin, size);
	};
	const placed = (border: Tensor, before: number): Tensor =>
		tf.pad(
			tf.reverse(border, axis),
			y.shape.map((_, i): [number, number] =>
				i === axis ? [before, side - width - before] : [0, 0],
			),
		);
	return tf.addN([
		part(width, side),
		placed(part(0, width), 1),
		placed(part(side + width, width), side - width - 1),
	]);
}
