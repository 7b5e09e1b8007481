import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinkedWeight } from '../../src/lib/compile/link';
import { randomAt } from '../../src/lib/graph/random';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { Optimizer, type OptimizerSettings } from '../../src/lib/runtime/optimizers';
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

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
	beforeAll(async () => {
		await chooseBackend(tf, backend, wasmFiles);
	});

	it.each(['adam', 'sgd', 'rmsprop'] as const)('%s follows PyTorch’s formula', (optimizer) => {
		expect(tf.getBackend()).toBe(backend);
		const before = tf.memory().numTensors;
		const settings = { ...SETTINGS, optimizer };
		const weights = weightsOf();
		const start = new Map(
			[...weights].map(([path, { variable }]) => [path, variable.dataSync().slice()]),
		);
		const gradients = new Map<string, Float32Array[]>();
		const subject = new Optimizer(tf, weights, optimizer);
		for (let update = 0; update < 5; update++) {
			const named: Record<string, tf.Tensor> = {};
			for (const [path, { variable }] of weights) {
				const gradient = randomAt(2, path, update).normal(variable.size);
				gradients.set(path, [...(gradients.get(path) ?? []), gradient]);
				named[variable.name] = tf.tensor(gradient, variable.shape);
			}
			subject.apply(named, settings);
			tf.dispose(named);
		}
		for (const [path, { variable }] of weights) {
			variable.dataSync().forEach((value, i) => {
				const own = gradients.get(path)!.map((gradient) => gradient[i]!);
				expect(value).toBeCloseTo(expected(settings, start.get(path)![i]!, own), 5);
			});
			variable.dispose();
		}
		subject.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});

	it('leaves a weight alone that has no gradient', () => {
		const weights = weightsOf();
		const subject = new Optimizer(tf, weights, 'adam');
		const [first, ...others] = [...weights.values()].map(({ variable }) => variable);
		const before = first!.dataSync().slice();
		const named = Object.fromEntries(
			others.map((variable) => [variable.name, tf.ones(variable.shape)]),
		);
		subject.apply({ ...named, [first!.name]: null }, SETTINGS);
		expect(first!.dataSync()).toEqual(before);
		tf.dispose([named, first!, ...others]);
		subject.dispose();
	});
});
