// How close a painted line drawing comes to its model, where the model has colour.
import { isColoured, meanError, type PixelsAndChannels } from '../../metrics/pictureError';
import type { LoadedDataset } from '../../nodes/kind';
import type { GenerateRequest, Pictures } from '../../runtime/protocol';
import { generatorOf } from './digits';
import { picturesOf, upTo, valuesOf, type Figure, type Measured } from './measure';

/** Channels further apart than this make a colour. */
const COLOURED = 40 / 255;
const RANGE = [-1, 1] as const;

export async function measurePairs(measured: Measured, seed: number): Promise<Figure[]> {
	const pairs = measured.datasets.openmoji!;
	const held = pairs.held!;
	const network = generatorOf(measured);

	/** The first pictures of a split, as many as are held out, and how far others are from their colours. */
	const judge = (items: Pick<LoadedDataset, 'gather'>): Judge => {
		const line = picturesOf(items, 'line', upTo(held.count), RANGE);
		const wanted = channelsOf(picturesOf(items, 'colour', upTo(held.count), RANGE));
		const counts = isColoured(wanted, COLOURED);
		const error = (made: PixelsAndChannels): number => meanError(made, wanted, counts);
		const copied = error(repeated(valuesOf(line), 1, 3));
		return {
			copied,
			size: wanted.values.length,
			request: { network, count: held.count, seed, given: line },
			of: (made) => error(made) / copied,
		};
	};

	const [unseen, seen] = [judge(held), judge(pairs)];
	const made = async ({ request, of }: Judge): Promise<number> =>
		of(channelsOf(await measured.generate(request)));
	const plain = (colour: readonly number[]): PixelsAndChannels => ({
		channels: 3,
		values: Float32Array.from({ length: unseen.size }, (_, i) => colour[i % 3]!),
	});
	const known = channelsOf(picturesOf(pairs, 'colour', upTo(pairs.count), RANGE));
	const { mean, median } = colourOf(known);
	return [
		{
			id: 'colourError',
			value: await made(unseen),
			beside: {
				'of pictures it was trained on': await made(seen),
				'copying (mean difference)': unseen.copied,
				'the mean colour': unseen.of(plain(mean)),
				'the median colour': unseen.of(plain(median)),
				'untrained G': unseen.of(channelsOf(await measured.generateUntrained(unseen.request))),
			},
		},
	];
}

/** What is made of a split's drawings, and how it is judged. */
interface Judge {
	request: GenerateRequest;
	/** Numbers in all its pictures. */
	size: number;
	/** The error of the drawing itself. */
	copied: number;
	/** The error of what was made, of that. */
	of(made: PixelsAndChannels): number;
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
