// How close a painted line drawing comes to its model, where the model has colour.
import { isColoured, meanError, type PixelsAndChannels } from '../../metrics/pictureError';
import type { Pictures } from '../../runtime/protocol';
import { generatorOf } from './digits';
import { picturesOf, upTo, valuesOf, type Figure, type Measured } from './measure';

/** Channels further apart than this make a colour. */
const COLOURED = 40 / 255;
const RANGE = [-1, 1] as const;

export async function measurePairs(measured: Measured, seed: number): Promise<Figure[]> {
	const pairs = measured.datasets.openmoji!;
	const held = pairs.held!;
	const line = picturesOf(held, 'line', upTo(held.count), RANGE);
	const wanted = channelsOf(picturesOf(held, 'colour', upTo(held.count), RANGE));
	const counts = isColoured(wanted, COLOURED);
	const error = (made: PixelsAndChannels): number => meanError(made, wanted, counts);

	const request = { network: generatorOf(measured), count: held.count, seed, given: line };
	const copied = error(repeated(valuesOf(line), 1, 3));
	const of = (made: PixelsAndChannels): number => error(made) / copied;
	const known = channelsOf(picturesOf(pairs, 'colour', upTo(pairs.count), RANGE));
	const plain = (colour: readonly number[]): PixelsAndChannels => ({
		channels: 3,
		values: Float32Array.from(wanted.values, (_, i) => colour[i % 3]!),
	});
	const { mean, median } = colourOf(known);
	return [
		{
			id: 'colourError',
			value: of(channelsOf(await measured.generate(request))),
			beside: {
				'copying (mean difference)': copied,
				'the mean colour': of(plain(mean)),
				'the median colour': of(plain(median)),
				'untrained G': of(channelsOf(await measured.generateUntrained(request))),
			},
		},
	];
}

const channelsOf = (pictures: Pictures): { values: Float32Array; channels: number } => ({
	values: valuesOf(pictures),
	channels: pictures.channels,
});

function repeated(values: Float32Array, from: number, to: number): PixelsAndChannels {
	return {
		channels: to,
		values: Float32Array.from(
			{ length: (values.length / from) * to },
			(_, i) => values[Math.floor(i / to)]!,
		),
	};
}

/** Over the coloured pixels of training pictures. */
function colourOf(pictures: { values: Float32Array; channels: number }): {
	mean: number[];
	median: number[];
} {
	const counts = isColoured(pictures, COLOURED);
	const chosen = upTo(pictures.values.length / 3).filter(counts);
	const channels = [0, 1, 2].map((c) =>
		Float32Array.from(chosen, (pixel) => pictures.values[pixel * 3 + c]!).sort(),
	);
	return {
		mean: channels.map((values) => values.reduce((a, b) => a + b, 0) / values.length),
		median: channels.map((values) => values[Math.floor(values.length / 2)]!),
	};
}
