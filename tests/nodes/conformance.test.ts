// Every kind against its own promises: ports, types, help, gradients, its Keras layer, and PyTorch's numbers.
import * as tf from '@tensorflow/tfjs';
import katex from 'katex';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { permuteAxes, torchShape, toTorchLayout } from '../../src/lib/compile/link/weights';
import { randomAt } from '../../src/lib/graph/random';
import type { PortType, Text } from '../../src/lib/graph/types';
import { kinds } from '../../src/lib/nodes/catalogue';
import type { BuildContext, Kind, KindExample, ParamSpecs } from '../../src/lib/nodes/kind';
import { sizeOf } from '../../src/lib/nodes/shape';
import { buildContext, exampleParams, inferContext, surroundings } from './contexts';

const BATCH = 5;
const PYTHON = '/usr/bin/python3';

interface Values {
	shape: number[];
	values: number[];
	dtype: 'float32' | 'int32';
}

type Named = Record<string, Values>;

interface Case {
	name: string;
	kind: Kind;
	context: BuildContext<ParamSpecs>;
	/** Given values where the drawn ones would miss what matters, by port. */
	given?: Record<string, number[]>;
	/** Compares the second derivative too. */
	twice: boolean;
}

/** Where activations bend, and where losses are clamped. */
const EDGES: Record<string, Record<string, number[]>[]> = {
	relu: [{ x: [-1, 0, 1, -0.5, 2e-3] }],
	leakyRelu: [{ x: [-1, 0, 1, -0.5, 2e-3] }],
	sigmoid: [{ x: [-90, -12, 0, 12, 90] }],
	tanh: [{ x: [-90, -4, 0, 4, 90] }],
	softplus: [{ x: [-90, -12, 0, 12, 90] }],
	bce: [{ p: [0, 1, 1e-30, 0.5, 0.999] }],
	bceLogits: [{ logit: [-200, -15, 0, 15, 200] }],
};

/** tfjs can't differentiate `maximum` twice, and no one asks for a second derivative of this loss. */
const ONCE = new Set(['bce']);

const examples: { name: string; kind: Kind; example: KindExample }[] = kinds.flatMap((kind) =>
	kind.examples.map((example, i) => ({ name: `${kind.id} ${i + 1}`, kind, example })),
);

const cases: Case[] = examples
	.filter(({ kind }) => kind.tfjs)
	.flatMap(({ name, kind, example }) => {
		const plain = {
			name,
			kind,
			context: buildContext(kind, example),
			twice: !ONCE.has(kind.id),
		};
		const edges = (
			example === kind.examples[0] || kind.category === 'losses' ? (EDGES[kind.id] ?? []) : []
		).map((given, i): Case => {
			const inputs: Record<string, PortType> = Object.fromEntries(
				Object.entries(example.inputs).map(([port, type]) => [port, { ...type, shape: [1] }]),
			);
			const context = buildContext(kind, { ...example, inputs });
			return { ...plain, context, name: `${name}, edges ${i + 1}`, given, twice: false };
		});
		return [plain, ...edges];
	});

/** Values for a port, drawn within its range. */
function valuesOf(site: string, { shape, dtype, range, meaning, classes = 2 }: PortType): Values {
	const whole = meaning === 'loss' ? [] : [BATCH, ...shape];
	const count = sizeOf(whole);
	const random = randomAt(7, site, 0);
	const values =
		dtype === 'int32'
			? random.integers(count, classes)
			: range
				? random.uniform(count, range[0], range[1])
				: random.normal(count);
	return { shape: whole, values: [...values], dtype };
}

function inputsOf({ name, context, given }: Case): Named {
	return Object.fromEntries(
		Object.entries(context.inputs).map(([port, type]) => {
			const values = valuesOf(`${name}/${port}`, type);
			return [port, { ...values, values: given?.[port] ?? values.values }];
		}),
	);
}

/** Weights that are no one's initial values; variances stay positive. */
function weightsOf({ name, kind, context }: Case): Named {
	return Object.fromEntries(
		(kind.weights?.(context) ?? []).map((spec) => {
			const random = randomAt(8, `${name}/${spec.name}`, 0);
			const count = sizeOf(spec.shape);
			const values =
				spec.name === 'running_var' ? random.uniform(count, 0.5, 2) : random.normal(count);
			return [spec.name, { shape: [...spec.shape], values: [...values], dtype: 'float32' }];
		}),
	);
}

function cotangentsOf({ name, context }: Case): Named {
	return Object.fromEntries(
		Object.entries(context.outputs).map(([port, type]) => [
			port,
			valuesOf(`${name}/${port}/cotangent`, { ...type, range: undefined }),
		]),
	);
}

/** Activations of pictures as PyTorch has them. */
function channelsFirst({ shape, values, dtype }: Values): Values {
	if (shape.length !== 4) return { shape, values, dtype };
	const permuted = permuteAxes(Float32Array.from(values), shape, [0, 3, 1, 2]);
	return { shape: [...permuted.shape], values: [...permuted.values], dtype };
}

const mapValues = <A, B>(named: Record<string, A>, change: (value: A, name: string) => B) =>
	Object.fromEntries(Object.entries(named).map(([name, value]) => [name, change(value, name)]));

const toTensor = ({ values, shape, dtype }: Values): tf.Tensor => tf.tensor(values, shape, dtype);

const read = (tensor: tf.Tensor): Values => ({
	shape: [...tensor.shape],
	values: [...tensor.dataSync()],
	dtype: tensor.dtype as Values['dtype'],
});

/** A tidy whose result holds no tensors. */
function inTidy<T>(run: () => T): T {
	let result: T | undefined;
	tf.tidy(() => {
		result = run();
	});
	return result as T;
}

interface Answer {
	outputs: Named;
	/** By input port, and by `weights/name`. */
	gradients: Named;
	/** Derivative, by input port, of the sum of the squared gradients to the inputs. */
	second: Named;
	buffers: Named;
	/** Outputs in evaluation mode. */
	evaluated: Named;
}

/** What the tfjs half gives, in tfjs's layout. */
function runTfjs(one: Case): Answer {
	return inTidy(() => {
		const { kind, context } = one;
		const specs = kind.weights?.(context) ?? [];
		const weights = mapValues(weightsOf(one), toTensor);
		const buffers: Named = {};
		const forward = (
			inputs: Record<string, tf.Tensor>,
			held: Record<string, tf.Tensor>,
			training: boolean,
		): Record<string, tf.Tensor> =>
			kind.tfjs!.forward(tf, inputs, {
				...context,
				weights: held,
				training,
				random: randomAt(9, one.name, 0),
				update: (weight, value) => {
					buffers[weight] = read(value);
				},
			});
		const inputs = mapValues(inputsOf(one), toTensor);
		const evaluated = mapValues(forward(inputs, weights, false), read);
		expect(buffers).toEqual({});
		const outputs = mapValues(forward(inputs, weights, true), read);
		const floats = Object.keys(inputs).filter((port) => inputs[port]!.dtype === 'float32');
		const trainable = specs.filter((spec) => spec.trainable).map(({ name }) => name);
		const cotangents = mapValues(cotangentsOf(one), toTensor);
		const total = (...leaves: tf.Tensor[]): tf.Scalar => {
			const at = (i: number): tf.Tensor => leaves[i]!;
			const result = forward(
				{ ...inputs, ...Object.fromEntries(floats.map((port, i) => [port, at(i)])) },
				{
					...weights,
					...Object.fromEntries(trainable.map((name, i) => [name, at(floats.length + i)])),
				},
				true,
			);
			const terms = Object.entries(cotangents).map(([port, by]) =>
				tf.sum(tf.mul(result[port]!, by)),
			);
			return tf.addN(terms) as tf.Scalar;
		};
		const leaves = [
			...floats.map((port) => inputs[port]!),
			...trainable.map((name) => weights[name]!),
		];
		const names = [...floats, ...trainable.map((name) => `weights/${name}`)];
		const gradients: Named = {};
		const second: Named = {};
		if (leaves.length > 0) {
			tf.grads(total)(leaves).forEach((gradient, i) => {
				gradients[names[i]!] = read(gradient);
			});
		}
		if (one.twice && floats.length > 0) {
			const bend = (...xs: tf.Tensor[]): tf.Scalar => {
				const first = tf.grads((...ys) => total(...ys, ...leaves.slice(floats.length)))(xs);
				// The zero lets tfjs answer where the gradient does not depend on the inputs at all.
				const zero = xs.map((x) => tf.sum(tf.mul(x, 0)));
				return tf.addN([...first.map((g) => tf.sum(tf.square(g))), ...zero]) as tf.Scalar;
			};
			tf.grads(bend)(leaves.slice(0, floats.length)).forEach((gradient, i) => {
				second[floats[i]!] = read(gradient);
			});
		}
		return { outputs, gradients, second, buffers, evaluated };
	});
}

function expectClose(ours: Named, theirs: Named, what: string, tolerance = 1e-5): void {
	expect(Object.keys(ours).sort(), what).toEqual(Object.keys(theirs).sort());
	for (const [name, { shape, values }] of Object.entries(ours)) {
		const other = theirs[name]!;
		expect(shape, `${what} ${name}`).toEqual(other.shape);
		const off = values.map(
			(value, i) => Math.abs(value - other.values[i]!) / Math.max(1, Math.abs(other.values[i]!)),
		);
		expect(off.every(Number.isFinite), `${what} ${name} is finite`).toBe(true);
		expect(Math.max(0, ...off), `${what} ${name}`).toBeLessThan(tolerance);
	}
}

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
		expect(inferred.problems ?? []).toEqual([]);
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
				expect(built, port).toEqual(meaning === 'loss' ? [] : [BATCH, ...shape]);
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
		const floats = Object.entries(context.inputs).filter(([, { dtype }]) => dtype === 'float32');
		const trainable = (kind.weights?.(context) ?? []).filter((spec) => spec.trainable);
		expect(Object.keys(gradients)).toHaveLength(floats.length + trainable.length);
		for (const { values } of Object.values(gradients)) {
			expect(values.every(Number.isFinite)).toBe(true);
		}
	});

	it('and never hands an input back', () => {
		tf.tidy(() => {
			const inputs = mapValues(inputsOf(one), toTensor);
			for (const training of [true, false]) {
				const outputs = kind.tfjs!.forward(tf, inputs, {
					...context,
					weights: mapValues(weightsOf(one), toTensor),
					training,
					random: randomAt(9, one.name, 0),
					update: () => undefined,
				});
				const ids = new Set(Object.values(inputs).map(({ id }) => id));
				expect(Object.values(outputs).filter(({ id }) => ids.has(id))).toEqual([]);
			}
		});
	});
});

describe.each(cases.filter(({ kind }) => kind.tfjs?.layer))('$name as a Keras layer', (one) => {
	it('computes the same with the same weights', () => {
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
		tf.tidy(() => {
			layer.setWeights(
				half.weights.flatMap((name) => (weights[name] ? toTensor(weights[name]) : [])),
			);
			const given = Object.values(inputsOf(one)).map(toTensor);
			const predicted = model.predict(given.length === 1 ? given[0]! : given, {
				batchSize: BATCH,
			}) as tf.Tensor;
			const [port] = Object.keys(context.outputs);
			const { evaluated } = answers[one.name]!;
			expectClose({ y: read(predicted) }, { y: evaluated[port!]! }, 'layer', 1e-6);
		});
		model.dispose();
	});
});

const hasTorch = (): boolean =>
	spawnSync(PYTHON, [
		'-c',
		'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)',
	]).status === 0;

const torchIsThere = hasTorch();
if (!torchIsThere) {
	console.warn(`PyTorch is not installed for ${PYTHON}: kinds are not compared with it here.`);
}

/** The case as the script reads it. */
function requestOf(one: Case): Record<string, unknown> {
	const { kind, context, name, twice } = one;
	const torch = kind.torch!;
	const specs = kind.weights?.(context) ?? [];
	const args = Object.fromEntries(Object.keys(context.inputs).map((port) => [port, port]));
	const weights = mapValues(weightsOf(one), (values, weight) => {
		const spec = specs.find((candidate) => candidate.name === weight)!;
		const laid = toTorchLayout(spec, Float32Array.from(values.values));
		return { shape: laid.shape, values: [...laid.values], dtype: 'float32' };
	});
	return {
		name,
		module: torch.module?.(context) ?? null,
		calls: torch.call({ ...context, args, self: 'self.node' }),
		inputs: mapValues(inputsOf(one), channelsFirst),
		weights,
		cotangents: mapValues(cotangentsOf(one), channelsFirst),
		twice,
	};
}

/** Our answer in PyTorch's layout. */
function inTorchLayout(
	one: Case,
	{ outputs, gradients, second, buffers, evaluated }: Answer,
): Answer {
	const specs = one.kind.weights?.(one.context) ?? [];
	return {
		outputs: mapValues(outputs, channelsFirst),
		gradients: mapValues(gradients, (values, name) => {
			const spec = specs.find((candidate) => `weights/${candidate.name}` === name);
			if (!spec) return channelsFirst(values);
			const laid = toTorchLayout(spec, Float32Array.from(values.values));
			return { shape: [...torchShape(spec)], values: [...laid.values], dtype: values.dtype };
		}),
		second: mapValues(second, channelsFirst),
		buffers,
		evaluated: mapValues(evaluated, channelsFirst),
	};
}

describe.skipIf(!torchIsThere)('PyTorch agrees', () => {
	let torch: Record<string, Answer> = {};

	beforeAll(() => {
		const asked = JSON.stringify(cases.map(requestOf));
		const script = join(import.meta.dirname, 'conformance.py');
		const { status, stdout, stderr } = spawnSync(PYTHON, [script], {
			input: asked,
			encoding: 'utf8',
			maxBuffer: 1 << 28,
		});
		expect(status, stderr).toBe(0);
		torch = JSON.parse(stdout) as Record<string, Answer>;
	}, 120_000);

	it.each(cases)('on $name', (one) => {
		const ours = inTorchLayout(one, answers[one.name]!);
		const theirs = torch[one.name]!;
		expectClose(ours.outputs, theirs.outputs, 'output');
		expectClose(ours.evaluated, theirs.evaluated, 'output in evaluation');
		expectClose(ours.gradients, theirs.gradients, 'gradient to');
		expectClose(ours.buffers, theirs.buffers, 'running statistic');
		expectClose(ours.second, theirs.second, 'second derivative to');
	});
});
