// Clones, casts, joining and cutting on wasm against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

holds('joins along any axis', 30, async (draw) => {
	const shape = [1, 2, 3].map((axis) => draw.integer(`axis ${axis}`, 1, 7));
	const axis = draw.integer('along', -3, 2);
	const parts = Array.from({ length: draw.integer('parts', 1, 4) }, (_, part) =>
		draw.values(shape.with(axis, draw.integer(`length ${part}`, 1, 7))),
	);
	const type = draw.pick('type', ['float32', 'int32'] as const);
	const { ours, theirs } = await onBoth(() => {
		const given = parts.map((part) => tensorOf(part).cast(type));
		return [tf.concat(given, axis)];
	});
	expectClose(ours, theirs, 0);
});

holds('cuts out any part', 40, async (draw) => {
	const rank = draw.integer('rank', 1, 4);
	const shape = Array.from({ length: rank }, (_, axis) => draw.integer(`axis ${axis}`, 1, 7));
	const whole = draw.integer('whole', 0, 2 ** rank - 1);
	const begin = shape.map((length, axis) =>
		(whole >> axis) & 1 ? 0 : draw.integer(`from ${axis}`, 0, length - 1),
	);
	const size = shape.map((length, axis) =>
		(whole >> axis) & 1 ? length : draw.integer(`size ${axis}`, 1, length - begin[axis]!),
	);
	const x = draw.values(shape);
	const type = draw.pick('type', ['float32', 'int32', 'bool'] as const);
	const { ours, theirs } = await onBoth(() => [
		tf.slice(tf.greater(tensorOf(x), 0).cast(type), begin, size),
		tf.slice(tensorOf(x), begin, size),
	]);
	expectClose(ours, theirs, 0);
});

holds('tiles along any axes', 20, async (draw) => {
	const rank = draw.integer('rank', 1, 4);
	const shape = Array.from({ length: rank }, (_, axis) => draw.integer(`axis ${axis}`, 1, 5));
	const times = shape.map((_, axis) => draw.integer(`times ${axis}`, 1, 4));
	const x = draw.values(shape);
	const type = draw.pick('type', ['float32', 'int32'] as const);
	const { ours, theirs } = await onBoth(() => [
		tf.tile(tensorOf(x).cast(type), times),
		tf.broadcastTo(tensorOf(x), [2, 3, ...shape]),
	]);
	expectClose(ours, theirs, 0);
});

it('joins with nothing, and cuts to nothing', async () => {
	const { ours, theirs } = await onBoth(() => [
		tf.concat([tf.ones([2, 0]), tf.ones([2, 3])], 1),
		tf.slice(tf.ones([2, 3]), [0, 1], [2, 0]),
	]);
	expectClose(ours, theirs, 0);
});

it('shares memory in a clone until the last of its tensors goes', () => {
	const before = tf.memory();
	const x = tf.tensor1d([1, 2, 3]);
	const y = x.clone();
	const z = y.cast('float32');
	expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 1);
	x.dispose();
	y.dispose();
	expect([...z.dataSync()]).toEqual([1, 2, 3]);
	const whole = z.cast('int32');
	expect([...whole.dataSync()]).toEqual([1, 2, 3]);
	tf.dispose([z, whole]);
	expect(tf.memory()).toEqual(before);
});
