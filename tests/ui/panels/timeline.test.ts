import { describe, expect, it } from 'vitest';
import {
	barOf,
	hasWindow,
	keyed,
	moved,
	paramsOf,
	stepOf,
} from '../../../src/lib/ui/panels/run/timeline';

const ROUNDS = 16_000;

describe('a player’s bar', () => {
	it('is the whole run where the player has no window', () => {
		expect(barOf({}, ROUNDS)).toEqual({ from: 0, until: ROUNDS });
		expect(barOf({ from: 0, until: 0 }, ROUNDS)).toEqual({ from: 0, until: ROUNDS });
		expect(hasWindow({ from: 0, until: 0 })).toBe(false);
		expect(hasWindow({ until: 12_000 })).toBe(true);
	});

	it('ends where the run does, and is empty where the player never plays', () => {
		expect(barOf({ from: 12_000, until: 90_000 }, ROUNDS)).toEqual({ from: 12_000, until: ROUNDS });
		expect(barOf({ from: 20_000 }, ROUNDS)).toEqual({ from: ROUNDS, until: ROUNDS });
		expect(barOf({ from: 900, until: 100 }, ROUNDS)).toEqual({ from: 900, until: 900 });
	});

	it('gives the parameters it was made of', () => {
		for (const params of [
			{ from: 0, until: 0 },
			{ from: 0, until: 12_000 },
			{ from: 12_000, until: 0 },
			{ from: 400, until: 800 },
		])
			expect(paramsOf(barOf(params, ROUNDS), ROUNDS)).toEqual(params);
	});
});

describe('moving a bar', () => {
	const bar = { from: 4000, until: 12_000 };

	it('snaps to round numbers, about a hundred over a run', () => {
		expect([1, 10, 100, 3000, 16_000, 100_000].map(stepOf)).toEqual([1, 1, 1, 50, 200, 1000]);
		expect(moved(bar, 'until', 9_131, ROUNDS)).toEqual({ from: 4000, until: 9200 });
		expect(moved(bar, 'from', -50, ROUNDS)).toEqual({ from: 0, until: 12_000 });
		expect(moved(bar, 'until', 15_950, ROUNDS)).toEqual({ from: 4000, until: ROUNDS });
	});

	it('leaves a step between the ends', () => {
		expect(moved(bar, 'from', 15_000, ROUNDS)).toEqual({ from: 11_800, until: 12_000 });
		expect(moved(bar, 'until', 0, ROUNDS)).toEqual({ from: 4000, until: 4200 });
	});

	it('keeps its length where all of it is moved', () => {
		expect(moved(bar, 'both', 6000, ROUNDS)).toEqual({ from: 6000, until: 14_000 });
		expect(moved(bar, 'both', 15_000, ROUNDS)).toEqual({ from: 8000, until: ROUNDS });
		expect(moved(bar, 'both', -900, ROUNDS)).toEqual({ from: 0, until: 8000 });
	});

	it('goes by keys', () => {
		const press = (key: string, shiftKey = false) =>
			keyed(bar, 'until', { key, shiftKey }, ROUNDS)?.until;
		expect(press('ArrowLeft')).toBe(11_800);
		expect(press('ArrowUp')).toBe(12_200);
		expect(press('ArrowRight', true)).toBe(14_000);
		expect(press('Home')).toBe(4200);
		expect(press('End')).toBe(ROUNDS);
		expect(press('a')).toBeUndefined();
	});

	it('works in runs of a few rounds', () => {
		expect(moved({ from: 0, until: 3 }, 'until', 1, 3)).toEqual({ from: 0, until: 1 });
		expect(moved({ from: 0, until: 1 }, 'from', 1, 1)).toEqual({ from: 0, until: 1 });
	});
});
