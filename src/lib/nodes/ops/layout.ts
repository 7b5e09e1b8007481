// Between our layout of pictures, [batch, height, width, channels], and PyTorch's, [batch, channels, height, width].
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { countsChannelsFirst } from '../shape';

/** Elements in PyTorch's order; nothing is moved where both count alike. The shape is only right for moved ones. */
export function toChannelsFirst(tf: Tfjs, x: Tensor): Tensor {
	return countsChannelsFirst(x.shape.slice(1)) ? tf.transpose(x, [0, 3, 1, 2]) : x;
}

/** Elements in PyTorch's order, as a tensor of `shape` (batch axis left out) in ours. */
export function fromChannelsFirst(tf: Tfjs, x: Tensor, shape: readonly number[]): Tensor {
	const batch = x.shape[0]!;
	if (!countsChannelsFirst(shape)) return tf.reshape(x, [batch, ...shape]);
	const [height, width, channels] = shape;
	return tf.transpose(tf.reshape(x, [batch, channels!, height!, width!]), [0, 2, 3, 1]);
}
