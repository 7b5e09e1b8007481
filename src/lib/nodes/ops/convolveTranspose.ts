// Transposed convolutions as PyTorch has them: sides grow to (side − 1)·stride − 2·padding + kernel + outputPadding.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';

export interface TransposedConvolution {
	stride: number;
	/** What is cut off every side of the output. */
	padding: number;
	/** What is added at the end; less than the stride. */
	outputPadding?: number;
}

const grown = (
	side: number,
	kernel: number,
	{ stride, padding, outputPadding = 0 }: TransposedConvolution,
): number => (side - 1) * stride - 2 * padding + kernel + outputPadding;

/** x [batch, height, width, in], filter [kernel, kernel, out, in]. */
export function convolveTranspose2d(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	options: TransposedConvolution,
): Tensor {
	const [batch, height, width] = x.shape as [number, number, number, number];
	const [kernel, , filters] = filter.shape as [number, number, number, number];
	return tf.conv2dTranspose(
		x as Tensor4D,
		filter as Tensor4D,
		[batch, grown(height, kernel, options), grown(width, kernel, options), filters],
		options.stride,
		options.padding,
		'floor',
	);
}

/** x [batch, width, in], filter [kernel, out, in]. */
export function convolveTranspose1d(
	tf: Tfjs,
	x: Tensor,
	filter: Tensor,
	options: TransposedConvolution,
): Tensor {
	const [batch, width] = x.shape as [number, number, number];
	const [kernel, filters] = filter.shape as [number, number, number];
	const { stride, padding } = options;
	const column = tf.conv2dTranspose(
		tf.expandDims(x, 2) as Tensor4D,
		tf.expandDims(filter, 1) as Tensor4D,
		[batch, grown(width, kernel, options), 1, filters],
		[stride, 1],
		[
			[0, 0],
			[padding, padding],
			[0, 0],
			[0, 0],
		],
		'floor',
	);
	return tf.squeeze(column, [2]);
}
