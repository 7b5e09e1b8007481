// Threads that share our kernels' work, as Node's own: they start, and change no bit of a result.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fusedKernels } from '../../../../src/lib/nodes/ops/fused';
import { chooseBackend } from '../../../../src/lib/runtime/backends';
import { WasmKernels, type WasmBackend } from '../../../../src/lib/runtime/kernels/wasm/memory';
import { registerWasmKernels } from '../../../../src/lib/runtime/kernels/wasm/register';
import { threads } from '../../../../src/lib/runtime/kernels/wasm/threads/hostInNode';
import type { BackendVerdict } from '../../../../src/lib/runtime/protocol';
import { wasmFiles } from '../../../../src/lib/runtime/wasmFilesInNode';
import { holds, tensorOf } from '../drawn';

let verdicts: BackendVerdict[];
let kernels: WasmKernels;

beforeAll(async () => {
	verdicts = await chooseBackend(tf, 'wasm', wasmFiles, { ...threads, cores: 3 });
	kernels = await registerWasmKernels(tf);
});

it('the verdict tells how many there are', () => {
	expect(verdicts.find(({ state }) => state === 'used')).toMatchObject({
		name: 'wasm',
		threads: 3,
	});
});

/** The bytes of what `f` gives. */
function bytesOf(f: () => tf.Tensor[]): string[] {
	return tf.tidy(() =>
		f().map((tensor) => Buffer.from(tensor.dataSync().slice().buffer).toString('base64')),
	);
}

describe('they change no bit of', () => {
	const compare = (f: () => tf.Tensor[]): void => {
		kernels.sharing = false;
		const alone = bytesOf(f);
		kernels.sharing = true;
		expect(bytesOf(f)).toEqual(alone);
	};

	holds('a matrix product', 12, async (draw) => {
		const [m, n] = [draw.integer('m', 1, 150), draw.integer('n', 1, 150)];
		const [batch, k] = [draw.integer('batch', 1, 40), draw.integer('k', 1, 300)];
		const [a, b] = [draw.values([batch, m, k]), draw.values([batch, k, n])];
		compare(() => [tf.matMul(tensorOf(a), tensorOf(b))]);
	});

	holds('a convolution and its gradients', 20, async (draw) => {
		const [batch, size] = [draw.integer('batch', 1, 16), draw.integer('size', 4, 32)];
		const channels = [draw.integer('channels', 1, 24), draw.integer('to', 1, 40)] as const;
		const [taps, stride] = [draw.integer('taps', 1, 4), draw.integer('stride', 1, 3)];
		const x = draw.values([batch, size, size, channels[0]]);
		const filter = draw.values([taps, taps, ...channels]);
		const places = Math.ceil(size / stride);
		const dy = draw.values([batch, places, places, channels[1]]);
		compare(() => {
			const [a, b, c] = [x, filter, dy].map(tensorOf) as tf.Tensor4D[];
			const gradients = tf.grads((u, v) =>
				tf.conv2d(u as tf.Tensor4D, v as tf.Tensor4D, stride, 'same'),
			);
			return [tf.conv2d(a!, b!, stride, 'same'), ...gradients([a!, b!], c)];
		});
	});

	it('an optimizer’s update, nor of the state it keeps', () => {
		// Several stretches, the last of them short.
		const shape = [300_007];
		const draw = (seed: number): tf.Tensor => tf.randomUniform(shape, 0, 1, 'float32', seed);
		const rates = Float32Array.of(0.01, 1.2);
		compare(() => {
			const [p, gradient, m, v] = [1, 2, 3, 4].map(draw);
			const attrs = { rates, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
			const inputs = { p, gradient, m, v } as unknown as tf.NamedTensorMap;
			const next = tf.engine().runKernel(fusedKernels.adam, inputs, attrs as never) as tf.Tensor;
			return [next, m!, v!];
		});
	});

	it('an activation', () => {
		const x = tf.randomNormal([4, 70_001], 0, 1, 'float32', 5);
		compare(() => [tf.leakyRelu(x, 0.2), tf.tanh(x)]);
		x.dispose();
	});
});

describe('a thread', () => {
	it('that can’t be started is done without, and the reason kept', async () => {
		const backend = tf.backend() as unknown as WasmBackend;
		const failing = { ...threads, start: () => Promise.reject(new Error('no worker today')) };
		const alone = await WasmKernels.on(backend, failing);
		expect(alone.threads).toBe(1);
		expect(alone.threadProblem).toContain('no worker today');
	});

	it('whose kernel fails makes the call fail, and serves on', () => {
		// Views of nothing, far behind the end of the memory.
		const part = [0xfffff000, 1, 0, 1, 0, 1] as const;
		expect(() => kernels.parallel('multiply', [part, part, part, part])).toThrow('kernel failed');
		const a = tf.randomNormal([256, 256], 0, 1, 'float32', 1);
		const b = tf.eye(256);
		expect(tf.matMul(a, b).equal(a).all().dataSync()[0]).toBe(1);
	});
});
