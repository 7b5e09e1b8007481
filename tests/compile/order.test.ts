import { describe, expect, it } from 'vitest';
import { allNeeded, sortByNeed } from '../../src/lib/compile/order';

const needs = (edges: Record<string, string[]>) => (name: string) => edges[name] ?? [];

describe('sortByNeed', () => {
	it('puts what is needed first, and keeps the given order otherwise', () => {
		const edges = needs({ a: ['c'], b: [], c: ['d', 'outside'], d: [] });
		expect(sortByNeed(['a', 'b', 'c', 'd'], edges)).toEqual({
			order: ['d', 'c', 'a', 'b'],
			circles: [],
		});
	});

	it('tells circles apart from what hangs on them', () => {
		const edges = needs({ a: ['b'], b: ['c'], c: ['a'], d: ['c'], e: ['e'] });
		const { order, circles } = sortByNeed(['d', 'a', 'b', 'c', 'e'], edges);
		expect(order).toEqual(['d']);
		expect(circles.map((circle) => [...circle].sort())).toEqual([['a', 'b', 'c'], ['e']]);
	});
});

describe('allNeeded', () => {
	it('follows needs through circles', () => {
		const edges = needs({ a: ['b'], b: ['c'], c: ['b'], d: [] });
		expect([...allNeeded(['a'], edges)].sort()).toEqual(['a', 'b', 'c']);
	});
});
