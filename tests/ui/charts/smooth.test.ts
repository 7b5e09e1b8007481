import { describe, expect, it } from 'vitest';
import { axisOf, extentOf, groupBySize, smooth } from '../../../src/lib/ui/charts/smooth';
import { tickText } from '../../../src/lib/ui/charts/ticks';

const count = (length: number): number[] => Array.from({ length }, (_, i) => i + 1);

describe('smooth', () => {
	it('leaves a flat line flat, from its first point on', () => {
		const values = smooth({ rounds: count(50), values: Array<number>(50).fill(3) });
		for (const value of values) expect(value).toBeCloseTo(3, 12);
	});

	it('follows rounds, not points: a thinned line ends at about the same value', () => {
		const rounds = count(1000);
		const values = rounds.map((round) => Math.sin(round / 200));
		const every = (list: number[]): number[] => list.filter((_, i) => i % 5 === 4);
		const whole = smooth({ rounds, values }).at(-1)!;
		const thinned = smooth({ rounds: every(rounds), values: every(values) }).at(-1)!;
		expect(thinned).toBeCloseTo(whole, 1);
	});

	it('calms noise', () => {
		const values = count(400).map((i) => (i % 2 === 0 ? 1 : -1));
		const calm = smooth({ rounds: count(400), values }).slice(100);
		expect(Math.max(...calm.map(Math.abs))).toBeLessThan(0.2);
	});
});

describe('axes', () => {
	it('leave out a single spike and what is no number', () => {
		const values = [...Array<number>(300).fill(1), 1000, NaN];
		expect(extentOf(values).max).toBe(1);
		expect(extentOf([])).toEqual({ min: 0, max: 1 });
	});

	it('begin at zero unless the values stay far from it', () => {
		expect(axisOf({ min: 0.4, max: 2 })[0]).toBe(0);
		expect(axisOf({ min: 2, max: 2 })[0]).toBe(0);
		expect(axisOf({ min: 38, max: 42 })[0]).toBeGreaterThan(30);
		expect(axisOf({ min: -3, max: 2 })[0]).toBeLessThan(-3);
	});

	it('are shared by losses of like size only', () => {
		const sizes = [1.2, 40, 1.5, 60];
		const groups = groupBySize(sizes, (max) => ({ min: 0, max }));
		expect(groups).toEqual([
			[1.2, 1.5],
			[40, 60],
		]);
	});

	it('write numbers as short as their step allows', () => {
		expect(tickText(2000, 1000)).toBe('2k');
		expect(tickText(0.75, 0.05)).toBe('0.75');
		expect(tickText(1, 0.5)).toBe('1.0');
		expect(tickText(-40, 20)).toBe('−40');
	});
});
