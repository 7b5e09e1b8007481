import { describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import type { LoadedDataset } from '../../../src/lib/nodes/kind';
import { imageType } from '../../../src/lib/nodes/shape';
import { cutOut, dataset, itemsOf } from '../../../src/lib/nodes/sources/dataset';

const drawn = (count: number, batch: number, draws: number[], seed = 1, id = 'data'): number[][] =>
	draws.map((draw) => [...itemsOf(seed, id, count, batch, draw)]);

const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('the order of a data set', () => {
	it('shows every item once an epoch', () => {
		const [first, second, third] = [0, 1, 2].map((epoch) =>
			drawn(12, 4, [epoch * 3, epoch * 3 + 1, epoch * 3 + 2]).flat(),
		);
		for (const epoch of [first!, second!, third!]) {
			expect([...epoch].sort((a, b) => a - b)).toEqual(upTo(12));
		}
		expect(first).not.toEqual(second);
		expect(first).not.toEqual(upTo(12));
	});

	it('goes on into the next epoch where a batch does not fit', () => {
		const all = drawn(10, 4, upTo(5)).flat();
		expect(all.slice(0, 10).sort((a, b) => a - b)).toEqual(upTo(10));
		expect(all.slice(10).sort((a, b) => a - b)).toEqual(upTo(10));
	});

	it('fills batches larger than itself', () => {
		const [batch] = drawn(3, 8, [0]);
		expect(batch!.slice(0, 3).sort()).toEqual([0, 1, 2]);
		expect(batch!.slice(3, 6).sort()).toEqual([0, 1, 2]);
		expect(batch).toHaveLength(8);
	});

	it('is a function of seed, node and draw, in whatever order they are asked for', () => {
		const forward = drawn(50, 7, upTo(100));
		const backward = drawn(50, 7, upTo(100).reverse()).reverse();
		expect(backward).toEqual(forward);
		expect(drawn(50, 7, [0], 2)).not.toEqual(drawn(50, 7, [0], 1));
		expect(drawn(50, 7, [0], 1, 'other')).not.toEqual(drawn(50, 7, [0], 1));
	});
});

describe('a batch', () => {
	const COUNT = 40;
	/** Two pictures of 1×3 pixels an item: its number ten times, and the place in the line. */
	const pictures = (unpaired?: boolean): LoadedDataset => ({
		count: COUNT,
		unpaired,
		gather: (indices, ports) => {
			const items = Array.from(indices);
			const values = Float32Array.from(items.flatMap((i) => [i * 10, i * 10 + 1, i * 10 + 2]));
			const picture = { shape: [items.length, 1, 3, 1], values };
			const both = { line: { ...picture, values: values.slice() }, colour: picture };
			return Object.fromEntries(
				Object.entries(both).filter(([port]) => ports?.includes(port) ?? true),
			);
		},
	});
	const type = imageType(1, 3, 1);
	const batch = (
		loaded: LoadedDataset,
		flip: boolean,
		draw = 0,
		plain = false,
	): [number[], number[]] => {
		const drawn = dataset.source!.draw({
			id: 'data',
			params: { dataset: 'pictures', flip, jitter: 0 },
			outputs: { line: type, colour: type },
			batch: COUNT,
			draw,
			seed: 1,
			random: randomAt(1, 'data', draw),
			ports: ['line', 'colour'],
			given: {},
			dataset: loaded,
			plain,
		});
		return [[...drawn.line!.values], [...drawn.colour!.values]];
	};
	const itemOf = (values: number[], at: number): number => Math.floor(values[at * 3]! / 10);
	const isTurned = (values: number[], at: number): boolean => values[at * 3]! % 10 === 2;

	it('keeps pairs together, turned or not', () => {
		const [line, colour] = batch(pictures(), true);
		expect(line).toEqual(colour);
		const turned = Array.from({ length: COUNT }, (_, at) => isTurned(line, at));
		expect(turned.filter(Boolean).length).toBeGreaterThan(COUNT / 4);
		expect(turned.filter(Boolean).length).toBeLessThan((3 * COUNT) / 4);
		expect(turned).not.toEqual(
			Array.from({ length: COUNT }, (_, at) => isTurned(batch(pictures(), true, 1)[0], at)),
		);
	});

	it.each([
		['that is not asked for', false, false],
		['it is only looked at', true, true],
	])('turns nothing where %s', (_, flip, plain) => {
		const [line] = batch(pictures(), flip, 0, plain);
		expect(Array.from({ length: COUNT }, (_, at) => isTurned(line, at))).not.toContain(true);
	});

	it('draws ports that are no pairs each in its own order', () => {
		const [line, colour] = batch(pictures(true), true);
		const order = (values: number[]) =>
			Array.from({ length: COUNT }, (_, at) => itemOf(values, at));
		expect(order(line)).not.toEqual(order(colour));
		for (const values of [line, colour]) {
			expect(order(values).toSorted((a, b) => a - b)).toEqual(upTo(COUNT));
		}
		const turned = (values: number[]) =>
			Array.from({ length: COUNT }, (_, at) => isTurned(values, at));
		expect(turned(line)).not.toEqual(turned(colour));
	});
});

describe('a part cut out of an enlarged picture', () => {
	const ramp = () => ({
		shape: [1, 4, 4, 1],
		values: Float32Array.from({ length: 16 }, (_, i) => (i % 4) + 10 * Math.floor(i / 4)),
	});
	const cut = (scale: number, across: number, down: number): number[] => {
		const picture = ramp();
		cutOut(picture, scale, () => [across, down]);
		return [...picture.values];
	};

	it('is the picture where nothing is enlarged', () => {
		expect(cut(1, 0.3, 0.8)).toEqual([...ramp().values]);
	});

	it('goes from one edge to the other', () => {
		// Twice as large: pixels stand a quarter to either side of the old ones, and the edges go on.
		expect(cut(2, 0, 0).slice(0, 4)).toEqual([0, 0.25, 0.75, 1.25]);
		expect(cut(2, 1, 1).slice(-4)).toEqual([31.75, 32.25, 32.75, 33]);
		expect(cut(2, 0, 1).slice(-4)).toEqual([30, 30.25, 30.75, 31.25]);
	});

	it('lies between the same items for each of a batch', () => {
		const two = { shape: [2, 2, 2, 1], values: Float32Array.of(1, 1, 1, 1, 2, 2, 2, 2) };
		cutOut(two, 1.5, (item) => [item, 0.5]);
		expect([...two.values]).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
	});
});
