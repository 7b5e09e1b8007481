// Weights on their way between a safetensors file (PyTorch's names and layouts) and a program (tfjs's layouts).
import { readFile, writeFile } from 'node:fs/promises';
import { fromTorchLayout, sameShape, toTorchLayout, torchShape } from '../compile/link/weights';
import type { PlannedWeight, Program } from '../compile/program';
import { readSafetensors, writeSafetensors, type Safetensors } from '../export/safetensors';
import type { HostArray } from '../runtime/protocol';
import { CliError, messageOf } from './io';

/** @throws {CliError} naming the file. */
export async function readTensorFile(path: string): Promise<Safetensors> {
	try {
		return readSafetensors(await readFile(path));
	} catch (error) {
		throw new CliError(`${path} can't be read: ${messageOf(error)}`, 2, { cause: error });
	}
}

/**
 * The weights of a file, by path, in tfjs's layout. A network the file has any weight of must be there whole;
 * running statistics may be left out.
 * @throws {CliError} naming what is unknown, missing or of another shape.
 */
export async function readWeightFile(
	path: string,
	program: Program,
): Promise<Record<string, HostArray>> {
	const { tensors } = await readTensorFile(path);
	const planned = plannedWeights(program);
	const given: Record<string, HostArray> = {};
	const problems: string[] = [];
	for (const [name, { shape, values }] of Object.entries(tensors)) {
		const weight = planned.get(name);
		// PyTorch counts batches beside the running statistics; nothing depends on the count.
		if (!weight && name.endsWith('/num_batches_tracked')) continue;
		if (!weight) problems.push(`${name}: the document has no such weight`);
		else if (!sameShape(shape, torchShape(weight)))
			problems.push(`${name}: shape [${shape}] instead of [${torchShape(weight)}]`);
		else if (values instanceof Int32Array) problems.push(`${name}: integers instead of floats`);
		else given[name] = { shape: weight.shape, values: fromTorchLayout(weight, values) };
	}
	for (const network of Object.values(program.networks)) {
		if (!network.weights.some((weight) => weight.path in tensors)) continue;
		for (const { path: name, trainable } of network.weights)
			if (trainable && !(name in tensors)) problems.push(`${name}: missing`);
	}
	if (problems.length > 0)
		throw new CliError(
			`The weights in ${path} don't fit the document:\n  ${problems.join('\n  ')}`,
		);
	return given;
}

/** Writes weights, given by path in tfjs's layout, in the document's order. */
export async function writeWeightFile(
	path: string,
	program: Program,
	weights: Readonly<Record<string, HostArray>>,
	options: { metadata: Record<string, string>; half?: boolean },
): Promise<void> {
	const entries = [...plannedWeights(program)].flatMap(([name, weight]) => {
		const values = weights[name]?.values;
		return values ? [[name, toTorchLayout(weight, values)] as const] : [];
	});
	await writeOut(path, writeSafetensors(Object.fromEntries(entries), options));
}

/** @throws {CliError} naming the file. */
export async function writeOut(path: string, contents: Uint8Array | string): Promise<void> {
	await writeFile(path, contents).catch((error: unknown) => {
		throw new CliError(`${path} can't be written: ${messageOf(error)}`, 2, { cause: error });
	});
}

function plannedWeights(program: Program): Map<string, PlannedWeight> {
	const all = Object.values(program.networks).flatMap((network) => network.weights);
	return new Map(all.map((weight) => [weight.path, weight]));
}
