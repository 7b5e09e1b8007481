// How far pictures are from what they should be, on the pixels that count.

/** Pixels of pictures laid end to end, channels last. */
export interface PixelsAndChannels {
	values: ArrayLike<number>;
	channels: number;
}

/**
 * The mean |difference| of channel values over the pixels for which `counts` is true: in the units of the values.
 * NaN where no pixel counts.
 */
export function meanError(
	made: PixelsAndChannels,
	wanted: PixelsAndChannels,
	counts: (pixel: number) => boolean = () => true,
): number {
	const { channels } = wanted;
	if (made.channels !== channels || made.values.length !== wanted.values.length) {
		throw new RangeError('The pictures differ in size.');
	}
	let sum = 0;
	let number = 0;
	for (let pixel = 0; pixel < wanted.values.length / channels; pixel++) {
		if (!counts(pixel)) continue;
		number += channels;
		for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
			sum += Math.abs(made.values[at]! - wanted.values[at]!);
		}
	}
	return sum / number;
}

/** Whether a pixel has a colour: its channels are further apart than `least`, in the units of the values. */
export function isColoured(
	{ values, channels }: PixelsAndChannels,
	least: number,
): (pixel: number) => boolean {
	return (pixel) => {
		let low = Infinity;
		let high = -Infinity;
		for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
			low = Math.min(low, values[at]!);
			high = Math.max(high, values[at]!);
		}
		return high - low > least;
	};
}
