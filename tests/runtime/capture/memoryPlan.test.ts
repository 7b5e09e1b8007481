import { describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import {
	lifetimes,
	planMemory,
	shareBuffers,
	type Lifetime,
} from '../../../src/lib/runtime/capture/memoryPlan';
import { constant, given, kernel, made, recording, variable } from './recordings';

describe('sharing buffers', () => {
	it('never gives one to two values needed at the same time, nor to one that is too large', () => {
		for (let draw = 0; draw < 50; draw++) {
			const random = randomAt(1, 'lives', draw);
			const [bytes, first, length] = [0, 1, 2].map((i) =>
				randomAt(i, 'lives', draw).integers(40, 20),
			);
			const lives = Array.from(random.integers(40, 2), (keep, value): Lifetime => {
				const last = first![value]! + length![value]!;
				return {
					value,
					bytes: 4 + 4 * bytes![value]!,
					first: first![value]!,
					last: keep && value % 7 === 0 ? Infinity : last,
				};
			});
			const { buffers, shared } = shareBuffers(lives);
			for (const a of lives) {
				expect(buffers[shared.get(a.value)!]).toBeGreaterThanOrEqual(a.bytes);
				for (const b of lives) {
					if (a === b || a.first > b.last || b.first > a.last) continue;
					expect(shared.get(a.value)).not.toBe(shared.get(b.value));
				}
			}
			const all = lives.reduce((sum, life) => sum + life.bytes, 0);
			expect(buffers.reduce((sum, size) => sum + size, 0)).toBeLessThan(all);
		}
	});

	it('takes turns in a chain: a kernel never writes what it reads', () => {
		const chain = recording({
			values: [given('x', 1), made(), made(), made(), made()],
			kernels: [1, 2, 3, 4].map((i) => kernel('next', i, i - 1)),
			outputs: new Map([['y', 4]]),
		});
		const { buffers, shared } = planMemory(chain);
		expect(buffers).toEqual([4, 4]);
		expect(shared.get(1)).toBe(shared.get(3));
		expect(shared.get(1)).not.toBe(shared.get(2));
		expect(lifetimes(chain).get(4)!.last).toBe(Infinity);
	});
});

it('keeps apart what one kernel writes, each for as long as it is read', () => {
	const two = recording({
		values: [given('x', 1), made(), made(), made(), made()],
		kernels: [
			{ ...kernel('split', 1, 0), writes: [1, 2] },
			kernel('neg', 3, 1),
			kernel('sub', 4, 2, 3),
		],
		outputs: new Map([['y', 4]]),
	});
	const { shared } = planMemory(two);
	expect(shared.get(1)).not.toBe(shared.get(2));
	expect(shared.get(3)).not.toBe(shared.get(2));
	expect(shared.get(4)).toBe(shared.get(1));
});

describe('variables', () => {
	const values = [variable(0), given('x', 1), made(), made(), constant(1, 1, 1, 1)];

	it('are written where they are, once nothing reads the old value any more', () => {
		const plan = planMemory(
			recording({
				values,
				kernels: [kernel('mul', 2, 0, 1), kernel('slice', 3, 2)],
				finals: [3],
			}),
		);
		expect([...plan.homes]).toEqual([[3, 0]]);
		expect(plan.copies).toEqual([]);
		expect(plan.shared.has(3)).toBe(false);
	});

	it.each([
		['the kernel that makes the new value reads the old one', [kernel('add', 3, 0, 1)]],
		['a later one does', [kernel('neg', 3, 1), kernel('add', 2, 0, 3)]],
	])('are copied to when %s', (_, kernels) => {
		const plan = planMemory(recording({ values, kernels, finals: [3] }));
		expect(plan.homes.size).toBe(0);
		expect(plan.copies).toEqual([{ value: 3, variable: 0 }]);
		expect(plan.shared.has(3)).toBe(true);
	});

	it('are left alone when they are changed in place, or not at all', () => {
		const plan = planMemory(recording({ values, kernels: [kernel('blend', 0, 1)], finals: [0] }));
		expect(plan).toMatchObject({ copies: [], buffers: [] });
	});

	it('take over what the host gives, by a copy', () => {
		const plan = planMemory(recording({ values, finals: [4] }));
		expect(plan.copies).toEqual([{ value: 4, variable: 0 }]);
	});

	it('that end as the same value get it each, one of them by a copy', () => {
		const plan = planMemory(
			recording({
				values: [variable(0), variable(1), given('x', 1), made()],
				kernels: [kernel('neg', 3, 2)],
				finals: [3, 3],
			}),
		);
		expect([...plan.homes]).toEqual([[3, 0]]);
		expect(plan.copies).toEqual([{ value: 3, variable: 1 }]);
	});

	it('can’t exchange their values, nor show the value they lose', () => {
		const two = [variable(0), variable(1), made()];
		expect(() => planMemory(recording({ values: two, finals: [1, 0] }))).toThrow('exchange');
		const overwritten = recording({
			values: two,
			kernels: [kernel('neg', 2, 1)],
			finals: [2, 1],
			outputs: new Map([['old', 0]]),
		});
		expect(() => planMemory(overwritten)).toThrow('overwritten');
	});
});
