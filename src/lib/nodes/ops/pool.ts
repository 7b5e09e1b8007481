// Pooling of pictures [batch, height, width, channels] as PyTorch has it, with right first and second derivatives.
import type { GradSaveFunc, Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { convolve1d } from './convolve';
import { linearMap } from './linearMap';

export interface Pooling {
	kernel: number;
	stride: number;
	padding?: number;
}

/** nn.AvgPool2d: padded zeros count. */
export function averagePool(tf: Tfjs, x: Tensor, options: Pooling): Tensor {
	const { kernel, stride, padding = 0 } = options;
	const beside: [number, number] = [padding, padding];
	const padded = padding === 0 ? x : tf.pad(x, [[0, 0], beside, beside, [0, 0]]);
	const { shape } = padded;
	const attributes = { filterSize: kernel, strides: stride, pad: 'valid' };
	return linearMap(
		tf,
		padded,
		(input) => tf.avgPool(input as Tensor4D, kernel, stride, 'valid'),
		// The kernel asks for the input, but reads its shape only.
		(dy) => tf.engine().runKernel('AvgPoolGrad', { dy, input: tf.zeros(shape) }, attributes),
	);
}

/**
 * nn.AvgPool1d with count_include_pad=False, of sound [batch, length, channels]: what is beyond an end does not count.
 */
export function averageLine(tf: Tfjs, x: Tensor, options: Pooling): Tensor {
	const { kernel, stride, padding = 0 } = options;
	const [batch, length, channels] = x.shape as [number, number, number];
	// Channels stand in line with the batch: each is pooled by itself.
	const apart = tf.reshape(tf.transpose(x, [0, 2, 1]), [batch * channels, length, 1]);
	const sums = convolve1d(tf, apart, tf.ones([kernel, 1, 1]), { stride, padding });
	const pooled = sums.shape[1]!;
	const counts = Float32Array.from({ length: pooled }, (_, i) => {
		const from = i * stride - padding;
		return Math.min(length, from + kernel) - Math.max(0, from);
	});
	const means = tf.div(sums, tf.tensor(counts, [pooled, 1]));
	return tf.transpose(tf.reshape(means, [batch, channels, pooled]), [0, 2, 1]);
}

/** nn.MaxPool2d. Where several pixels are largest, the first one has the gradient. */
export function maxPool(tf: Tfjs, x: Tensor, options: Pooling): Tensor {
	const { kernel, stride, padding = 0 } = options;
	const attributes = { filterSize: kernel, strides: stride, pad: padding };
	const apply = tf.customGrad((given, save) => {
		const value = tf.maxPool(given as Tensor4D, kernel, stride, padding);
		(save as GradSaveFunc)([given as Tensor, value]);
		return {
			value,
			gradFunc: (dy: Tensor, saved: Tensor[]) => {
				const [input, output] = saved as [Tensor, Tensor];
				// Which pixels are largest stays as it is for small changes of x: what is left is linear.
				return linearMap(
					tf,
					dy,
					(one) => tf.engine().runKernel('MaxPoolGrad', { dy: one, input, output }, attributes),
					(one) => {
						// tfjs's wasm kernel looks for the largest from 1e-38 up, and so finds none among negative numbers. Moved
						// up, numbers closer than rounding may become equal: the first of them then counts as the largest.
						const moved = tf.add(tf.sub(input, tf.min(input)), 1);
						const { indexes } = tf.maxPoolWithArgmax(
							moved as Tensor4D,
							kernel,
							stride,
							padding,
							true,
						);
						const chosen = tf.gather(tf.reshape(one, [-1]), tf.reshape(indexes!, [-1]));
						return tf.reshape(chosen, output.shape);
					},
				);
			},
		};
	});
	return apply(x);
}
