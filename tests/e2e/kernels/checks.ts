// Our kernels on WebGPU, each beside the same composed of tfjs's own operations.
import * as tf from '@tensorflow/tfjs';
import { leakyRelu, relu, sigmoid, softplus, tanh } from '../../../src/lib/nodes/ops/activations';
import { binaryCrossEntropy } from '../../../src/lib/nodes/ops/binaryCrossEntropy';
import { convolveTransposeTo } from '../../../src/lib/nodes/ops/convolveTranspose';
import { fusedKernels } from '../../../src/lib/nodes/ops/fused';
import type { Draw } from '../../runtime/kernels/draw';

/** Computes the same twice over the same draw: by our kernels, and by tfjs's operations alone. */
export interface Check {
	/** Shapes and values drawn from so many seeds. */
	seeds: number;
	/** As plain arrays: each side makes tensors of them on its own backend. */
	draw(draw: Draw): { given: ReturnType<Draw['values']>[]; settings: Record<string, number> };
	ours(given: tf.Tensor[], settings: Record<string, number>): tf.Tensor[];
	theirs(given: tf.Tensor[], settings: Record<string, number>): tf.Tensor[];
	/** Of the largest value, or of 1. */
	tolerance?: number;
}

const run = (
	name: string,
	inputs: Record<string, tf.Tensor>,
	attrs: tf.NamedAttrMap,
): tf.Tensor[] => {
	const made = tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(name, inputs, attrs);
	return Array.isArray(made) ? made : [made];
};

/** The operation's own code, which takes our kernels on one backend and tfjs's on the other. */
const same = (compute: Check['ours']): Pick<Check, 'ours' | 'theirs'> => ({
	ours: compute,
	theirs: compute,
});

const leaky = (engine: typeof tf, x: tf.Tensor): tf.Tensor => leakyRelu(engine, x, 0.2);

const EPSILON = 1e-3;

/** y, mean, variance, and the gradients to x, scale and shift. */
const norm = (scope: 'batch' | 'item'): Check => ({
	seeds: 12,
	draw(draw) {
		const items = draw.integer('items', 1, 4);
		// Past 1024 rows several workgroups share a column.
		const rows = draw.pick('rows', [1, 3, 17, 300, 1025, 2100]);
		const channels = draw.integer('channels', 1, 37);
		const shape = [items, rows, channels];
		return {
			given: [
				...[draw.values(shape, 0.3, 2), draw.values(shape)],
				...[draw.values([channels], 1, 0.5), draw.values([channels])],
			],
			settings: {},
		};
	},
	ours([x, dy, scale, shift]) {
		const [name, gradientName] =
			scope === 'batch'
				? [fusedKernels.norm, fusedKernels.normGradient]
				: [fusedKernels.itemNorm, fusedKernels.itemNormGradient];
		const attrs = { epsilon: EPSILON };
		const inputs = { x: x!, scale: scale!, shift: shift! };
		const [y, mean, variance, inverse] = run(name, inputs, attrs);
		const saved = { x: x!, dy: dy!, scale: scale!, mean: mean!, inverse: inverse! };
		return [y!, mean!, variance!, ...run(gradientName, saved, attrs)];
	},
	theirs([x, dy, scale, shift]) {
		const axes = scope === 'batch' ? [0, 1] : [1];
		const normal = (from: tf.Tensor, by: tf.Tensor, to: tf.Tensor): tf.Tensor => {
			const { mean, variance } = tf.moments(from, axes, true);
			return from
				.sub(mean)
				.div(tf.sqrt(variance.add(EPSILON)))
				.mul(by)
				.add(to);
		};
		const { mean, variance } = tf.moments(x!, axes);
		const gradients = tf.grads((a, b, c) => normal(a!, b!, c!).mul(dy!).sum())([
			...[x!, scale!, shift!],
		]);
		return [normal(x!, scale!, shift!), mean, variance, ...gradients];
	},
	tolerance: 1e-4,
});

/** Two updates by a kernel that writes where things are: the weight and the state. */
const update = (
	name: string,
	states: readonly string[],
	settings: Record<string, number>,
	rates: readonly number[],
	step: (p: tf.Tensor, g: tf.Tensor, state: tf.Tensor[]) => tf.Tensor[],
): Check => ({
	seeds: 4,
	draw(draw) {
		const shape = [draw.integer('rows', 1, 90), draw.integer('columns', 1, 90)];
		const given = [0, 1, ...states].map(() => draw.values(shape));
		return { given, settings: {} };
	},
	ours([start, g, ...state]) {
		const attrs = { ...settings, rates: Float32Array.from(rates) as unknown as number[] };
		const slots = Object.fromEntries(states.map((slot, i) => [slot, tf.square(state[i]!)]));
		const held = tf.clone(start!);
		let p = start!;
		for (let i = 0; i < 2; i++)
			[p] = run(name, { p, gradient: g!, ...slots }, attrs) as [tf.Tensor];
		return [p, ...Object.values(slots), held];
	},
	theirs([start, g, ...state]) {
		let [p, slots] = [start!, state.map((slot) => tf.square(slot))];
		for (let i = 0; i < 2; i++) [p, ...slots] = step(p, g!, slots) as [tf.Tensor, ...tf.Tensor[]];
		return [p, ...slots, start!];
	},
});

const blend = (old: tf.Tensor, fresh: tf.Tensor, kept: number): tf.Tensor =>
	old.mul(kept).add(fresh.mul(1 - kept));

export const checks: Readonly<Record<string, Check>> = {
	norm: norm('batch'),
	itemNorm: norm('item'),
	adam: update(
		fusedKernels.adam,
		['m', 'v'],
		{ beta1: 0.5, beta2: 0.99, epsilon: 1e-8 },
		[0.1, 1.7],
		(p, g, [m, v]) => {
			const [mean, square] = [blend(m!, g, 0.5), blend(v!, g.square(), 0.99)];
			return [p.sub(mean.mul(0.1).div(square.sqrt().mul(1.7).add(1e-8))), mean, square];
		},
	),
	sgd: update(fusedKernels.sgd, ['momentum'], { momentum: 0 }, [0.1], (p, g, [state]) => [
		...[p.sub(g.mul(0.1)), state!],
	]),
	momentum: update(fusedKernels.sgd, ['momentum'], { momentum: 0.9 }, [0.1], (p, g, [state]) => {
		const moved = state!.mul(0.9).add(g);
		return [p.sub(moved.mul(0.1)), moved];
	}),
	rmsprop: update(
		fusedKernels.rmsprop,
		['squares'],
		{ alpha: 0.9, epsilon: 1e-8 },
		[0.01],
		(p, g, [state]) => {
			const squares = blend(state!, g.square(), 0.9);
			return [p.sub(g.mul(0.01).div(squares.sqrt().add(1e-8))), squares];
		},
	),
	running: {
		seeds: 2,
		draw: (draw) => {
			const channels = draw.integer('channels', 1, 200);
			return { given: [0, 1, 2, 3].map(() => draw.values([channels])), settings: {} };
		},
		ours: ([mean, variance, freshMean, freshVariance]) =>
			run(
				fusedKernels.running,
				{ mean: mean!, variance: variance!, freshMean: freshMean!, freshVariance: freshVariance! },
				{ momentum: 0.3, unbiased: 1.2 },
			),
		theirs: ([mean, variance, freshMean, freshVariance]) => [
			...[blend(mean!, freshMean!, 0.7), blend(variance!, freshVariance!.mul(1.2), 0.7)],
		],
	},
	convolution: {
		seeds: 16,
		draw(draw) {
			const kernel = draw.integer('kernel', 1, 5);
			const stride = draw.integer('stride', 1, 3);
			const padding = draw.integer('padding', 0, kernel - 1);
			const [height, width] = [draw.integer('height', 5, 14), draw.integer('width', 5, 14)];
			const [ins, outs] = [draw.integer('in', 1, 70), draw.integer('out', 1, 70)];
			const batch = draw.integer('batch', 1, 4);
			return {
				given: [
					draw.values([batch, height, width, ins]),
					draw.values([kernel, kernel, ins, outs]),
					...[draw.values([outs]), draw.values([batch, height, width, outs])],
					draw.values([ins]),
				],
				settings: { stride, padding },
			};
		},
		...same(([x, filter, bias, z, toIn], { stride, padding }) => {
			const forward = (from: tf.Tensor, by: tf.Tensor, to: tf.Tensor): tf.Tensor =>
				tf.fused.conv2d({
					...{ x: from as tf.Tensor4D, filter: by as tf.Tensor4D, bias: to },
					...{ strides: stride!, pad: padding!, dimRoundingMode: 'floor' },
				});
			const y = forward(x!, filter!, bias!);
			const sides = [x!.shape[1]!, x!.shape[2]!] as const;
			const grown = (from: tf.Tensor, by: tf.Tensor, to: tf.Tensor): tf.Tensor => {
				const pictures = [from, by] as [tf.Tensor4D, tf.Tensor4D];
				return convolveTransposeTo(tf, sides, ...pictures, to, {
					stride: stride!,
					padding: padding!,
				});
			};
			const seen = tf.slice(tf.reshape(z!, [-1]), 0, Math.min(z!.size, y.size));
			const dy = tf.reshape(tf.pad(seen, [[0, y.size - seen.size]]), y.shape);
			return [
				...[y, ...tf.grads(forward)([x!, filter!, bias!], dy)],
				...[grown(dy, filter!, toIn!), ...tf.grads(grown)([dy, filter!, toIn!], x!)],
			];
		}),
	},
	activations: {
		seeds: 4,
		draw: (draw) => {
			const shape = [draw.integer('rows', 1, 60), draw.integer('columns', 1, 60)];
			return { given: [draw.values(shape, 0, 8), draw.values(shape)], settings: {} };
		},
		...same(([x, dy]) =>
			[relu, sigmoid, tanh, softplus, leaky].flatMap((activate) => {
				const back = (at: tf.Tensor): tf.Tensor => tf.grad((from) => activate(tf, from))(at, dy);
				// What a gradient penalty differentiates.
				const twice = tf.grad((at) => back(at).square());
				return [activate(tf, x!), back(x!), twice(x!)];
			}),
		),
	},
	crossEntropy: {
		seeds: 8,
		draw(draw) {
			const target = draw.pick('target', [0, 1, 0.9]);
			return {
				given: [draw.values([draw.integer('count', 1, 700)], 0.5, 1)],
				settings: { target },
			};
		},
		...same(([x], { target }) => {
			// Some of them sure, where logarithms are clamped.
			const p = tf.clipByValue(x!, 0, 1);
			const loss = (of: tf.Tensor): tf.Scalar => binaryCrossEntropy(tf, of, target!);
			const inside = tf.clipByValue(x!, 0.1, 0.9);
			return [loss(p), tf.grad((of) => loss(of).mul(3))(inside), tf.grad(loss)(p)];
		}),
	},
	sums: {
		seeds: 12,
		draw(draw) {
			const rank = draw.integer('rank', 2, 4);
			const shape = Array.from({ length: rank }, (_, i) => draw.integer(`side ${i}`, 1, 24));
			return { given: [draw.values(shape)], settings: {} };
		},
		...same(([x]) => allSums(x!)),
	},
	'sums of many terms': {
		seeds: 8,
		draw(draw) {
			// A device binds eight to ten arrays at once, unless it is asked for more.
			const terms = draw.integer('terms', 1, 40);
			const shape = [draw.integer('count', 1, 300)];
			return { given: Array.from({ length: terms }, () => draw.values(shape)), settings: {} };
		},
		...same((terms) => [tf.addN(terms)]),
	},
};

/** Over all axes but the last, which is ours, and over others, which are tfjs's. */
function allSums(x: tf.Tensor): tf.Tensor[] {
	const columns = x.shape.slice(0, -1).map((_, axis) => axis);
	return [tf.sum(x, columns), tf.sum(x, columns, true), tf.sum(x, -1), tf.sum(x, 0), tf.sum(x)];
}
