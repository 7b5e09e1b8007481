// How close a picture that was turned into another kind comes to its true counterpart: known for held-out scenes alone.
import { meanError } from '../../metrics/pictureError';
import type { Pictures } from '../../runtime/protocol';
import { picturesOf, upTo, valuesOf, type Figure, type Measured } from './measure';

const RANGE = [-1, 1] as const;

export async function measureCycle(measured: Measured, seed: number): Promise<Figure[]> {
	const held = measured.datasets.fruit!.held!;
	const all = upTo(held.count);
	const apple = picturesOf(held, 'apple', all, RANGE);
	const orange = picturesOf(held, 'orange', all, RANGE);
	const mask = held.gather(all, ['mask']).mask!.values;
	const onFruit = (pixel: number): boolean => mask[pixel] === 1;
	const offFruit = (pixel: number): boolean => mask[pixel] !== 1;
	const error = (a: Pictures, b: Pictures, counts?: (pixel: number) => boolean): number =>
		meanError({ values: valuesOf(a), channels: 3 }, { values: valuesOf(b), channels: 3 }, counts);
	const turn = (network: string, given: Pictures): Promise<Pictures> =>
		measured.generate({ network, count: given.count, seed, given });

	const made = { orange: await turn('G', apple), apple: await turn('F', orange) };
	const nothing = error(apple, orange, onFruit);
	const beside = { 'doing nothing (mean difference)': nothing };
	const again = { apple: await turn('F', made.orange), orange: await turn('G', made.apple) };
	return [
		{ id: 'thereError', value: error(made.orange, orange, onFruit) / nothing, beside },
		{ id: 'backError', value: error(made.apple, apple, onFruit) / nothing, beside },
		{
			id: 'backgroundError',
			value: Math.max(error(made.orange, orange, offFruit), error(made.apple, apple, offFruit)),
			beside: { 'doing nothing': error(apple, orange, offFruit) },
		},
		{
			id: 'cycleError',
			value: (error(again.apple, apple) + error(again.orange, orange)) / 2,
		},
	];
}
