import { describe, expect, it } from 'vitest';
import { rateFactor } from '../../src/lib/runtime/rateSchedule';

const factors = (params: Parameters<typeof rateFactor>[0], rounds: number): number[] =>
	Array.from({ length: rounds }, (_, round) => rateFactor(params, round, rounds));

describe('the learning rate', () => {
	it('stays as it is', () => {
		expect(factors({ schedule: 'constant', decayFrom: 2 }, 4)).toEqual([1, 1, 1, 1]);
		expect(factors({}, 2)).toEqual([1, 1]);
	});

	it('falls in a line from a round on, as CycleGAN’s, and is never zero', () => {
		// Theirs, for epochs from 0: 1 − max(0, epoch + 1 − n) / (n′ + 1), here with n = n′ = 4.
		const theirs = [0, 1, 2, 3, 4, 5, 6, 7].map((epoch) => 1 - Math.max(0, epoch + 1 - 4) / 5);
		factors({ schedule: 'linear', decayFrom: 4 }, 8).forEach((factor, epoch) =>
			expect(factor).toBeCloseTo(theirs[epoch]!, 12),
		);
	});

	it('falls along half a cosine', () => {
		const params = { schedule: 'cosine', decayFrom: 1 };
		const [first, second, third, fourth] = factors(params, 4);
		expect(first).toBe(1);
		// 3 of 4 quarters are left, then 2, then 1.
		expect(second).toBeCloseTo(0.853553, 6);
		expect(third).toBeCloseTo(0.5, 12);
		expect(fourth).toBeCloseTo(0.146447, 6);
	});

	it('does not fall where the last round comes first, and is zero after it', () => {
		expect(factors({ schedule: 'linear', decayFrom: 9 }, 3)).toEqual([1, 1, 1]);
		expect(rateFactor({ schedule: 'linear', decayFrom: 2 }, 7, 5)).toBe(0);
		expect(rateFactor({ schedule: 'linear', decayFrom: 6 }, 6, 5)).toBe(0);
	});
});
