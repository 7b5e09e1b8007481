// Between our layout of pictures and sounds, channels last, and PyTorch's, channels right behind the batch axis.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { channelsLastAxes, countsChannelsFirst, torchBatchAxes, torchOrder } from '../shape';

/** Elements in PyTorch's order; nothing is moved where both count alike. The shape is only right for moved ones. */
export function toChannelsFirst(tf: Tfjs, x: Tensor): Tensor {
	const shape = x.shape.slice(1);
	return countsChannelsFirst(shape) ? tf.transpose(x, torchBatchAxes(shape)) : x;
}

/** Elements in PyTorch's order, as a tensor of `shape` (batch axis left out) in ours. */
export function fromChannelsFirst(tf: Tfjs, x: Tensor, shape: readonly number[]): Tensor {
	const batch = x.shape[0]!;
	if (!countsChannelsFirst(shape)) return tf.reshape(x, [batch, ...shape]);
	const channelsFirst = tf.reshape(x, [batch, ...torchOrder(shape)]);
	return tf.transpose(channelsFirst, channelsLastAxes(shape));
}
