import { describe, expect, it } from 'vitest';
import {
	bestAnswer,
	distanceFromBest,
	FLOOR,
	jensenShannon,
	kullbackLeibler,
	valueAtBest,
	valueOf,
} from '../../src/lib/metrics/divergences';
import theory from '../fixtures/theory.json';

/** Those of Gaussians give a rule in place of their masses. */
function gaussian(mean: number): Float64Array {
	const shape = Float64Array.from({ length: 81 }, (_, i) =>
		Math.exp(-(((i - 40) / 10 - mean) ** 2) / (2 * 0.25)),
	);
	const sum = shape.reduce((a, b) => a + b);
	return shape.map((value) => value / sum);
}

const pairs = theory.pairs.map((pair) => ({
	...pair,
	p: pair.p_data ?? gaussian(0),
	q: pair.p_g ?? gaussian(Number(pair.name.at(-1))),
}));

function expectAll(found: number[], expected: readonly (number | null)[]): void {
	expect(found).toHaveLength(expected.length);
	for (const [i, value] of expected.entries()) {
		if (value === null) expect(found[i]).toBeNaN();
		else expect(Math.abs(found[i]! - value)).toBeLessThan(1e-6);
	}
}

describe.each(pairs)('$name', (pair) => {
	const { p, q } = pair;
	const best = (labels?: { real: number; fake: number }): number[] =>
		Array.from(p, (own, i) => bestAnswer(own, q[i]!, labels));

	it('has the best D of the reference, for every convention of labels', () => {
		if (!pair.D_star_real1) return expect(pair.shape).toEqual([81]);
		expectAll(best(), pair.D_star_real1);
		expectAll(best({ real: 0, fake: 1 }), pair.D_star_flipped_real0);
		expectAll(best({ real: 0.9, fake: 0 }), pair.D_star_one_sided_smoothing_0_9);
		expectAll(best({ real: 1, fake: 0 }), pair.D_star_lsgan_a0_b1);
	});

	it('has its JSD, and the value at the best D, found both ways', () => {
		expect(jensenShannon(p, q)).toBeCloseTo(pair.JSD_nats, 6);
		expect(valueAtBest(p, q)).toBeCloseTo(pair.V_at_D_star, 6);
		expect(FLOOR + 2 * jensenShannon(p, q)).toBeCloseTo(pair.minus_log4_plus_2JSD, 6);
	});

	it('has no better D than the best', () => {
		for (const shift of [-0.2, -0.01, 0.01, 0.2]) {
			const other = best().map((answer) => Math.min(1, Math.max(0, answer + shift)));
			expect(valueOf(p, q, other)).toBeLessThanOrEqual(valueAtBest(p, q) + 1e-12);
		}
	});
});

describe('a divergence', () => {
	const [p, q] = [
		[0.5, 0.5, 0],
		[0.25, 0.25, 0.5],
	];

	it('is as by hand', () => {
		expect(kullbackLeibler(p, q)).toBeCloseTo(Math.log(2), 12);
		expect(kullbackLeibler(q, p)).toBe(Infinity);
		expect(kullbackLeibler(p, p)).toBe(0);
		expect(jensenShannon(p, q)).toBeCloseTo(jensenShannon(q, p), 12);
	});

	it('tells how far D is from the best one, by where points are', () => {
		const best = p.map((own, i) => bestAnswer(own, q[i]!));
		expect(distanceFromBest(p, q, best)).toBe(0);
		expect(distanceFromBest(p, q, [best[0]! + 0.1, best[1]!, best[2]!])).toBeCloseTo(0.0375, 12);
		const flipped = { real: 0, fake: 1 };
		expect(
			distanceFromBest(
				p,
				q,
				best.map((d) => 1 - d),
				flipped,
			),
		).toBeCloseTo(0, 12);
	});
});
