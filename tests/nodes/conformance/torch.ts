// Asks PyTorch the same cases: one process of Debian's Python for all of them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { permuteAxes, torchShape, toTorchLayout } from '../../../src/lib/compile/link/weights';
import { torchBatchAxes } from '../../../src/lib/nodes/shape';
import { mapValues, type Answer } from './answers';
import {
	cotangentsOf,
	detachedPorts,
	inputsOf,
	specsOf,
	weightsOf,
	type Case,
	type Values,
} from './cases';

/** Before the names of weights among gradients. */
const WEIGHT = 'weights/';

export const PYTHON = '/usr/bin/python3';

/** Activations of pictures and sounds as PyTorch has them. */
export function channelsFirst({ shape, values, dtype }: Values): Values {
	const axes = torchBatchAxes(shape.slice(1));
	if (!axes) return { shape, values, dtype };
	const permuted = permuteAxes(Float32Array.from(values), shape, axes);
	return { shape: [...permuted.shape], values: [...permuted.values], dtype };
}

export const hasTorch = (): boolean =>
	spawnSync(PYTHON, [
		'-c',
		'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)',
	]).status === 0;

/** The case as the script reads it. */
export function requestOf(one: Case): Record<string, unknown> {
	const { kind, context, name, twice } = one;
	const torch = kind.torch!;
	const specs = specsOf(one);
	const args = Object.fromEntries(Object.keys(context.inputs).map((port) => [port, port]));
	const weights = mapValues(weightsOf(one), (values, weight) => {
		const spec = specs.find((candidate) => candidate.name === weight)!;
		const laid = toTorchLayout(spec, Float32Array.from(values.values));
		return { shape: laid.shape, values: [...laid.values], dtype: 'float32' };
	});
	return {
		name,
		define: torch.define ?? '',
		module: one.judge?.torch ?? torch.module?.(context) ?? null,
		calls: torch.call({ ...context, args, self: 'self.node' }),
		inputs: mapValues(inputsOf(one), channelsFirst),
		detached: detachedPorts(one),
		weights,
		cotangents: mapValues(cotangentsOf(one), channelsFirst),
		twice,
	};
}

/** Our answer in PyTorch's layout. */
export function inTorchLayout(
	one: Case,
	{ outputs, gradients, second, buffers, evaluated }: Answer,
): Answer {
	const specs = specsOf(one);
	const laidOut = (values: Values, name: string): Values => {
		const spec = specs.find((candidate) => candidate.name === name)!;
		const laid = toTorchLayout(spec, Float32Array.from(values.values));
		return { shape: [...torchShape(spec)], values: [...laid.values], dtype: values.dtype };
	};
	return {
		outputs: mapValues(outputs, channelsFirst),
		gradients: mapValues(gradients, (values, name) =>
			name.startsWith(WEIGHT) ? laidOut(values, name.slice(WEIGHT.length)) : channelsFirst(values),
		),
		second: mapValues(second, channelsFirst),
		buffers: mapValues(buffers, laidOut),
		evaluated: mapValues(evaluated, channelsFirst),
	};
}

export function askTorch(cases: readonly Case[]): Record<string, Answer> {
	return runTorch(cases.map(requestOf));
}

/** Hands requests to the script; its answers by name. */
export function runTorch(requests: readonly Record<string, unknown>[]): Record<string, Answer> {
	const { status, stdout, stderr } = spawnSync(
		PYTHON,
		[join(import.meta.dirname, '../conformance.py')],
		{
			input: JSON.stringify(requests),
			encoding: 'utf8',
			maxBuffer: 1 << 28,
		},
	);
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout) as Record<string, Answer>;
}
