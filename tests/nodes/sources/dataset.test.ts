import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../../src/lib/nodes/sources/dataset';

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
