// Pictures as a network's input: the way back from 8 bits to numbers.
import type { Tensor } from '@tensorflow/tfjs';
import type { PortType } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import type { Pictures } from './protocol';

/** What eyes make of red, green and blue (Rec. 601 luma). */
const LUMA = [0.299, 0.587, 0.114];

/**
 * [items.count, height, width, channels] in the range of `type`: item i is picture i modulo their count. Colour becomes
 * grey, and grey colour, where the network takes the other.
 * @throws Error where the pictures are of another size than the network takes.
 */
export function fromPictures(
	tf: Tfjs,
	{ count, height, width, channels, pixels }: Pictures,
	type: PortType,
	items: { start: number; count: number },
): Tensor {
	const [high = 0, wide = 0, wanted = 0] = type.shape;
	if (high !== height || wide !== width) {
		throw new Error(`The picture is ${width}×${height}; the network takes ${wide}×${high}.`);
	}
	const [min, max] = type.range ?? [0, 1];
	const size = height * width;
	const values = new Float32Array(items.count * size * wanted);
	for (let item = 0; item < items.count; item++) {
		const from = ((items.start + item) % count) * size;
		for (let pixel = 0; pixel < size; pixel++) {
			const own = pixels.subarray((from + pixel) * channels, (from + pixel + 1) * channels);
			for (let c = 0; c < wanted; c++) {
				const byte = wanted === 1 && channels === 3 ? greyOf(own) : own[channels === 1 ? 0 : c]!;
				values[(item * size + pixel) * wanted + c] = min + ((max - min) * byte) / 255;
			}
		}
	}
	return tf.tensor(values, [items.count, high, wide, wanted]);
}

function greyOf(rgb: Uint8Array): number {
	return LUMA.reduce((sum, weight, c) => sum + weight * rgb[c]!, 0);
}
