// Pictures made larger or smaller, by PyTorch's conventions: F.interpolate with align_corners=False.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { linearMap } from './linearMap';
import { mixAxis, type Mixture } from './mixAxis';

export type Interpolation = 'nearest' | 'bilinear';

type Size = readonly [height: number, width: number];

/** x [batch, height, width, channels] at another size. Linear, and right to any derivative. */
export function resize(tf: Tfjs, x: Tensor, size: Size, interpolation: Interpolation): Tensor {
	const [, height, width] = x.shape as [number, number, number, number];
	const [toHeight, toWidth] = size;
	const [down, across] = [toHeight / height, toWidth / width];
	if (interpolation === 'nearest' && Number.isInteger(down) && Number.isInteger(across)) {
		return repeatPixels(tf, x, down, across);
	}
	const taller = mixAxis(tf, x, 1, mixtureOf(height, toHeight, interpolation));
	return mixAxis(tf, taller, 2, mixtureOf(width, toWidth, interpolation));
}

/** Every pixel as a block of several; the adjoint sums the blocks. */
function repeatPixels(tf: Tfjs, x: Tensor, down: number, across: number): Tensor {
	const [, height, width] = x.shape as [number, number, number, number];
	return linearMap(
		tf,
		x,
		(pixels) => tf.image.resizeNearestNeighbor(pixels as Tensor4D, [height * down, width * across]),
		(blocks) =>
			tf.mul(
				tf.avgPool(blocks as Tensor4D, [down, across], [down, across], 'valid'),
				down * across,
			),
	);
}

/** What of each of `from` pixels makes up each of `to`. */
function mixtureOf(from: number, to: number, interpolation: Interpolation): Mixture {
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
	return { rows: to, columns: from, weights };
}
