import { describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import type { ParamMap } from '../../../src/lib/graph/types';
import { constant } from '../../../src/lib/nodes/sources/constant';
import { noise } from '../../../src/lib/nodes/sources/noise';
import type { Kind } from '../../../src/lib/nodes/kind';
import { inferContext } from '../contexts';

function draw(kind: Kind, params: ParamMap, batch: number): number[] {
	const context = inferContext(kind, {}, params);
	const { outputs } = kind.infer(context);
	const [port] = Object.keys(outputs);
	const drawn = kind.source!.draw({
		...context,
		outputs: outputs as never,
		batch,
		draw: 2,
		seed: 1,
		random: randomAt(1, 'noise', 2),
		ports: Object.keys(outputs),
		given: {},
	});
	return [...drawn[port!]!.values];
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('noise', () => {
	it('is normal with the mean and deviation asked for', () => {
		const values = draw(noise, { size: 100, mean: 3, deviation: 2 }, 200);
		const centre = mean(values);
		const variance = mean(values.map((value) => (value - centre) ** 2));
		// Five standard errors of 20,000 draws.
		expect(Math.abs(centre - 3)).toBeLessThan((5 * 2) / Math.sqrt(20_000));
		expect(Math.abs(variance - 4)).toBeLessThan(5 * 4 * Math.sqrt(2 / 20_000));
	});

	it('is uniform within its bounds', () => {
		const params = { size: 50, distribution: 'uniform', min: 1, max: 3 };
		const values = draw(noise, params, 200);
		expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
		expect(Math.max(...values)).toBeLessThanOrEqual(3);
		expect(Math.abs(mean(values) - 2)).toBeLessThan((5 * Math.sqrt(1 / 3)) / Math.sqrt(10_000));
	});

	it('gives a constant as often as asked', () => {
		expect(draw(constant, { value: 0.5, size: 3 }, 2)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
	});
});
