// Stretches cover a run once, whatever its length.
import { expect, it } from 'vitest';
import { stretchesOf } from '../../../../src/lib/runtime/kernels/wasm/stretches';

it.each([
	[0, 2, 0],
	[1, 2, 1],
	[131_071, 2, 1],
	[131_072, 2, 2],
	[300_007, 1, 1],
	[300_007, 2, 4],
	[10_000_003, 3, 6],
])('%i numbers on %i threads are cut into %i', (count, threads, pieces) => {
	const stretches = stretchesOf(count, threads);
	expect(stretches).toHaveLength(pieces);
	let next = 0;
	for (const stretch of stretches) {
		expect(stretch.offset).toBe(next);
		expect(stretch.offset % 64).toBe(0);
		next += stretch.count * 4;
	}
	expect(next).toBe(count * 4);
});
