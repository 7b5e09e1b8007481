// Our sums and means on wasm against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

holds('sums and means over any axes', 80, async (draw) => {
	const rank = draw.integer('rank', 0, 4);
	const shape = Array.from({ length: rank }, (_, axis) => draw.integer(`axis ${axis}`, 1, 11));
	// Any subset, so that those are in it which ours leaves to tfjs.
	const subset = draw.integer('axes', 0, 2 ** rank - 1);
	const axes = shape.flatMap((_, axis) => ((subset >> axis) & 1 ? [axis - rank] : []));
	const keep = draw.pick('keepDims', [true, false]);
	const x = draw.values(shape, 0.5);
	const { ours, theirs } = await onBoth(() => [
		tf.sum(tensorOf(x), axes, keep),
		tf.mean(tensorOf(x), axes, keep),
		tf.sum(tensorOf(x)),
	]);
	expectClose(ours, theirs);
});

holds('long columns, narrow and wide', 12, async (draw) => {
	const x = draw.values([draw.integer('rows', 500, 4000), draw.integer('columns', 1, 9)], 1);
	const { ours, theirs } = await onBoth(() => [tf.sum(tensorOf(x), 0), tf.mean(tensorOf(x))]);
	expectClose(ours, theirs);
});

it('counts truths and whole numbers as tfjs does', async () => {
	const { ours, theirs } = await onBoth(() => {
		const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3], 'int32');
		return [tf.sum(x, 0), tf.mean(x, 1), tf.sum(tf.greater(x, 2))];
	});
	expectClose(ours, theirs, 1e-6);
});

holds('rows by segment', 20, async (draw) => {
	const rows = draw.integer('rows', 1, 30);
	const segments = draw.integer('segments', 1, 6);
	const x = draw.values([rows, ...draw.pick('row', [[], [1], [7], [2, 3]])]);
	// Some belong nowhere.
	const ids = Array.from({ length: rows }, () => draw.integer('id', -1, segments));
	const { ours, theirs } = await onBoth(() => [
		tf.unsortedSegmentSum(tensorOf(x), tf.tensor1d(ids, 'int32'), segments),
	]);
	expectClose(ours, theirs);
});

it('lets an embedding learn', async () => {
	const { ours, theirs } = await onBoth(() => {
		const table = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]);
		const ids = tf.tensor1d([3, 0, 3], 'int32');
		return [tf.grad((rows: tf.Tensor) => tf.sum(tf.square(tf.gather(rows, ids))))(table)];
	});
	expect([...theirs[0]!]).toEqual([2, 4, 0, 0, 0, 0, 28, 32]);
	expectClose(ours, theirs);
});

/** A flat map, as large as pictures of 256×256: every step of a plain sum is rounded the same way. */
it.each([1, 3, 8])('loses no digits in large flat maps: %i channels', async (channels) => {
	const rows = 131_072;
	const value = Math.fround(0.1);
	const { ours } = await onBoth(() => [tf.sum(tf.fill([rows, channels], value), 0)]);
	for (const sum of ours[0]!) expect(Math.abs(sum / (rows * value) - 1)).toBeLessThan(1e-5);
});
