// The ways back through pools on wasm against tfjs's plain JavaScript, and as adjoints of the ways forward.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import type { Draw } from './draw';
import { dot, expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

function drawPool(draw: Draw) {
	const window: [number, number] = [draw.integer('height', 1, 3), draw.integer('width', 1, 3)];
	const strides: [number, number] = [draw.integer('stride y', 1, 3), draw.integer('x', 1, 3)];
	const pad = draw.pick('pad', ['valid', 'same'] as const);
	const size = [draw.integer('rows', 3, 9), draw.integer('columns', 3, 9)];
	const x = draw.values([draw.integer('batch', 1, 3), ...size, draw.integer('channels', 1, 9)]);
	const pool = (kind: 'max' | 'avg') => (input: tf.Tensor) =>
		tf.pool(input as tf.Tensor4D, window, kind, pad, 1, strides);
	return { x, pad, pool };
}

holds('a maximum pool', 40, async (draw) => {
	const { x, pool } = drawPool(draw);
	const { ours, theirs } = await onBoth(() => [
		tf.grad((input: tf.Tensor) => tf.sum(tf.square(pool('max')(input))))(tensorOf(x)),
	]);
	expectClose(ours, theirs);
});

holds('a maximum pool gives ties to the first', 10, async (draw) => {
	const { x, pool } = drawPool(draw);
	const tied = { ...x, data: x.data.map(Math.sign) };
	const { ours, theirs } = await onBoth(() => [
		tf.grad((input: tf.Tensor) => tf.sum(pool('max')(input)))(tensorOf(tied)),
	]);
	expectClose(ours, theirs);
});

holds('an average pool', 40, async (draw) => {
	const { x, pad, pool } = drawPool(draw);
	const { ours, theirs } = await onBoth(() => {
		const y = pool('avg')(tensorOf(x));
		return [tf.grad((input: tf.Tensor) => tf.sum(tf.square(pool('avg')(input))))(tensorOf(x)), y];
	});
	// tfjs divides by the whole window, even where padding stands in it.
	if (pad === 'valid') expectClose(ours, theirs);
	const [dx, y] = ours as [Float32Array, Float32Array];
	expect(Math.abs(dot(x.data, dx) - 2 * dot(y, y))).toBeLessThan(1e-5 * Math.max(1, dot(y, y)));
});
