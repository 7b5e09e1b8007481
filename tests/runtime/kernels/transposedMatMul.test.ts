import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { registerTransposedMatMul } from '../../../src/lib/runtime/kernels/wasm/transposedMatMul';

const files = dirname(
	createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);

beforeAll(async () => {
	setWasmPaths(join(files, 'dist') + '/');
	await tf.setBackend('wasm');
	await tf.ready();
	registerTransposedMatMul(tf);
	registerTransposedMatMul(tf);
});

/** Σ over the inner axis in float64, straight from the definition. */
function product(a: number[][], b: number[][]): number[] {
	return a.flatMap((row) =>
		b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)),
	);
}

const flip = (m: number[][]): number[][] => m[0]!.map((_, j) => m.map((row) => row[j]!));

describe('the wasm matrix product', () => {
	it.each([
		[1, 1, 1],
		[3, 5, 2],
		[7, 16, 9],
		[64, 33, 65],
	])('is right in all transposes: %i × %i × %i', (m, k, n) => {
		expect(tf.getBackend()).toBe('wasm');
		const random = randomAt(1, 'matMul', m);
		const matrix = (rows: number, columns: number): number[][] =>
			Array.from({ length: rows }, (_, i) =>
				Array.from(random.normal(rows * columns).slice(i * columns, (i + 1) * columns)),
			);
		const a = matrix(m, k);
		const b = matrix(k, n);
		const expected = product(a, b);
		for (const transposeA of [false, true]) {
			for (const transposeB of [false, true]) {
				const before = tf.memory().numDataBuffers;
				const out = tf.tidy(() =>
					tf
						.matMul(
							tf.tensor2d(transposeA ? flip(a) : a),
							tf.tensor2d(transposeB ? flip(b) : b),
							transposeA,
							transposeB,
						)
						.dataSync(),
				);
				expected.forEach((value, i) => expect(out[i]).toBeCloseTo(value, 4));
				expect(tf.memory().numDataBuffers).toBe(before);
			}
		}
	});
});
