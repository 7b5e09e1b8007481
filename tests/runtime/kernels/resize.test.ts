// Resized pictures on wasm against tfjs's plain JavaScript, and the ways back as their adjoints.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { dot, expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

for (const method of ['resizeNearestNeighbor', 'resizeBilinear'] as const) {
	holds(`${method} and its gradient`, 60, async (draw) => {
		const [batch, channels] = [draw.integer('batch', 1, 3), draw.integer('channels', 1, 9)];
		const to: [number, number] = [draw.integer('to', 1, 13), draw.integer('by', 1, 13)];
		const [aligned, half] = draw.pick('count from', [
			[false, false],
			[false, true],
			[true, false],
		] as const);
		// tfjs's gradient never ends where the corners of a single row are aligned.
		const least = aligned ? 2 : 1;
		const from = [draw.integer('height', least, 9), draw.integer('width', least, 9)];
		const x = draw.values([batch, ...from, channels]);
		const dy = draw.values([batch, ...to, channels]);
		const resize = (images: tf.Tensor): tf.Tensor4D =>
			tf.image[method](images as tf.Tensor4D, to, aligned, half);
		const gradient = (): tf.Tensor =>
			tf.grad((images: tf.Tensor) => tf.sum(tf.mul(resize(images), tensorOf(dy))))(tensorOf(x));
		// On the CPU, tfjs's gradients are wrong with half pixels, with pictures not square, and with more than one.
		const comparable = !half && batch === 1 && from[0] === from[1];
		const { ours, theirs } = await onBoth(() => {
			const known = comparable || tf.getBackend() === 'wasm';
			return [resize(tensorOf(x)), ...(known ? [gradient()] : [])];
		});
		expectClose(ours.slice(0, theirs.length), theirs);
		const [y, dx] = ours as [Float32Array, Float32Array];
		const spread = Math.sqrt(dot(y, y) * dot(dy.data, dy.data));
		expect(Math.abs(dot(x.data, dx) - dot(y, dy.data))).toBeLessThan(1e-5 * spread);
	});
}
