// The normalisation by one kernel of ours against the composed one, forward and backward.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { fusedKernels } from '../../../src/lib/nodes/ops/fused';
import { normalise, type NormScope } from '../../../src/lib/nodes/ops/normalise';
import { registerWasmKernels } from '../../../src/lib/runtime/kernels/wasm/register';

beforeAll(async () => {
	const packageFile = createRequire(import.meta.url).resolve(
		'@tensorflow/tfjs-backend-wasm/package.json',
	);
	setWasmPaths(join(dirname(packageFile), 'dist') + '/');
	await tf.setBackend('wasm');
	await registerWasmKernels(tf);
});

/** y, mean, variance, and the gradients to x, scale and shift. */
function run(shape: number[], scope: NormScope): number[][] {
	const values = (name: string, of: number[]): tf.Tensor =>
		tf.tensor(
			randomAt(3, name, 0).normal(
				of.reduce((a, b) => a * b, 1),
				0.3,
				2,
			),
			of,
		);
	const channels = [shape.at(-1)!];
	let result: number[][] = [];
	tf.tidy(() => {
		const given = [values('x', shape), values('scale', channels), values('shift', channels)];
		const apply = (x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor) =>
			normalise(tf, x, scale, shift, 1e-5, scope);
		const by = values('dy', shape);
		const { y, mean, variance } = apply(given[0]!, given[1]!, given[2]!);
		const gradients = tf.grads((x, scale, shift) =>
			tf.sum(tf.mul(apply(x!, scale!, shift!).y, by)),
		)(given);
		result = [y, mean, variance, ...gradients].map((tensor) => [...tensor.dataSync()]);
	});
	return result;
}

it.each([
	{ shape: [7, 5], scope: 'batch' },
	{ shape: [64, 128], scope: 'batch' },
	{ shape: [3, 4, 2, 6], scope: 'batch' },
	{ shape: [3, 4, 2, 6], scope: 'item' },
	{ shape: [1, 9, 5, 17], scope: 'item' },
] satisfies { shape: number[]; scope: NormScope }[])(
	'$shape by $scope',
	async ({ shape, scope }) => {
		const kernel = scope === 'batch' ? fusedKernels.norm : fusedKernels.itemNorm;
		await tf.setBackend('cpu');
		expect(tf.getKernel(kernel, 'cpu')).toBeUndefined();
		const composed = run(shape, scope);
		await tf.setBackend('wasm');
		expect(tf.getKernel(kernel, 'wasm')).toBeDefined();
		const before = tf.memory().numTensors;
		const fused = run(shape, scope);
		expect(tf.memory().numTensors).toBe(before);
		fused.forEach((values, part) => {
			const other = composed[part]!;
			expect(values.length).toBe(other.length);
			const off = values.map(
				(value, i) => Math.abs(value - other[i]!) / Math.max(1, Math.abs(other[i]!)),
			);
			expect(Math.max(...off)).toBeLessThan(2e-5);
		});
	},
);
