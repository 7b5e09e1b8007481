// Our depthwise convolution on wasm and its two gradients against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { dot, expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

type Pair = [number, number];

holds('goes forward, and back to the input and the filter', 60, async (draw) => {
	const filterSize: Pair = [draw.integer('filter height', 1, 4), draw.integer('width', 1, 4)];
	const dilations: Pair = [draw.integer('dilation y', 1, 2), draw.integer('x', 1, 2)];
	// tfjs takes no stride with a dilation.
	const strides: Pair = dilations.some((dilation) => dilation > 1)
		? [1, 1]
		: [draw.integer('stride y', 1, 3), draw.integer('x', 1, 3)];
	const pad = draw.pick('pad', ['same', 'valid', 0, 1] as const);
	const rounding = typeof pad === 'number' ? 'floor' : undefined;
	const channels = draw.integer('channels', 1, 9);
	const multiplier = draw.integer('multiplier', 1, 3);
	// At least what the filter spans.
	const size = [0, 1].map((axis) =>
		draw.integer(`size ${axis}`, (filterSize[axis]! - 1) * dilations[axis]! + 1, 11),
	);
	const xShape = [draw.integer('batch', 1, 3), ...size, channels];
	const filterShape = [...filterSize, channels, multiplier];
	const [x, filter] = [draw.values(xShape), draw.values(filterShape)];
	const info = tf.backend_util.computeConv2DInfo(
		xShape as [number, number, number, number],
		filterShape as [number, number, number, number],
		...([strides, dilations, pad, rounding, true] as const),
	);
	const dy = draw.values(info.outShape);
	const attrs = { strides, pad, dimRoundingMode: rounding as string, dilations };
	const { ours, theirs } = await onBoth(() => {
		const [a, b, c] = [x, filter, dy].map(tensorOf) as [tf.Tensor, tf.Tensor, tf.Tensor];
		const engine = tf.engine();
		const run = (name: string, inputs: Record<string, tf.Tensor>, more: object): tf.Tensor =>
			engine.runKernel(name, inputs, { ...attrs, ...more });
		return [
			run('DepthwiseConv2dNative', { x: a, filter: b }, { dataFormat: 'NHWC' }),
			run('DepthwiseConv2dNativeBackpropInput', { dy: c, filter: b }, { inputShape: xShape }),
			run('DepthwiseConv2dNativeBackpropFilter', { x: a, dy: c }, { filterShape }),
		];
	});
	expectClose(ours.slice(0, 1), theirs.slice(0, 1));
	if (dilations.join() === '1,1') expectClose(ours, theirs);
	// tfjs leaves dilations out of the gradients; but ⟨y, dy⟩ = ⟨x, dx⟩ = ⟨filter, dFilter⟩, forward being linear.
	const [y, dx, dFilter] = ours as [Float32Array, Float32Array, Float32Array];
	const [along, spread] = [dot(y, dy.data), Math.sqrt(dot(y, y) * dot(dy.data, dy.data))];
	expect(Math.abs(dot(x.data, dx) - along)).toBeLessThan(1e-5 * spread);
	expect(Math.abs(dot(filter.data, dFilter) - along)).toBeLessThan(1e-5 * spread);
});
