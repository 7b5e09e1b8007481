// Whether pictures show what their sentences say: each is read by drawing candidates and comparing.
import { earlierStage } from '../../compile/upstream';
import { edgeWidth, readPicture, type Picture, type Reading } from '../../data/shapes/read';
import { captionOf, HELD, SEEN, type Attribute, type Scene } from '../../data/shapes/scene';
import { sceneOf } from '../../data/shapes/shapes';
import { randomAt } from '../../graph/random';
import type { Pictures } from '../../runtime/protocol';
import { picturesOf, upTo, valuesOf, type Figure, type Measured } from './measure';

/** Sentences of each kind; the larger pictures are slow to make. */
const COUNT = 240;
const LARGE_COUNT = 60;
const RANGE = [-1, 1] as const;

/** From what comes first in training to what comes last. */
const ORDER: readonly Attribute[] = ['ground', 'place', 'size', 'colour', 'shape'];

/** Pictures read, beside the scenes their sentences say. */
interface Read {
	scenes: readonly Scene[];
	pictures: readonly Picture[];
	readings: readonly Reading[];
}

export async function measureScenes(measured: Measured, seed: number): Promise<Figure[]> {
	const { program, datasets } = measured;
	const networks = Object.keys(program.networks);
	const large = networks.find((network) => earlierStage(program, network) !== undefined);
	const small = large && earlierStage(program, large);
	if (!large || !small) throw new Error('The program has no generator that goes on with another.');

	const make = async (network: string, from: readonly Scene[], count: number): Promise<Read> => {
		const picks = randomAt(seed, 'sentences', from.length).integers(count, from.length);
		const scenes = Array.from(picks, (pick) => from[pick]!);
		const texts = scenes.map((scene, i) => captionOf(scene, i % 2 === 0 ? 'en' : 'ja'));
		return readAll(scenes, await measured.generate({ network, count, seed, texts }));
	};
	const seen = await make(small, SEEN, COUNT);
	const held = await make(small, HELD, COUNT);
	const largeSeen = await make(large, SEEN, LARGE_COUNT);
	const largeHeld = await make(large, HELD, LARGE_COUNT);
	const real = readAll(
		upTo(COUNT).map((index) => sceneOf(index)),
		picturesOf(datasets.shapes!, 'image64', upTo(COUNT), RANGE),
	);
	const shuffled = { ...real, scenes: real.scenes.map((_, i, all) => all[(i + 1) % all.length]!) };

	const shares = ORDER.map((attribute): Figure => ({
		id: attribute,
		value: share(seen, attribute),
		beside: {
			'of pairs held out': share(held, attribute),
			'at 256×256': share(largeSeen, attribute),
			'of those, held out': share(largeHeld, attribute),
			'real pictures': share(real, attribute),
			'by chance': share(shuffled, attribute),
		},
	}));
	const largeReal = picturesOf(datasets.shapes!, 'image256', upTo(LARGE_COUNT), RANGE);
	const enlarged = { ...seen, pictures: seen.pictures.map((picture) => enlarge(picture, 4)) };
	return [
		...shares,
		{
			id: 'edgeWidth',
			value: meanEdge(largeSeen),
			beside: {
				'stage I, enlarged': meanEdge(enlarged),
				'real pictures': meanEdge(readAll(real.scenes.slice(0, LARGE_COUNT), largeReal)),
			},
		},
	];
}

function readAll(scenes: readonly Scene[], made: Pictures): Read {
	const { width: side } = made;
	const size = side * side * 3;
	const values = valuesOf(made).map((value) => 2 * value - 1);
	const pictures = scenes.map((_, i) => ({
		side,
		values: values.subarray(i * size, (i + 1) * size),
	}));
	return { scenes, pictures, readings: pictures.map(readPicture) };
}

/** Where nothing is found in a picture, only its ground can be right. */
function share({ scenes, readings }: Read, attribute: Attribute): number {
	const right = readings.filter(({ ground, fit }, i) => {
		const found = attribute === 'ground' ? ground : fit?.scene[attribute];
		return found === scenes[i]![attribute];
	});
	return right.length / scenes.length;
}

function meanEdge({ pictures, readings }: Read): number {
	const widths = readings.flatMap(({ fit }, i) => (fit ? [edgeWidth(pictures[i]!, fit)] : []));
	return widths.reduce((a, b) => a + b, 0) / widths.length;
}

/** Bilinear, as pictures are enlarged that nobody refines. */
function enlarge({ side, values }: Picture, times: number): Picture {
	const large = side * times;
	const out = new Float32Array(large * large * 3);
	const at = (row: number, column: number, c: number): number =>
		values[
			(Math.min(side - 1, Math.max(0, row)) * side + Math.min(side - 1, Math.max(0, column))) * 3 +
				c
		]!;
	for (let row = 0; row < large; row++) {
		const y = (row + 0.5) / times - 0.5;
		const [top, down] = [Math.floor(y), y - Math.floor(y)];
		for (let column = 0; column < large; column++) {
			const x = (column + 0.5) / times - 0.5;
			const [left, right] = [Math.floor(x), x - Math.floor(x)];
			for (let c = 0; c < 3; c++) {
				const above = at(top, left, c) * (1 - right) + at(top, left + 1, c) * right;
				const below = at(top + 1, left, c) * (1 - right) + at(top + 1, left + 1, c) * right;
				out[(row * large + column) * 3 + c] = above * (1 - down) + below * down;
			}
		}
	}
	return { side: large, values: out };
}
