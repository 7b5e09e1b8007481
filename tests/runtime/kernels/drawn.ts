// Properties of kernels: tests over shapes and values drawn from seeds, which a failure names.
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { Draw } from './draw';

export type Drawn = ReturnType<Draw['values']>;

export const tensorOf = ({ shape, data }: Drawn): tf.Tensor => tf.tensor(data, shape);

/** One test that holds for seeds 1 … `seeds`; a failure tells the seed and what it drew. */
export function holds(name: string, seeds: number, check: (draw: Draw) => Promise<void>): void {
	it(name, async () => {
		for (let seed = 1; seed <= seeds; seed++) {
			const draw = new Draw(seed);
			try {
				await check(draw);
			} catch (error) {
				throw new Error(`${draw} ${String(error)}`, { cause: error });
			}
		}
	});
}

/** What `f` gives on our wasm backend, and on tfjs's plain JavaScript. */
export async function onBoth(
	f: () => tf.Tensor[],
): Promise<{ ours: Float32Array[]; theirs: Float32Array[] }> {
	const run = async (backend: string): Promise<Float32Array[]> => {
		await tf.setBackend(backend);
		return tf.tidy(() => f().map((tensor) => tensor.dataSync().slice() as Float32Array));
	};
	const theirs = await run('cpu');
	const ours = await run('wasm');
	return { ours, theirs };
}

/** Each pair is as long, finite, and apart by no more than `tolerance` of the largest value (or of 1). */
export function expectClose(
	ours: readonly ArrayLike<number>[],
	theirs: readonly ArrayLike<number>[],
	tolerance = 1e-5,
): void {
	expect(ours.length).toBe(theirs.length);
	ours.forEach((own, part) => {
		const other = theirs[part]!;
		expect(own.length).toBe(other.length);
		let scale = 1;
		for (let i = 0; i < other.length; i++) scale = Math.max(scale, Math.abs(other[i]!));
		for (let i = 0; i < own.length; i++) {
			// Written so that NaN fails, too.
			if (!(Math.abs(own[i]! - other[i]!) <= tolerance * scale)) {
				throw new Error(`Result ${part} at ${i}: ${own[i]} and not ${other[i]}.`);
			}
		}
	});
}

/** ⟨a, b⟩: where forward is linear, ⟨forward(x), dy⟩ = ⟨x, backward(dy)⟩ for any x and dy. */
export function dot(a: Float32Array, b: Float32Array): number {
	return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
