// Any JSON, for tests that say “whatever is given”.
import { randomAt } from '../../src/lib/graph/random';
import type { Json } from '../../src/lib/graph/types';

/** Numbers in [0, 1), the same every time. */
export function sequence(seed: number): () => number {
	const numbers = randomAt(seed, 'sequence', 0).uniform(1 << 18);
	let next = 0;
	return () => numbers[next++ % numbers.length]!;
}

export function pick<T>(random: () => number, options: readonly T[]): T {
	return options[Math.floor(random() * options.length)]!;
}

const ODD: readonly Json[] = [
	...[null, true, false, '', 'x', '64', '−1', 'normal', 'constructor', '__proto__', '犬'],
	...[0, -0, 1, -1, 2, 10, 28, 0.5, 1e-300, 1e9, 1e308, -1e308, 65536, 65537, 2 ** 31, 2 ** 53],
	...[[], [1], [28, 28, 1], [0], [1e9, 1e9], ['G'], ['G', 'G', 'D'], [null], [[1]], [-1, 1]],
	...[{}, { toString: 1 }, { length: 3 }, { 0: 1 }],
];

export function randomJson(random: () => number, depth = 0): Json {
	const roll = random();
	if (depth > 2 || roll < 0.7) return pick(random, ODD);
	const count = Math.floor(random() * 4);
	const parts = Array.from({ length: count }, () => randomJson(random, depth + 1));
	if (roll < 0.9) return parts;
	return Object.fromEntries(parts.map((part, i) => [pick(random, ['a', 'x1', 'shape']) + i, part]));
}
