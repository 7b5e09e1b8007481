import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { link, readWeights, writeWeight, type Linked } from '../../src/lib/compile/link';
import { randomAt } from '../../src/lib/graph/random';
import type { Evaluation } from '../../src/lib/compile/link/forward';
import { canvasOf, programOf, smallGan, smallProgram } from '../runtime/smallGan';

const program = smallProgram();
let linked: Linked;

const evaluation: Evaluation = {
	training: false,
	random: (path) => randomAt(0, path, 0),
	weight: (path) => linked.weights.get(path)!.variable,
	update: () => undefined,
};

/** What the network makes of `inputs` on the path training takes. */
const forward = (network: string, inputs: Record<string, tf.Tensor>, port: string): Float32Array =>
	tf.tidy(() => {
		const { plan } = linked.networks.get(network)!;
		const given = plan.inputs.map((input) => inputs[input.port]!);
		const at = plan.outputs.findIndex((output) => output.port === port);
		return linked.forward(network, given, evaluation, 'test')[at]!.dataSync();
	}) as Float32Array;

const numbers = (shape: number[]): tf.Tensor =>
	tf.tensor(randomAt(3, 'numbers', 0).normal(shape.reduce((a, b) => a * b)), shape);

beforeAll(async () => {
	await tf.setBackend('cpu');
});

afterEach(() => {
	linked.dispose();
});

/** Moves running statistics away from their first values, where batch norm does nothing. */
function unsettle(): void {
	for (const [path, { variable, planned }] of linked.weights) {
		const values = randomAt(5, path, 0).uniform(variable.size, 0.5, 1.5);
		writeWeight(tf, path, variable, planned.shape, values);
	}
}

describe('link', () => {
	it('gives models whose predict equals the training path in evaluation mode', () => {
		linked = link(tf, program, { seed: 1 });
		unsettle();
		const z = numbers([5, 3]);
		const image = numbers([5, 2, 2, 1]);
		const model = (name: string) => linked.networks.get(name)!.model;
		const pictures = model('G').predict(z) as tf.Tensor;
		expect(pictures.shape).toEqual([5, 2, 2, 1]);
		forward('G', { z }, 'image').forEach((value, i) =>
			expect(pictures.dataSync()[i]).toBeCloseTo(value, 6),
		);
		const answers = model('D').predict(image) as tf.Tensor;
		forward('D', { image }, 'p').forEach((value, i) =>
			expect(answers.dataSync()[i]).toBeCloseTo(value, 6),
		);
		tf.dispose([z, image, pictures, answers]);
	});

	it('names weights network/node/weight and counts them as the plan does', () => {
		linked = link(tf, program, { seed: 1 });
		expect([...linked.weights.keys()].filter((path) => path.startsWith('G/'))).toEqual(
			program.networks.G!.weights.map(({ path }) => path),
		);
		const lines: string[] = [];
		linked.networks.get('G')!.model.summary(undefined, undefined, (line) => lines.push(line));
		expect(lines.some((line) => line.startsWith('dense1'))).toBe(true);
		const trainable = linked.networks
			.get('G')!
			.model.trainableWeights.reduce(
				(sum, { shape }) => sum + shape.reduce<number>((a, b) => a * b!, 1),
				0,
			);
		expect(trainable).toBe(program.networks.G!.parameters);
	});

	it('knows layers without all their weights', () => {
		const document = smallGan();
		for (const { kind, params } of document.networks.G!.canvas.nodes) {
			if (kind === 'dense') params.bias = false;
			if (kind === 'batchNorm') params.affine = false;
		}
		linked = link(tf, programOf(document), { seed: 1 });
		expect([...linked.weights.keys()].filter((path) => path.startsWith('G/'))).toEqual([
			'G/dense1/weight',
			'G/norm/running_mean',
			'G/norm/running_var',
			'G/dense2/weight',
		]);
		unsettle();
		const z = numbers([2, 3]);
		const pictures = linked.networks.get('G')!.model.predict(z) as tf.Tensor;
		forward('G', { z }, 'image').forEach((value, i) =>
			expect(pictures.dataSync()[i]).toBeCloseTo(value, 6),
		);
		tf.dispose([z, pictures]);
	});

	it.each([
		['once', ['first']],
		['twice', ['first', 'second']],
	])('runs networks that call another %s, with one set of weights', (_, calls) => {
		const document = smallGan();
		const { canvas } = document.networks.G!;
		document.networks.Paint = {
			role: 'other',
			canvas: canvasOf([
				['x', 'input', { name: 'x', meaning: 'vector', shape: [4] }],
				['dense', 'dense', { units: 4 }, { x: 'x/x' }],
				['out', 'output', { name: 'y' }, { x: 'dense/y' }],
			]),
		};
		for (const id of calls) {
			canvas.nodes.push({ id, kind: 'call', params: { network: 'Paint' }, at: [0, 0] });
		}
		canvas.wires.find(({ to }) => to[0] === 'sigmoid')!.from = [calls.at(-1)!, 'y'];
		canvas.wires.push({ from: ['dense2', 'y'], to: ['first', 'x'] });
		if (calls.length > 1) canvas.wires.push({ from: ['first', 'y'], to: ['second', 'x'] });
		document.training.nodes.find(({ id }) => id === 'G')!.params.networks = ['G', 'Paint'];
		linked = link(tf, programOf(document), { seed: 1 });
		const paints = [...linked.weights.keys()].filter((path) => path.includes('Paint'));
		expect(paints).toEqual(['Paint/dense/weight', 'Paint/dense/bias']);
		const z = numbers([2, 3]);
		const pictures = linked.networks.get('G')!.model.predict(z) as tf.Tensor;
		forward('G', { z }, 'image').forEach((value, i) =>
			expect(pictures.dataSync()[i]).toBeCloseTo(value, 6),
		);
		tf.dispose([z, pictures]);
	});

	it('starts from the seed, or from what is given', async () => {
		linked = link(tf, program, { seed: 1 });
		const first = await readWeights(linked);
		linked.dispose();
		linked = link(tf, program, { seed: 1 });
		expect(await readWeights(linked)).toEqual(first);
		linked.dispose();
		const given = { 'D/dense2/bias': { shape: [1], values: Float32Array.of(3) } };
		linked = link(tf, program, { seed: 2, given });
		const other = await readWeights(linked);
		expect(other['D/dense2/bias']!.values).toEqual(Float32Array.of(3));
		expect(other['D/dense1/weight']).not.toEqual(first['D/dense1/weight']);
		expect(other['D/norm/running_var']!.values).toEqual(new Float32Array(6).fill(1));
	});

	it('refuses a given weight of another shape', () => {
		linked = link(tf, program, { seed: 1 });
		const given = { 'D/dense2/bias': { shape: [2], values: new Float32Array(2) } };
		const before = tf.memory().numTensors;
		expect(() => link(tf, program, { seed: 1, given })).toThrow('D/dense2/bias has shape [1]');
		expect(tf.memory().numTensors).toBe(before);
	});

	it('saves models that load again and predict the same', async () => {
		linked = link(tf, program, { seed: 1 });
		unsettle();
		const { model } = linked.networks.get('G')!;
		let saved: tf.io.ModelArtifacts | undefined;
		await model.save({
			save: async (artifacts) => {
				saved = JSON.parse(JSON.stringify({ ...artifacts, weightData: undefined }));
				saved!.weightData = artifacts.weightData;
				return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
			},
		});
		const loaded = await tf.loadLayersModel({ load: async () => saved! });
		const z = numbers([4, 3]);
		const before = (model.predict(z) as tf.Tensor).dataSync();
		expect((loaded.predict(z) as tf.Tensor).dataSync()).toEqual(before);
		loaded.dispose();
		z.dispose();
	});

	it('lets everything go when disposed', () => {
		linked = link(tf, program, { seed: 1 });
		const before = tf.memory().numTensors;
		const other = link(tf, program, { seed: 1 });
		expect(tf.memory().numTensors).toBe(before + other.weights.size);
		other.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});
});
