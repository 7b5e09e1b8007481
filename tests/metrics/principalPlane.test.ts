import { describe, expect, it } from 'vitest';
import { principalPlane } from '../../src/lib/metrics/principalPlane';
import { wilsonInterval } from '../../src/lib/metrics/wilsonInterval';

// prettier-ignore
const ITEMS = [
	7.12, -3.11, 3.42, 3.72, -0.36, 1.57, 0.98, 3.88, -1.6, 8.65, 3.23, 3.82, 0.16, 0.66, 1.94, 3.8,
	2.45, 1.52, 3.96, 3.9, 1.07, 5.09, 3.55, 3.75, 0.45, 3.08, 4.94, 3.87,
];
/** U·S of NumPy's svd of the centred items, signs by the third moment. */
const FIRST = [
	7.929947471, -0.225400496, -6.708053745, 0.814167433, 1.442934616, -2.259881928, -0.993713351,
];
const SECOND = [
	-1.306533326, 2.849862472, -0.976625882, 2.323301306, -0.783667473, -1.262052743, -0.844284353,
];

describe('the principal plane', () => {
	it('is that of NumPy’s singular value decomposition', () => {
		const { places, explained } = principalPlane({ values: ITEMS, size: 4 });
		for (let item = 0; item < 7; item++) {
			expect(places[item * 2]).toBeCloseTo(FIRST[item]!, 7);
			expect(places[item * 2 + 1]).toBeCloseTo(SECOND[item]!, 7);
		}
		expect(explained[0]).toBeCloseTo(0.8324214496963246, 9);
		expect(explained[1]).toBeCloseTo(0.1361559845515154, 9);
	});

	it('holds all of two-dimensional items that lie in many dimensions, and keeps their distances', () => {
		const values = [0, 0, 0, 3, 0, 4, 6, 0, 8];
		const { places, explained } = principalPlane({ values, size: 3 });
		expect(explained[0]).toBeCloseTo(1, 9);
		expect(Math.abs(places[0]! - places[2]!)).toBeCloseTo(5, 9);
		expect(Math.abs(places[0]! - places[4]!)).toBeCloseTo(10, 9);
	});

	it('explains nothing where all items are the same', () => {
		const { places, explained } = principalPlane({ values: [1, 2, 1, 2, 1, 2], size: 2 });
		expect([...places].every((value) => Math.abs(value) < 1e-9)).toBe(true);
		expect(explained).toEqual([0, 0]);
	});

	it('needs two items', () => {
		expect(() => principalPlane({ values: [1, 2], size: 2 })).toThrow(RangeError);
	});
});

describe('the interval of a share', () => {
	it('is Wilson’s', () => {
		expect(wilsonInterval(8, 10)[0]).toBeCloseTo(0.490162, 6);
		expect(wilsonInterval(8, 10)[1]).toBeCloseTo(0.943318, 6);
		expect(wilsonInterval(50, 100)[0]).toBeCloseTo(0.403832, 6);
		expect(wilsonInterval(50, 100)[1]).toBeCloseTo(0.596168, 6);
	});

	it('stays within 0 and 1, and is all of it before the first try', () => {
		expect(wilsonInterval(0, 5)[0]).toBeCloseTo(0, 9);
		expect(wilsonInterval(0, 5)[1]).toBeCloseTo(0.434482, 6);
		expect(wilsonInterval(0, 0)).toEqual([0, 1]);
	});
});
