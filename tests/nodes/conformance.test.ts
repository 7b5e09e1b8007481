// Every kind against its own promises: ports, types, help, gradients, its Keras layer, and PyTorch's numbers.
import * as tf from '@tensorflow/tfjs';
import katex from 'katex';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../src/lib/graph/random';
import type { PortType, Text } from '../../src/lib/graph/types';
import { writeLayersModel } from '../../src/lib/export/tfjs';
import { kinds } from '../../src/lib/nodes/catalogue';
import { loadedFrom } from '../export/layersModel';
import { sizeOf } from '../../src/lib/nodes/shape';
import {
	expectClose,
	expectCloseTwice,
	mapValues,
	read,
	runTfjs,
	toTensor,
	type Answer,
} from './conformance/answers';
import {
	BATCH,
	cases,
	detachedPorts,
	examples,
	inputsOf,
	itemsOf,
	specsOf,
	valuesOf,
	weightsOf,
} from './conformance/cases';
import { askTorch, hasTorch, inTorchLayout, PYTHON } from './conformance/torch';
import { buildContext, exampleParams, inferContext, surroundings } from './contexts';

let answers: Record<string, Answer> = {};

beforeAll(async () => {
	await tf.setBackend('cpu');
	await tf.ready();
	expect(tf.getBackend()).toBe('cpu');
	answers = Object.fromEntries(cases.map((one) => [one.name, runTfjs(one)]));
}, 60_000);

describe('the catalogue', () => {
	it('names every kind once', () => {
		const ids = kinds.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.every((id) => /^[a-z][A-Za-z0-9]*$/.test(id))).toBe(true);
	});

	it('has an example of every kind', () => {
		expect(kinds.filter(({ examples: own }) => own.length === 0)).toEqual([]);
	});
});

describe.each(kinds.map((kind) => ({ id: kind.id, kind })))('$id explains itself', ({ kind }) => {
	const written = (text: Text | undefined, what: string): void => {
		expect(text?.ja.trim(), `${what} in Japanese`).toBeTruthy();
		expect(text?.en.trim(), `${what} in English`).toBeTruthy();
	};

	it('in both languages', () => {
		written(kind.doc.name, 'name');
		written(kind.doc.text, 'text');
		expect(kind.doc.text.ja).toMatch(/。$/);
		expect(kind.doc.text.en).toMatch(/\.$/);
		for (const [name, spec] of Object.entries(kind.params)) {
			written(spec.label, name);
			if (spec.help) written(spec.help, `help of ${name}`);
			if (spec.type === 'choice') {
				for (const option of spec.options) written(option.label, `${name} ${option.value}`);
				expect(spec.options.map(({ value }) => value)).toContain(spec.default);
			}
		}
		const onNode = Object.values(kind.params).filter((spec) => spec.onNode);
		expect(onNode.length).toBeLessThanOrEqual(3);
	});

	it('with a formula that can be set', () => {
		const { formula } = kind.doc;
		if (formula === undefined) return;
		expect(katex.renderToString(formula, { throwOnError: true, strict: 'error' })).toContain(
			'math',
		);
	});
});

describe.each(examples)('$name', ({ kind, example }) => {
	it('has the ports its example wires, and a type for every output', () => {
		const context = inferContext(kind, example.inputs, exampleParams(example));
		const { inputs, outputs } = kind.ports(context);
		const names = inputs.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(example.inputs)));
		expect(new Set(names).size).toBe(names.length);
		const inferred = kind.infer(context);
		// A warning may be deserved: filters that overlap unevenly are computed all the same.
		expect(inferred.problems?.filter(({ severity }) => severity === 'error') ?? []).toEqual([]);
		for (const { name } of outputs) expect(inferred.outputs[name], name).toBeDefined();
		expect(Object.keys(inferred.outputs).sort()).toEqual(outputs.map(({ name }) => name).sort());
	});

	it('draws what it promises', () => {
		if (!kind.source) return;
		const { id, params, outputs } = buildContext(kind, example);
		const drawn = kind.source.draw({
			id,
			params,
			outputs,
			batch: BATCH,
			draw: 0,
			seed: 1,
			random: randomAt(1, id, 0),
			ports: Object.keys(outputs),
			given: mapValues(example.inputs, (type) => {
				const { shape, values } = valuesOf(`${id}/given`, type);
				return { shape, values: Int32Array.from(values) };
			}),
			dataset: {
				count: surroundings.dataset('mnist')!.count,
				gather: (indices) =>
					mapValues(outputs as Record<string, PortType>, ({ shape, dtype }) => ({
						shape: [indices.length, ...shape],
						values: new (dtype === 'int32' ? Int32Array : Float32Array)(
							indices.length * sizeOf(shape),
						),
					})),
			},
		});
		for (const [port, { shape, dtype, range }] of Object.entries(outputs)) {
			const { shape: whole, values } = drawn[port]!;
			expect(whole, port).toEqual([BATCH, ...shape]);
			expect(values.length, port).toBe(sizeOf(whole));
			expect(values, port).toBeInstanceOf(dtype === 'int32' ? Int32Array : Float32Array);
			if (range) expect(values.every((x) => x >= range[0] && x <= range[1])).toBe(true);
		}
	});
});

describe.each(cases)('$name runs', (one) => {
	const { kind, context } = one;

	it('with the shapes, types and ranges it infers', () => {
		const { outputs, evaluated } = answers[one.name]!;
		for (const named of [outputs, evaluated]) {
			expect(Object.keys(named).sort()).toEqual(Object.keys(context.outputs).sort());
			for (const [port, { shape, dtype, meaning, range }] of Object.entries(context.outputs)) {
				const { shape: built, dtype: of, values } = named[port]!;
				expect(built, port).toEqual(meaning === 'loss' ? [] : [itemsOf(kind), ...shape]);
				expect(of, port).toBe(dtype);
				expect(values.every(Number.isFinite), `${port} is finite`).toBe(true);
				if (!range) continue;
				const [least, most] = [Math.min(...values), Math.max(...values)];
				expect(least, `${port} within its range`).toBeGreaterThanOrEqual(range[0] - 1e-6);
				expect(most, `${port} within its range`).toBeLessThanOrEqual(range[1] + 1e-6);
			}
		}
	});

	it('with finite gradients to all it can learn from', () => {
		const { gradients } = answers[one.name]!;
		const detached = detachedPorts(one);
		const floats = Object.entries(context.inputs).filter(
			([port, { dtype }]) => dtype === 'float32' && !detached.includes(port),
		);
		const trainable = specsOf(one).filter((spec) => spec.trainable);
		expect(Object.keys(gradients)).toHaveLength(floats.length + trainable.length);
		for (const { values } of Object.values(gradients)) {
			expect(values.every(Number.isFinite)).toBe(true);
		}
	});

	it('and none through an input that says it passes none', () => {
		const inputs = mapValues(inputsOf(one), toTensor);
		const weights = mapValues(weightsOf(one), toTensor);
		for (const port of detachedPorts(one)) {
			if (inputs[port]!.dtype !== 'float32') continue;
			const reached = tf.grad((x) => {
				const outputs = kind.tfjs!.forward(
					tf,
					{ ...inputs, [port]: x },
					{
						...context,
						...{ weights, training: true, random: randomAt(9, one.name, 0) },
						update: () => undefined,
						apply: () => [],
					},
				);
				// Without a way at all tfjs throws: the product with zero is one.
				return tf.addN(
					[...Object.values(outputs), tf.mul(x, 0)].map((y) => tf.sum(tf.cast(y, 'float32'))),
				);
			})(inputs[port]!);
			expect(
				[...reached.dataSync()].every((value) => value === 0),
				port,
			).toBe(true);
		}
		tf.dispose([inputs, weights]);
	});

	it('and never hands an input back', () => {
		tf.tidy(() => {
			const inputs = mapValues(inputsOf(one), toTensor);
			for (const training of [true, false]) {
				const weights = mapValues(weightsOf(one), toTensor);
				const outputs = kind.tfjs!.forward(tf, inputs, {
					...context,
					weights,
					training,
					random: randomAt(9, one.name, 0),
					update: () => undefined,
					apply: (_network, given) => one.judge!.run(tf, weights, given),
				});
				const ids = new Set(Object.values(inputs).map(({ id }) => id));
				expect(Object.values(outputs).filter(({ id }) => ids.has(id))).toEqual([]);
			}
		});
	});
});

const asKerasLayer = cases.filter(({ kind, context }) => {
	const layer = kind.tfjs?.layer;
	return layer && (layer.fits?.(context.params, context) ?? true);
});

describe.each(asKerasLayer)('$name as a Keras layer', (one) => {
	it('computes the same with the same weights, saved and loaded', async () => {
		const { kind, context } = one;
		const half = kind.tfjs!.layer!;
		const symbols = Object.values(context.inputs).map(({ shape, dtype }) =>
			tf.input({ shape: [...shape], dtype }),
		);
		const layer = half.make(tf, context);
		const output = layer.apply(symbols.length === 1 ? symbols[0]! : symbols);
		const weights = weightsOf(one);
		const order = half.weights.filter((name) => weights[name]);
		expect(order.sort()).toEqual(Object.keys(weights).sort());
		const model = tf.model({ inputs: symbols, outputs: output as tf.SymbolicTensor });
		tf.tidy(() =>
			layer.setWeights(
				half.weights.flatMap((name) => (weights[name] ? toTensor(weights[name]) : [])),
			),
		);
		const loaded = await loadedFrom(await writeLayersModel(model));
		tf.tidy(() => {
			const given = Object.values(inputsOf(one)).map(toTensor);
			const predicted = loaded.predict(given.length === 1 ? given[0]! : given, {
				batchSize: BATCH,
			}) as tf.Tensor;
			const [port] = Object.keys(context.outputs);
			const { evaluated } = answers[one.name]!;
			expectClose({ y: read(predicted) }, { y: evaluated[port!]! }, 'layer', 1e-6);
		});
		model.dispose();
		loaded.dispose();
	});
});

const torchIsThere = hasTorch();
if (!torchIsThere) {
	console.warn(`PyTorch is not installed for ${PYTHON}: kinds are not compared with it here.`);
}

describe.skipIf(!torchIsThere)('PyTorch agrees', () => {
	let torch: Record<string, Answer> = {};

	beforeAll(() => {
		torch = askTorch(cases);
	}, 120_000);

	it.each(cases)('on $name', (one) => {
		const ours = inTorchLayout(one, answers[one.name]!);
		const theirs = torch[one.name]!;
		expectClose(ours.outputs, theirs.outputs, 'output');
		expectClose(ours.evaluated, theirs.evaluated, 'output in evaluation');
		expectClose(ours.gradients, theirs.gradients, 'gradient to');
		expectClose(ours.buffers, theirs.buffers, 'running statistic');
		expectCloseTwice(ours, theirs);
	});
});
