// Pixel shuffle: channels become pixels (Shi et al. 2016, sub-pixel convolution).
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

/** [batch, h, w, c·r²] → [batch, h·r, w·r, c], channels in nn.PixelShuffle's order: c, then row, then column. */
export function pixelShuffle(tf: Tfjs, x: Tensor, factor: number): Tensor {
	const [batch, height, width, depth] = x.shape as [number, number, number, number];
	const channels = depth / factor ** 2;
	if (!Number.isInteger(channels)) {
		throw new Error(`${depth} channels can’t be dealt out to ${factor}×${factor} pixels.`);
	}
	// One axis at a time: some backends move at most five.
	const tall = tf.transpose(
		tf.reshape(x, [batch * height, width, channels, factor, factor]),
		[0, 3, 1, 4, 2],
	);
	return tf.reshape(tall, [batch, height * factor, width * factor, channels]);
}
