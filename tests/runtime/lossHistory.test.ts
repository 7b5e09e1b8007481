import { describe, expect, it } from 'vitest';
import { appendLosses, lossesUntil, type LossSeries } from '../../src/lib/runtime/lossHistory';

function series(from: number, count: number, value: (round: number) => number): LossSeries {
	const rounds = Array.from({ length: count }, (_, i) => from + i);
	return { rounds, values: rounds.map(value) };
}

describe('appendLosses', () => {
	it('keeps everything while it fits', () => {
		const first = appendLosses(
			undefined,
			series(1, 3, (round) => round),
		);
		expect(
			appendLosses(
				first,
				series(4, 2, (round) => round),
			),
		).toEqual(series(1, 5, (r) => r));
	});

	it('stays bounded and in order, keeps both ends and every spike', () => {
		const spikes = new Set([777, 5000, 9001]);
		let all: LossSeries | undefined;
		for (let from = 1; from <= 10_000; from += 50) {
			all = appendLosses(
				all,
				series(from, 50, (round) => (spikes.has(round) ? 100 : Math.sin(round))),
				400,
			);
			expect(all.rounds.length).toBeLessThanOrEqual(400);
		}
		const { rounds, values } = all!;
		expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
		expect(rounds.at(-1)).toBe(10_000);
		expect(rounds[0]).toBe(1);
		const gaps = rounds.slice(1).map((round, i) => round - rounds[i]!);
		expect(Math.max(...gaps)).toBeLessThan(250);
		expect(rounds.filter((_, i) => values[i] === 100)).toEqual([...spikes]);
	});

	it('gives the same object when nothing is new', () => {
		const first = series(1, 3, (round) => round);
		expect(appendLosses(first, { rounds: [], values: [] })).toBe(first);
	});
});

describe('lossesUntil', () => {
	it('cuts off what was undone', () => {
		expect(
			lossesUntil(
				series(1, 9, (r) => r),
				4,
			),
		).toEqual(series(1, 4, (r) => r));
	});
});
