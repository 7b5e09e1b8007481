import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { registerWasmKernels } from '../../../src/lib/runtime/kernels/wasm/register';

const files = dirname(
	createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);

beforeAll(async () => {
	setWasmPaths(join(files, 'dist') + '/');
	await tf.setBackend('wasm');
	await tf.ready();
	await registerWasmKernels(tf);
});

let draw = 0;
const values = (count: number): Float32Array => randomAt(1, 'kernels', draw++).normal(count);

/** The result of `f` on each backend: what our kernels say, and what tfjs's plain JavaScript says. */
async function onBoth(f: () => tf.Tensor): Promise<{ ours: Float32Array; theirs: Float32Array }> {
	const run = async (backend: string): Promise<Float32Array> => {
		await tf.setBackend(backend);
		return tf.tidy(f).dataSync() as Float32Array;
	};
	const theirs = await run('cpu');
	const ours = await run('wasm');
	expect(tf.getBackend()).toBe('wasm');
	return { ours, theirs };
}

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
	expect(ours.length).toBe(theirs.length);
	let scale = 1;
	let difference = 0;
	for (let i = 0; i < ours.length; i++) {
		scale = Math.max(scale, Math.abs(theirs[i]!));
		difference = Math.max(difference, Math.abs(ours[i]! - theirs[i]!));
	}
	expect(difference / scale).toBeLessThan(1e-5);
}

describe('the matrix product', () => {
	it.each([
		[1, 1, 1],
		[3, 5, 2],
		[7, 16, 9],
		[64, 300, 65],
		[130, 513, 8],
	])('is right in all transposes: %i × %i × %i', (m, k, n) => {
		const a = values(m * k);
		const b = values(k * n);
		const expected = Array.from({ length: m * n }, (_, at) => {
			let sum = 0;
			for (let i = 0; i < k; i++) sum += a[Math.floor(at / n) * k + i]! * b[i * n + (at % n)]!;
			return sum;
		});
		const before = tf.memory().numDataBuffers;
		for (const transposeA of [false, true]) {
			for (const transposeB of [false, true]) {
				const ours = tf.tidy(() => {
					const plainA = tf.tensor2d(a, [m, k]);
					const plainB = tf.tensor2d(b, [k, n]);
					const left = transposeA ? tf.transpose(plainA) : plainA;
					const right = transposeB ? tf.transpose(plainB) : plainB;
					return tf.matMul(left, right, transposeA, transposeB).dataSync();
				});
				expectClose(ours, expected);
			}
		}
		expect(tf.memory().numDataBuffers).toBe(before);
	});

	it('takes every matrix of a batch', async () => {
		const a = values(3 * 4 * 5);
		const b = values(3 * 6 * 5);
		const { ours, theirs } = await onBoth(() =>
			tf.matMul(tf.tensor3d(a, [3, 4, 5]), tf.tensor3d(b, [3, 6, 5]), false, true),
		);
		expectClose(ours, theirs);
	});

	it('shares one matrix among a batch, as tfjs does', async () => {
		const a = values(3 * 4 * 5);
		const b = values(5 * 6);
		const { ours, theirs } = await onBoth(() =>
			tf.matMul(tf.tensor3d(a, [3, 4, 5]), tf.tensor3d(b, [1, 5, 6])),
		);
		expectClose(ours, theirs);
	});
});

interface Case {
	batch: number;
	size: [height: number, width: number];
	channels: [before: number, after: number];
	filter: [height: number, width: number];
	stride: number;
	pad: 'same' | 'valid' | number;
	dilation: number;
}

const cases: Case[] = [
	{ batch: 2, size: [5, 5], channels: [1, 1], filter: [3, 3], stride: 1, pad: 'same', dilation: 1 },
	{ batch: 3, size: [7, 9], channels: [2, 5], filter: [4, 4], stride: 2, pad: 1, dilation: 1 },
	{
		batch: 1,
		size: [8, 8],
		channels: [3, 8],
		filter: [3, 3],
		stride: 2,
		pad: 'valid',
		dilation: 1,
	},
	{ batch: 2, size: [9, 6], channels: [4, 3], filter: [1, 5], stride: 1, pad: 2, dilation: 1 },
	{ batch: 2, size: [9, 9], channels: [3, 4], filter: [3, 3], stride: 1, pad: 'same', dilation: 2 },
	// Enough patches to be taken in several pieces.
	{ batch: 14, size: [14, 14], channels: [16, 3], filter: [4, 4], stride: 1, pad: 1, dilation: 1 },
];

describe('a convolution', () => {
	for (const { batch, size, channels, filter, stride, pad, dilation } of cases) {
		const name = `${batch} × ${size.join('×')}×${channels[0]}, filter ${filter.join('×')}, stride ${stride}, pad ${pad}, dilation ${dilation}`;
		const xShape: [number, number, number, number] = [batch, ...size, channels[0]];
		const wShape: [number, number, number, number] = [...filter, ...channels];
		const x = values(xShape.reduce((a, b) => a * b));
		const w = values(wShape.reduce((a, b) => a * b));
		// tfjs takes a rounding only where the padding is a number.
		const rounding = typeof pad === 'number' ? 'floor' : undefined;
		const convolve = (a: tf.Tensor, b: tf.Tensor): tf.Tensor4D =>
			tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad, 'NHWC', dilation, rounding);

		it(`goes forward: ${name}`, async () => {
			const { ours, theirs } = await onBoth(() =>
				convolve(tf.tensor4d(x, xShape), tf.tensor4d(w, wShape)),
			);
			expectClose(ours, theirs);
		});

		// tfjs itself refuses to differentiate a dilated convolution.
		if (dilation > 1) continue;
		for (const [index, to] of ['input', 'filter'].entries()) {
			it(`gives the gradient to the ${to}: ${name}`, async () => {
				const { ours, theirs } = await onBoth(() => {
					const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(w, wShape)];
					// A square makes the gradient depend on the output, so that a wrong dy shows.
					return tf.grads((a, b) => tf.sum(tf.square(convolve(a, b))))(inputs)[index]!;
				});
				expectClose(ours, theirs);
			});
		}
	}
});
