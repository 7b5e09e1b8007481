// Padding of pictures [batch, height, width, channels] and sequences [batch, width, channels].
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { padAxis, sliceAxis } from './axes';
import { linearMap } from './linearMap';
import { mixAxis, type Mixture } from './mixAxis';

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
		(dy) =>
			sides.length === 1
				? foldSequence(tf, dy, width)
				: sides.reduce((folded, side, i) => mixAxis(tf, folded, i + 1, folding(side, width)), dy),
	);
}

/** Adds both mirrored ends to what they were mirrored from. Sequences are too long for a matrix. */
function foldSequence(tf: Tfjs, y: Tensor, width: number): Tensor {
	const side = y.shape[1]! - 2 * width;
	const unfolded = (from: number, before: number): Tensor => {
		const end = tf.reverse(sliceAxis(tf, y, 1, from, width), 1);
		return padAxis(tf, end, 1, before, side - width - before);
	};
	return tf.addN([
		sliceAxis(tf, y, 1, width, side),
		unfolded(0, 1),
		unfolded(side + width, side - width - 1),
	]);
}

/** The same of a picture's side. */
function folding(side: number, width: number): Mixture {
	const columns = side + 2 * width;
	const weights = new Float32Array(side * columns);
	for (let column = 0; column < columns; column++) {
		const inside = Math.abs(column - width);
		const row = inside < side ? inside : 2 * (side - 1) - inside;
		weights[row * columns + column] = 1;
	}
	return { rows: side, columns, weights };
}
