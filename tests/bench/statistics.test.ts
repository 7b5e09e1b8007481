import { describe, expect, it } from 'vitest';
import { growth, spreadOf } from './statistics';

describe('spreadOf', () => {
	it('gives the median and the middle half, whatever the order', () => {
		expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
	});

	it('interpolates between neighbours', () => {
		expect(spreadOf([1, 2, 3, 4])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
	});

	it('of one value is that value', () => {
		expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
	});

	it('refuses nothing', () => {
		expect(() => spreadOf([])).toThrow('no measurements');
	});
});

describe('growth', () => {
	it('finds the exponent of a power law', () => {
		const points = [1, 2, 8, 32].map((x) => [x, 5 * x ** 1.5] as const);
		expect(growth(points)).toBeCloseTo(1.5, 12);
	});

	it('is 0 for what stays, and negative for what shrinks', () => {
		expect(growth([1, 4, 9].map((x) => [x, 3] as const))).toBeCloseTo(0, 12);
		expect(growth([1, 4, 9].map((x) => [x, 1 / x] as const))).toBeCloseTo(-1, 12);
	});

	it('weighs all points: least squares, not the ends', () => {
		// logs (base 2): (0,0), (1,2), (2,1) have slope 1/2.
		const points = [
			[1, 1],
			[2, 4],
			[4, 2],
		] as const;
		expect(growth(points)).toBeCloseTo(0.5, 12);
	});

	it('refuses what is not positive, and a single size', () => {
		expect(() =>
			growth([
				[1, 0],
				[2, 1],
			]),
		).toThrow('positive');
		expect(() =>
			growth([
				[2, 1],
				[2, 3],
			]),
		).toThrow('two different');
	});
});
