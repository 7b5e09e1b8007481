import { describe, expect, it } from 'vitest';
import { randomAt } from '../../src/lib/graph/random';
import { agreement, classesOf, classShares } from '../../src/lib/metrics/answers';
import { frechetDistance } from '../../src/lib/metrics/frechetDistance';
import { isColoured, meanError } from '../../src/lib/metrics/pictureError';
import { varietyWithin } from '../../src/lib/metrics/variety';

const COUNT = 2000;
const SIZE = 5;

/** Items whose features have these means and deviations; `turn` mixes the first two. */
function gaussian(site: string, mean: number[], deviation: number[], turn = 0): Float64Array {
	const drawn = randomAt(1, site, 0).normal(COUNT * SIZE);
	return Float64Array.from(drawn, (_, at) => {
		const feature = at % SIZE;
		const own = drawn[at]! * deviation[feature]!;
		return mean[feature]! + own + (feature === 1 ? turn * drawn[at - 1]! : 0);
	});
}

const features = (values: ArrayLike<number>) => ({ values, size: SIZE });
const zeros = [0, 0, 0, 0, 0];
const ones = [1, 1, 1, 1, 1];

describe('the Fréchet distance', () => {
	const standard = features(gaussian('a', zeros, ones));

	it('is zero between a set and itself', () => {
		expect(frechetDistance(standard, standard)).toBeCloseTo(0, 9);
	});

	it('is the squared distance of the means where the spreads agree', () => {
		const moved = features(
			Float64Array.from(standard.values, (v, i) => v + (i % SIZE === 0 ? 3 : 0)),
		);
		expect(frechetDistance(standard, moved)).toBeCloseTo(9, 9);
	});

	it('grows as means and deviations do when a set is scaled', () => {
		const { values } = standard;
		const scaled = features(Float64Array.from(values, (value) => 2 * value));
		const moments = Array.from({ length: SIZE }, (_, feature) => {
			const own = Array.from({ length: COUNT }, (__, item) => values[item * SIZE + feature]!);
			const mean = own.reduce((a, b) => a + b) / COUNT;
			const variance = own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (COUNT - 1);
			return mean ** 2 + variance;
		});
		expect(frechetDistance(standard, scaled)).toBeCloseTo(
			moments.reduce((a, b) => a + b),
			8,
		);
	});

	it('is about what the formula gives for two different Gaussians, and the same both ways', () => {
		// Uncorrelated: Σ (μ₁ − μ₂)² + (σ₁ − σ₂)².
		const other = features(gaussian('b', [1, 0, 0, 0, 0], [1, 2, 1, 0.5, 1]));
		const distance = frechetDistance(standard, other);
		expect(distance).toBeGreaterThan(2.25 * 0.9);
		expect(distance).toBeLessThan(2.25 * 1.1);
		expect(frechetDistance(other, standard)).toBeCloseTo(distance, 9);
	});

	it('sees that features go together', () => {
		const mixed = features(gaussian('a', zeros, [1, 0.5, 1, 1, 1], Math.sqrt(0.75)));
		expect(frechetDistance(standard, mixed)).toBeGreaterThan(0.3);
	});

	it('refuses what it can’t compare', () => {
		expect(() => frechetDistance(standard, { values: [1, 2, 3], size: 3 })).toThrow(RangeError);
		expect(() => frechetDistance(standard, { values: [1, 2, 3, 4, 5], size: 5 })).toThrow(
			'no two items',
		);
	});
});

describe('variety', () => {
	it('is the mean distance of pairs of a class, classes alike', () => {
		const values = [0, 0, 3, 4, 0, 0, 9, 9, 0, 1];
		expect(varietyWithin({ values, size: 2 }, [1, 1, 2, 3, 2])).toBe((5 + 1) / 2);
	});

	it('is 0 for one picture a class and unknown without pairs', () => {
		expect(varietyWithin({ values: [1, 2, 1, 2], size: 2 }, [0, 0])).toBe(0);
		expect(varietyWithin({ values: [1, 2, 1, 2], size: 2 }, [0, 1])).toBeNaN();
	});
});

describe('answers', () => {
	it('are the greatest logits', () => {
		expect([...classesOf([0, 2, 1, -1, -3, -2], 3)]).toEqual([1, 0]);
	});
	it('are counted and compared', () => {
		expect(agreement([1, 2, 3, 4], [1, 2, 0, 0])).toBe(0.5);
		expect(classShares([0, 0, 2, 1], 3)).toEqual([0.5, 0.25, 0.25]);
	});
});

describe('the error of pictures', () => {
	const wanted = { values: [0, 0, 0, 1, 0, 0], channels: 3 };
	const made = { values: [1, 1, 1, 1, 0, 0.5], channels: 3 };
	it('is meant over the pixels that count', () => {
		expect(meanError(made, wanted)).toBeCloseTo(3.5 / 6, 12);
		expect(meanError(made, wanted, isColoured(wanted, 0.2))).toBeCloseTo(0.5 / 3, 12);
		expect(meanError(made, wanted, () => false)).toBeNaN();
	});
	it('asks for pictures of one size', () => {
		expect(() => meanError({ values: [1], channels: 1 }, wanted)).toThrow('differ in size');
	});
});
