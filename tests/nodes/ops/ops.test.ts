// Every operation of ours against PyTorch: values, first and second derivatives, on cpu and on wasm.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { permuteAxes } from '../../../src/lib/compile/link/weights';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { mapValues } from '../conformance/answers';
import { hasTorch, PYTHON, runTorch } from '../conformance/torch';
import { answerOp, cotangentOf, differenceOf, type HostValues, type OpAnswer } from './answerOp';
import { opCases, operandValues, type OpCase } from './opCases';

function laid({ shape, values }: HostValues, axes: number[] | undefined): HostValues {
	if (!axes) return { shape, values };
	const moved = permuteAxes(Float32Array.from(values), shape, axes);
	return { shape: [...moved.shape], values: [...moved.values] };
}

/** The case as the script reads it, given the shape of the output. */
function requestOf(one: OpCase, output: number[]): Record<string, unknown> {
	const float = (values: HostValues, axes: number[] | undefined) => ({
		...laid(values, axes),
		dtype: 'float32',
	});
	return {
		name: one.name,
		module: null,
		calls: { y: one.torch },
		inputs: mapValues(one.inputs, (operand, name) =>
			float(
				{ shape: operand.shape, values: [...operandValues(one, name, operand)] },
				operand.toTorch,
			),
		),
		weights: {},
		cotangents: {
			y: float({ shape: output, values: [...cotangentOf(one, output)] }, one.toTorch),
		},
		twice: true,
		bent: ['x'],
	};
}

/** Our answer in PyTorch's layout. */
function inTorchLayout(one: OpCase, { output, gradients, second }: OpAnswer): OpAnswer {
	const byInput = (values: Record<string, HostValues>) =>
		mapValues(values, (value, name) => laid(value, one.inputs[name]!.toTorch));
	return {
		output: laid(output, one.toTorch),
		gradients: byInput(gradients),
		second: byInput(second),
	};
}

const torchIsThere = hasTorch();
if (!torchIsThere) {
	console.warn(`PyTorch is not installed for ${PYTHON}: operations are not compared with it here.`);
}

let torch: Record<string, OpAnswer> = {};

beforeAll(async () => {
	if (!torchIsThere) return;
	await chooseBackend(tf, 'cpu', wasmFiles);
	const requests = opCases.map((one) => {
		const shape = tf.tidy(
			() =>
				one.run(
					tf,
					mapValues(one.inputs, ({ shape: own }) => tf.zeros(own)),
				).shape,
		);
		return requestOf(one, shape);
	});
	torch = mapValues(runTorch(requests), ({ outputs, gradients, second }) => ({
		output: outputs.y!,
		gradients,
		second,
	}));
}, 120_000);

describe.skipIf(!torchIsThere).each(['cpu', 'wasm'] as const)('on %s', (backend) => {
	beforeAll(async () => {
		await chooseBackend(tf, backend, wasmFiles);
	});

	it.each(opCases)('$name', async (one) => {
		expect(tf.getBackend()).toBe(backend);
		const before = tf.memory().numTensors;
		const ours = inTorchLayout(one, await answerOp(tf, one));
		expect(tf.memory().numTensors).toBe(before);
		const { off, where } = differenceOf(ours, torch[one.name]!);
		expect(off, where).toBeLessThan(1e-5);
	});
});
