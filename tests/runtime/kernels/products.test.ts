// Our matrix products and convolutions on wasm, and what tfjs fuses to them, against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { itemsOf } from '../../../src/lib/runtime/kernels/wasm/matMul';
import { blocksOf, partsOf, type Product } from '../../../src/lib/runtime/kernels/wasm/products';
import { matrix } from '../../../src/lib/runtime/kernels/wasm/views';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import type { Draw } from './draw';
import { expectClose, holds, onBoth, tensorOf } from './drawn';

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
});

type Four = [number, number, number, number];

const runKernel = (name: string, inputs: Record<string, tf.Tensor>, attrs: object): tf.Tensor =>
	tf.engine().runKernel(name, inputs, attrs as never);

/** Seldom beyond the first block of rows, columns or inner length. */
const length = (draw: Draw, name: string): number =>
	draw.integer(name, 1, draw.pick(`${name} up to`, [4, 9, 40, 40, 300]));

holds('multiplies matrices in all transposes', 120, async (draw) => {
	const [m, n, k] = [length(draw, 'm'), length(draw, 'n'), length(draw, 'k')];
	const [batch, shared] = [draw.integer('batch', 1, 3), draw.pick('shared', [true, false])];
	const [transposeA, transposeB] = [draw.pick('Aᵀ', [0, 1]) === 1, draw.pick('Bᵀ', [0, 1]) === 1];
	const a = draw.values([batch, ...(transposeA ? [k, m] : [m, k])]);
	const b = draw.values([shared ? 1 : batch, ...(transposeB ? [n, k] : [k, n])]);
	const { ours, theirs } = await onBoth(() => [
		tf.matMul(tensorOf(a), tensorOf(b), transposeA, transposeB),
	]);
	expectClose(ours, theirs);
});

holds('multiplies narrow and long matrices', 20, async (draw) => {
	const [m, n] = [draw.integer('m', 1, 9), draw.integer('n', 1, 9)];
	const k = draw.pick('k', [255, 257, 1000, 9000, 40000]);
	const transposeB = draw.pick('Bᵀ', [true, false]);
	const a = draw.values([m, k]);
	const b = draw.values(transposeB ? [n, k] : [k, n]);
	const { ours, theirs } = await onBoth(() => [
		tf.matMul(tensorOf(a), tensorOf(b), false, transposeB),
	]);
	expectClose(ours, theirs);
});

interface Convolution {
	xShape: Four;
	filterShape: Four;
	outShape: Four;
	attrs: object;
	dilated: boolean;
}

function drawConvolution(draw: Draw): Convolution {
	const filterSize = [draw.integer('filter height', 1, 5), draw.integer('width', 1, 5)] as const;
	const dilations: [number, number] = [draw.integer('dilation y', 1, 3), draw.integer('x', 1, 2)];
	const dilated = Math.max(...dilations) > 1;
	// tfjs takes no stride with a dilation.
	const strides: [number, number] = dilated
		? [1, 1]
		: [draw.integer('stride y', 1, 4), draw.integer('x', 1, 3)];
	// Nor does it count a dilation when it is given a number to pad by.
	const pad = draw.pick('pad', [
		'same',
		'valid',
		...(dilated ? [] : ([0, 1, 2] as const)),
	] as const);
	const dimRoundingMode = typeof pad === 'number' ? ('floor' as const) : undefined;
	const most = draw.pick('channels up to', [3, 12, 40]);
	const channels = [draw.integer('channels', 1, most), draw.integer('to', 1, most)] as const;
	// At least what the filter spans.
	const size = filterSize.map((taps, axis) =>
		draw.integer(`size ${axis}`, (taps - 1) * dilations[axis]! + 1, 14),
	) as [number, number];
	const xShape: Four = [draw.integer('batch', 1, 3), ...size, channels[0]];
	const filterShape: Four = [...filterSize, ...channels];
	const { outShape } = tf.backend_util.computeConv2DInfo(
		...([xShape, filterShape, strides, dilations, pad, dimRoundingMode] as const),
	);
	const attrs = { strides, pad, dataFormat: 'NHWC', dilations, dimRoundingMode };
	return { xShape, filterShape, outShape, attrs, dilated };
}

const dot = (a: Float32Array, b: Float32Array): number =>
	a.reduce((sum, value, i) => sum + value * b[i]!, 0);

holds('convolves, and gives the gradients to the input and the filter', 150, async (draw) => {
	const { xShape, filterShape, outShape, attrs, dilated } = drawConvolution(draw);
	const [x, filter, dy] = [draw.values(xShape), draw.values(filterShape), draw.values(outShape)];
	const { ours, theirs } = await onBoth(() => {
		const [a, b, c] = [tensorOf(x), tensorOf(filter), tensorOf(dy)];
		const y = runKernel('Conv2D', { x: a, filter: b }, attrs);
		// tfjs leaves dilations out of the gradients.
		if (dilated && tf.getBackend() === 'cpu') return [y];
		return [
			y,
			runKernel('Conv2DBackpropInput', { dy: c, filter: b }, { ...attrs, inputShape: xShape }),
			runKernel('Conv2DBackpropFilter', { x: a, dy: c }, { ...attrs, filterShape }),
		];
	});
	expectClose(ours.slice(0, theirs.length), theirs);
	// ⟨y, dy⟩ = ⟨x, dx⟩ = ⟨filter, dFilter⟩, for a convolution is linear in both.
	const [y, dx, dFilter] = ours as [Float32Array, Float32Array, Float32Array];
	const [along, spread] = [dot(y, dy.data), Math.sqrt(dot(y, y) * dot(dy.data, dy.data))];
	expect(Math.abs(dot(x.data, dx) - along)).toBeLessThanOrEqual(1e-5 * spread);
	expect(Math.abs(dot(filter.data, dFilter) - along)).toBeLessThanOrEqual(1e-5 * spread);
});

const ACTIVATIONS = ['linear', 'relu', 'relu6', 'elu', 'prelu', 'leakyrelu', 'sigmoid'] as const;

holds('adds a bias and applies an activation', 40, async (draw) => {
	const { xShape, filterShape, attrs } = drawConvolution(draw);
	const [, , channels, units] = filterShape;
	const activation = draw.pick('activation', ACTIVATIONS);
	const [x, filter] = [draw.values(xShape), draw.values(filterShape)];
	const [a, b] = [draw.values([1, 5, channels]), draw.values([1, channels, units])];
	const [bias, alpha] = [draw.values([units]), draw.values([units])];
	const { ours, theirs } = await onBoth(() => {
		const fused = {
			bias: tensorOf(bias),
			...(activation === 'prelu' && { preluActivationWeights: tensorOf(alpha) }),
		};
		const more = { activation, leakyreluAlpha: 0.3 };
		return [
			runKernel(
				'FusedConv2D',
				{ x: tensorOf(x), filter: tensorOf(filter), ...fused },
				{ ...attrs, ...more },
			),
			runKernel(
				'_FusedMatMul',
				{ a: tensorOf(a), b: tensorOf(b), ...fused },
				{ transposeA: false, transposeB: false, ...more },
			),
		];
	});
	expectClose(ours, theirs);
});

describe('what is written into a variable in place is seen by', () => {
	const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1 };
	const x = { x: [1, 3, 3, 2], filter: [2, 2, 2, 3] };
	it.each([
		['BatchMatMul', { a: [1, 2, 4], b: [1, 4, 3] }, { transposeA: false, transposeB: false }],
		[
			'_FusedMatMul',
			{ a: [1, 2, 4], b: [1, 4, 3] },
			{ transposeA: false, transposeB: false, activation: 'linear' },
		],
		['Conv2D', x, attrs],
		['FusedConv2D', x, { ...attrs, activation: 'linear' }],
		['Conv2DBackpropInput', { dy: [1, 2, 2, 3], filter: x.filter }, { ...attrs, inputShape: x.x }],
	] as const)('%s', async (name, shapes, attributes) => {
		await tf.setBackend('wasm');
		const inputs = Object.fromEntries(
			Object.entries(shapes).map(([key, shape]) => [key, tf.ones([...shape])]),
		);
		const weights = Object.values(inputs)[1]!;
		const before = runKernel(name, inputs, attributes).dataSync();
		const { wasm, dataIdMap } = tf.backend() as unknown as {
			wasm: { HEAPF32: Float32Array };
			dataIdMap: { get(id: object): { memoryOffset: number } };
		};
		const at = dataIdMap.get(weights.dataId).memoryOffset / 4;
		wasm.HEAPF32.fill(2, at, at + weights.size);
		const after = runKernel(name, inputs, attributes).dataSync();
		expect(Array.from(after)).toEqual(Array.from(before, (value) => 2 * value));
	});
});

describe('a product is parted', () => {
	const product = (rows: number, columns: number, inner: number): Product => ({
		result: matrix(0, rows, columns),
		left: matrix(0, rows, inner, 'columns'),
		right: matrix(0, inner, columns, 'rows'),
		rows,
		columns,
		inner,
	});

	holds('into blocks that cover it once', 60, async (draw) => {
		const [rows, columns] = [length(draw, 'rows'), length(draw, 'columns')];
		const seen = new Uint8Array(rows * columns);
		for (const [top, bottom, left, right] of blocksOf(rows, columns, draw.integer('count', 1, 20)))
			for (let y = top; y < bottom; y++)
				for (let x = left; x < right; x++) seen[y * columns + x]! += 1;
		expect(seen.every((count) => count === 1)).toBe(true);
	});

	it('not at all for one thread, nor when it is small', () => {
		expect(partsOf([product(512, 512, 512)], 1)).toHaveLength(1);
		expect(partsOf([product(32, 32, 32)], 4)).toHaveLength(1);
	});

	it('for every thread when it is large', () => {
		expect(partsOf([product(512, 512, 512)], 4).length).toBeGreaterThanOrEqual(4);
		expect(partsOf([product(64, 512, 784), product(64, 512, 784)], 2)).toHaveLength(4);
	});
});

describe('itemsOf', () => {
	it.each([
		[[2, 3], [2, 3], '0,1,2,3,4,5'],
		[[1], [2, 3], '0,0,0,0,0,0'],
		[[3], [2, 3], '0,1,2,0,1,2'],
		[[2, 1], [2, 3], '0,0,0,1,1,1'],
		[[], [], '0'],
	])('%j in %j', (shape, full, items) => {
		expect(itemsOf(shape, full).join()).toBe(items);
	});
});
