// Transposed convolutions as PyTorch has them: sides grow to (side − 1)·stride − 2·padding + kernel + outputPadding.
import type { GradSaveFunc, Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { fusedKernels, type ConvolveTransposeCall } from './fused';

export interface TransposedConvolution {
	stride: number;
	/** What is cut off every side of the output. */
	padding: number;
	/** What is added at the end; less than the stride. */
	outputPadding?: number;
}

/** What a side becomes. */
export const grown = (
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

/**
 * Of the given sides: x [batch, height, width, in], filter [kernel, kernel, out, in], bias [out]. The bias is added in the
 * same kernel where the backend has one of ours for that.
 */
export function convolveTransposeTo(
	tf: Tfjs,
	sides: readonly [height: number, width: number],
	x: Tensor4D,
	filter: Tensor4D,
	bias: Tensor | undefined,
	{ stride, padding }: Pick<TransposedConvolution, 'stride' | 'padding'>,
): Tensor {
	const shape: Tensor4D['shape'] = [x.shape[0], ...sides, filter.shape[2]];
	if (!bias || !tf.getKernel(fusedKernels.convolveTranspose, tf.getBackend())) {
		const y = tf.conv2dTranspose(x, filter, shape, stride, padding, 'floor');
		return bias ? tf.add(y, bias) : y;
	}
	const geometry = {
		...{ strides: stride, pad: padding },
		...({ dataFormat: 'NHWC', dimRoundingMode: 'floor' } as const),
	};
	const attrs: ConvolveTransposeCall['attrs'] = { inputShape: shape, ...geometry };
	const apply = tf.customGrad((...args) => {
		const [dy, by, to] = args as Tensor[];
		(args.at(-1) as GradSaveFunc)([dy!, by!]);
		return {
			value: tf
				.engine()
				.runKernel<Tensor>(
					fusedKernels.convolveTranspose,
					{ dy: dy!, filter: by!, bias: to! },
					{ ...attrs },
				),
			gradFunc: (dx: Tensor, saved: Tensor[]) => {
				const [given, taps] = saved as [Tensor, Tensor4D];
				return [
					tf.conv2d(dx as Tensor4D, taps, stride, padding, 'NHWC', 1, 'floor'),
					tf
						.engine()
						.runKernel<Tensor>(
							'Conv2DBackpropFilter',
							{ x: dx, dy: given },
							{ ...geometry, filterShape: taps.shape },
						),
					tf.sum(dx, [0, 1, 2]),
				];
			},
		};
	});
	return apply(x, filter, bias);
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
	// One pixel high: what a filter paints then lies in one piece.
	const line = tf.conv2dTranspose(
		tf.expandDims(x, 1) as Tensor4D,
		tf.expandDims(filter, 0) as Tensor4D,
		[batch, 1, grown(width, kernel, options), filters],
		[1, stride],
		[
			[0, 0],
			[0, 0],
			[padding, padding],
			[0, 0],
		],
		'floor',
	);
	return tf.squeeze(line, [1]);
}
