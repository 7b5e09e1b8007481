// Our elementwise kernels on wasm against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

holds('leaky ReLU', 20, async (draw) => {
	const x = draw.values([draw.integer('length', 1, 70)]);
	// Slopes above 1 would be wrong as a maximum.
	const slope = draw.pick('slope', [0, 0.2, 1, 3]);
	const { ours, theirs } = await onBoth(() => [tf.leakyRelu(tensorOf(x), slope)]);
	expectClose(ours, theirs, 1e-7);
});

holds('tanh', 20, async (draw) => {
	const x = draw.values([draw.integer('length', 1, 70)], 0, draw.pick('spread', [1e-3, 1, 10]));
	const { ours, theirs } = await onBoth(() => [tf.tanh(tensorOf(x))]);
	expectClose(ours, theirs, 5e-7);
	// Small values, too, to the last few bits of their own.
	ours[0]!.forEach((value, i) => {
		const exact = Math.tanh(x.data[i]!);
		expect(Math.abs(value - exact)).toBeLessThanOrEqual(3e-7 * Math.abs(exact));
	});
});

it('keeps the ends of tanh and what is no number', () => {
	const given = [0, 1e-30, 50, -50, Infinity, -Infinity, NaN, 0.625, -0.625];
	const got = tf.tidy(() => tf.tanh(tf.tensor1d(given)).dataSync());
	given.forEach((x, i) => {
		const exact = Math.fround(Math.tanh(x));
		if (Number.isNaN(x)) expect(got[i]).toBeNaN();
		else expect(Math.abs(got[i]! - exact)).toBeLessThanOrEqual(3e-7 * Math.abs(exact));
	});
});

holds('adding a row to every row', 40, async (draw) => {
	const shape = [1, 2, 3].map((axis) => draw.integer(`axis ${axis}`, 1, 9));
	const own = draw.pick('row', [shape.slice(2), shape.slice(1), [1, ...shape.slice(1)], shape]);
	const other = draw.pick('other', [own, [shape[0]!, 1, 1], [shape[1]!, 1], [1]]);
	const [a, b] = [draw.values(shape), draw.values(other)];
	const { ours, theirs } = await onBoth(() => [
		tf.add(tensorOf(a), tensorOf(b)),
		tf.add(tensorOf(b), tensorOf(a)),
	]);
	expectClose(ours, theirs, 0);
});

it('adds to a row of the same size but another shape', async () => {
	const a = new Float32Array(8).map((_, i) => i);
	const { ours, theirs } = await onBoth(() => [
		tf.add(tf.tensor(a, [8, 1]), tf.tensor(a, [1, 8])),
		tf.add(tf.tensor(a, [8]), tf.tensor(a, [1, 1, 8])),
	]);
	expectClose(ours, theirs, 0);
});

it('leaves whole numbers to tfjs', async () => {
	const { ours, theirs } = await onBoth(() => [
		tf.add(tf.ones([3, 4], 'int32'), tf.tensor1d([1, 2, 3, 4], 'int32')),
	]);
	expectClose(ours, theirs, 0);
});
