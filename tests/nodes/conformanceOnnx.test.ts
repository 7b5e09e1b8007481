// Every kind that may stand in a network, as ONNX: onnxruntime gives what the tfjs half gives when it generates.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { writeOnnx } from '../../src/lib/export/onnx/onnx';
import type { PortRef } from '../../src/lib/graph/types';
import type { NetworkPlan } from '../../src/lib/compile/program';
import { kinds } from '../../src/lib/nodes/catalogue';
import { runOnnx } from '../export/onnxRuntime';
import { expectClose, mapValues, runTfjs, type Answer } from './conformance/answers';
import { cases, inputsOf, specsOf, weightsOf, type Case } from './conformance/cases';

/** A network of the one node. */
function planOf(one: Case): NetworkPlan {
	const { kind, context } = one;
	const step = {
		...{ node: 'node', kind: kind.id, params: { ...context.params } },
		inputs: mapValues(context.inputs, (_, port): PortRef => `given/${port}`),
		...{ inputTypes: context.inputs, outputTypes: context.outputs },
	};
	return {
		...{ name: 'N', role: 'other', steps: [step as NetworkPlan['steps'][number]], parameters: 0 },
		inputs: Object.entries(context.inputs).map(([port, type]) => ({
			...{ port, type },
			from: `given/${port}` as const,
		})),
		outputs: Object.entries(context.outputs).map(([port, type]) => ({
			...{ port, type },
			from: `node/${port}` as const,
		})),
		weights: specsOf(one).map((spec) => ({ ...spec, path: `N/node/${spec.name}`, node: 'node' })),
	};
}

const inNetworks = kinds.filter(
	({ surfaces, tfjs }) => tfjs && surfaces.some((surface) => surface !== 'training'),
);
/** A call runs another network: whole documents are tested for that. */
const alone = cases.filter(({ kind, judge }) => inNetworks.includes(kind) && !judge);

let answers: Record<string, Answer> = {};
beforeAll(async () => {
	await tf.setBackend('cpu');
	answers = Object.fromEntries(alone.map((one) => [one.name, runTfjs(one)]));
}, 60_000);

it('no kind that may stand in a network is without', () => {
	expect(inNetworks.length).toBeGreaterThan(35);
	expect(inNetworks.filter(({ onnx }) => !onnx).map(({ id }) => id)).toEqual([]);
});

it.each(alone)('$name gives the same', async (one) => {
	const plan = planOf(one);
	const weights = Object.fromEntries(
		Object.entries(weightsOf(one)).map(([name, { shape, values }]) => [
			`N/node/${name}`,
			{ shape, values: Float32Array.from(values) },
		]),
	);
	const bytes = writeOnnx(plan, { document: { title: 'N' }, networks: { N: plan }, weights });
	const given = mapValues(inputsOf(one), ({ shape, values, dtype }) => ({
		shape,
		values: dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values),
	}));
	const outputs = await runOnnx(bytes, given);
	const { evaluated } = answers[one.name]!;
	const ours = mapValues(outputs, ({ shape, values }) => ({
		...{ shape: [...shape], values: [...values] },
		dtype: 'float32' as const,
	}));
	// Ports of this network that are called alike at both ends get `_out`.
	const named = Object.fromEntries(
		Object.entries(evaluated).map(([port, values]) => [
			port in given ? `${port}_out` : port,
			values,
		]),
	);
	expectClose(ours, named, 'output', 1e-5);
});
