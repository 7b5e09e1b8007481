import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinkedWeight } from '../../src/lib/compile/link';
import { randomAt } from '../../src/lib/graph/random';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { RULES, type OptimizerSettings } from '../../src/lib/runtime/optimizerRules';
import { Optimizer } from '../../src/lib/runtime/optimizers';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';

const SHAPES = { 'N/a/weight': [3, 5], 'N/a/bias': [5], 'N/b/weight': [7, 1] };

const SETTINGS: OptimizerSettings = {
	optimizer: 'adam',
	learningRate: 0.05,
	beta1: 0.9,
	beta2: 0.99,
	momentum: 0.8,
	alpha: 0.9,
	epsilon: 1e-3,
};

function weightsOf(): Map<string, LinkedWeight> {
	return new Map(
		Object.entries(SHAPES).map(([path, shape]) => {
			const initial = randomAt(1, path, 0).normal(shape.reduce((a, b) => a * b));
			const [network, node, name] = path.split('/') as [string, string, string];
			const planned = { path, node, name, shape, initial: CONSTANT, trainable: true };
			const variable = tf.tidy(() => tf.variable(tf.tensor(initial, shape)));
			return [path, { network, planned, variable }];
		}),
	);
}
const CONSTANT = { type: 'constant', value: 0 } as const;

/** PyTorch's documented formulas, one number at a time, in float64. */
function expected(
	settings: OptimizerSettings,
	start: number,
	gradients: readonly number[],
): number {
	const { learningRate, beta1, beta2, momentum, alpha, epsilon } = settings;
	let [p, m, v] = [start, 0, 0];
	gradients.forEach((g, i) => {
		if (settings.optimizer === 'adam') {
			m = beta1 * m + (1 - beta1) * g;
			v = beta2 * v + (1 - beta2) * g * g;
			const mHat = m / (1 - beta1 ** (i + 1));
			const vHat = v / (1 - beta2 ** (i + 1));
			p -= (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
		} else if (settings.optimizer === 'sgd') {
			m = i === 0 ? g : momentum * m + g;
			p -= learningRate * m;
		} else {
			v = alpha * v + (1 - alpha) * g * g;
			p -= (learningRate * g) / (Math.sqrt(v) + epsilon);
		}
	});
	return p;
}

const gradientOf = (path: string, update: number, size: number): Float32Array =>
	randomAt(2, path, update).normal(size);

/** Weights and the optimizer's state after an update with each of `settings`; disposes of both. */
function train(
	subject: Optimizer,
	weights: Map<string, LinkedWeight>,
	settings: OptimizerSettings[],
) {
	settings.forEach((own, update) => {
		const named: Record<string, tf.Tensor> = {};
		for (const [path, { variable }] of weights) {
			const gradient = gradientOf(path, update, variable.size);
			named[variable.name] = tf.tensor(gradient, variable.shape);
		}
		subject.apply(named, own);
		tf.dispose(named);
	});
	const held = [...weights].map(([path, { variable }]) => [path, variable.dataSync().slice()]);
	const state = [...subject.state].map(([key, slot]) =>
		Object.entries(subject.split(key, slot.dataSync() as Float32Array)).map(
			([path, { values }]) => [path, values] as const,
		),
	);
	tf.dispose([...weights.values()].map(({ variable }) => variable));
	subject.dispose();
	return Object.fromEntries([...held, ...state.flat()]) as Record<string, Float32Array>;
}

describe('one kernel on wasm', () => {
	beforeAll(async () => {
		await chooseBackend(tf, 'wasm', wasmFiles);
	});

	it.each([
		['adam', 'momentum', 0.8],
		['rmsprop', 'alpha', 0.7],
		['sgd', 'momentum', 0.8],
		// Turned off and on again while training runs.
		['sgd', 'momentum', 0],
	] as const)('gives what the composed %s gives, %s %f', (optimizer, name, value) => {
		const fixed = { ...SETTINGS, optimizer };
		const settings = Array.from({ length: 20 }, (_, i) =>
			i % 10 < 5 ? fixed : { ...fixed, [name]: value, learningRate: 0.02 },
		);
		const composedOnly = { ...tf, getKernel: () => undefined } as unknown as typeof tf;
		const [one, other] = [weightsOf(), weightsOf()];
		expect(tf.getKernel(RULES[optimizer].kernel, 'wasm')).toBeDefined();
		const fused = train(new Optimizer(tf, one, optimizer), one, settings);
		const composed = train(new Optimizer(composedOnly, other, optimizer), other, settings);
		expect(Object.keys(fused).length).toBe(3 + 3 * RULES[optimizer].slots.length);
		for (const [path, values] of Object.entries(fused)) {
			values.forEach((number, i) => {
				const expected = composed[path]![i]!;
				expect(Math.abs(number - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
			});
		}
	});
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
	beforeAll(async () => {
		await chooseBackend(tf, backend, wasmFiles);
	});

	it.each(['adam', 'sgd', 'rmsprop'] as const)('%s follows PyTorch’s formula', (optimizer) => {
		expect(tf.getBackend()).toBe(backend);
		const before = tf.memory().numTensors;
		const settings = { ...SETTINGS, optimizer };
		const weights = weightsOf();
		const start = [...weights].map(
			([path, { variable }]) => [path, variable.dataSync().slice()] as const,
		);
		const updates = Array.from({ length: 20 }, () => settings);
		const trained = train(new Optimizer(tf, weights, optimizer), weights, updates);
		for (const [path, values] of start) {
			const gradients = updates.map((_, update) => gradientOf(path, update, values.length));
			trained[path]!.forEach((value, i) => {
				const own = gradients.map((gradient) => gradient[i]!);
				expect(value).toBeCloseTo(expected(settings, values[i]!, own), 5);
			});
		}
		expect(tf.memory().numTensors).toBe(before);
	});

	it.each(['adam', 'sgd', 'rmsprop'] as const)(
		'%s leaves a weight alone without a gradient',
		(optimizer) => {
			const weights = weightsOf();
			const subject = new Optimizer(tf, weights, optimizer);
			const [first, ...others] = [...weights.values()].map(({ variable }) => variable);
			const before = first!.dataSync().slice();
			const named = Object.fromEntries(
				others.map((variable) => [variable.name, tf.ones(variable.shape)]),
			);
			subject.apply({ ...named, [first!.name]: null }, { ...SETTINGS, optimizer });
			expect(first!.dataSync()).toEqual(before);
			tf.dispose([named, first!, ...others]);
			subject.dispose();
		},
	);
});
