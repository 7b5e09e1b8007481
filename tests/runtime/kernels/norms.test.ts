// Our normalisation on wasm, forward and backward, against the same composed of tfjs's operations.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { fusedKernels } from '../../../src/lib/nodes/ops/fused';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { expectClose, holds, onBoth, tensorOf } from './drawn';

const EPSILON = 1e-3;

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

/** y, mean, variance and the gradients to x, scale and shift of x [items, rows, channels]. */
function composed(x: tf.Tensor, dy: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor[] {
	const normal = (from: tf.Tensor, by: tf.Tensor, to: tf.Tensor): tf.Tensor => {
		const { mean, variance } = tf.moments(from, 1, true);
		return from
			.sub(mean)
			.div(tf.sqrt(variance.add(EPSILON)))
			.mul(by)
			.add(to);
	};
	const { mean, variance } = tf.moments(x, 1);
	const gradients = tf.grads((a, b, c) => normal(a!, b!, c!).mul(dy).sum())([x, scale, shift]);
	return [normal(x, scale, shift), mean, variance, ...gradients];
}

function fused(
	items: number,
	x: tf.Tensor,
	dy: tf.Tensor,
	scale: tf.Tensor,
	shift: tf.Tensor,
): tf.Tensor[] {
	const engine = tf.engine();
	const attrs = { epsilon: EPSILON };
	const [name, gradientName] =
		items === 1
			? [fusedKernels.norm, fusedKernels.normGradient]
			: [fusedKernels.itemNorm, fusedKernels.itemNormGradient];
	const [y, mean, variance, inverse] = engine.runKernel<tf.Tensor[]>(
		name,
		{ x, scale, shift },
		attrs,
	);
	expect(mean!.shape).toEqual(items === 1 ? scale.shape : [items, ...scale.shape]);
	const gradients = engine.runKernel<tf.Tensor[]>(
		gradientName,
		{ x, dy, scale, mean: mean!, inverse: inverse! },
		attrs,
	);
	return [y!, mean!, variance!, ...gradients];
}

holds('normalises items each by itself', 30, async (draw) => {
	const items = draw.integer('items', 1, 5);
	const rows = draw.integer('rows', 1, 40);
	const channels = draw.integer('channels', 1, 37);
	const shape = [items, rows, channels];
	const x = draw.values(shape, 0.3, 2);
	const dy = draw.values(shape);
	const [scale, shift] = [draw.values([channels], 1, 0.5), draw.values([channels])];
	const { ours, theirs } = await onBoth(() => {
		const given = [x, dy, scale, shift].map(tensorOf) as Parameters<typeof composed>;
		return tf.getBackend() === 'wasm' ? fused(items, ...given) : composed(...given);
	});
	expectClose(ours, theirs, 2e-5);
});

it('loses no digits in large maps that are mostly flat', () => {
	const [rows, channels] = [65_536, 5];
	// Mostly one value, and another in a corner: mean and variance are known.
	const inCorner = (i: number): boolean => Math.floor(i / channels) < rows / 8;
	const x = Float32Array.from({ length: rows * channels }, (_, i) => (inCorner(i) ? 0.9 : 0.1));
	const dy = x.map((value) => value / 3);
	tf.tidy(() => {
		const given = [x, dy].map((values) => tf.tensor3d(values, [1, rows, channels]));
		const [, mean, variance, , dScale, dShift] = fused(
			...([1, given[0]!, given[1]!, tf.ones([channels]), tf.zeros([channels])] as const),
		).map((tensor) => tensor.dataSync()[0]!);
		const [low, high] = [Math.fround(0.1), Math.fround(0.9)];
		const [share, apart] = [1 / 8, high - low];
		const spread = share * (1 - share) * apart ** 2;
		const off = (own: number, expected: number): number => Math.abs(own / expected - 1);
		expect(off(mean!, low + share * apart)).toBeLessThan(2e-5);
		expect(off(variance!, spread)).toBeLessThan(2e-5);
		expect(off(dShift!, (rows * (low + share * apart)) / 3)).toBeLessThan(2e-5);
		// Σ dy · x̂ = rows / 3 · covariance of x with itself, for its deviation.
		expect(off(dScale!, (rows / 3) * (spread / Math.sqrt(spread + EPSILON)))).toBeLessThan(2e-5);
	});
});
