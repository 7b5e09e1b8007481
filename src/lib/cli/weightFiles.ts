// Weights on their way between a safetensors file (PyTorch's names and layouts) and a program (tfjs's layouts).
import { readFile, writeFile } from 'node:fs/promises';
import { fitWeights, type Misfit } from '../compile/link/fitWeights';
import type { Program } from '../compile/program';
import { readSafetensors, type Safetensors } from '../export/safetensors';
import { readProject, type ProjectFile } from '../export/projectFile';
import { weightFile } from '../export/weightFile';
import { isZip } from '../export/zip';
import type { HostArray } from '../runtime/protocol';
import { CliError, messageOf } from './io';

/**
 * Safetensors, or the weights of a project file: what is generated with, so averages where there are any.
 * @throws {CliError} naming the file.
 */
export async function readTensorFile(path: string): Promise<Safetensors> {
	let project: ProjectFile;
	try {
		const bytes = await readFile(path);
		if (!isZip(bytes)) return readSafetensors(bytes);
		project = await readProject(bytes);
	} catch (error) {
		throw new CliError(`${path} can't be read: ${messageOf(error)}`, 2, { cause: error });
	}
	const { weights, averages } = project;
	if (!weights) throw new CliError(`There are no weights in ${path}.`);
	return { ...weights, tensors: { ...weights.tensors, ...averages?.tensors } };
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
	const { weights, misfits } = fitWeights(tensors, program);
	const problems = misfits.map((misfit) => `${misfit.name}: ${sayMisfit(misfit)}`);
	if (problems.length > 0)
		throw new CliError(
			`The weights in ${path} don't fit the document:\n  ${problems.join('\n  ')}`,
		);
	return weights;
}

function sayMisfit(misfit: Misfit): string {
	switch (misfit.problem) {
		case 'unknown':
			return 'the document has no such weight';
		case 'missing':
			return 'missing';
		case 'integers':
			return 'integers instead of floats';
		case 'notFinite':
			return 'infinite, or not a number';
		case 'shape':
			return `shape [${misfit.given}] instead of [${misfit.wanted}]`;
	}
}

/** Writes weights, given by path in tfjs's layout, in the document's order. */
export async function writeWeightFile(
	path: string,
	program: Program,
	weights: Readonly<Record<string, HostArray>>,
	options: { metadata: Record<string, string>; half?: boolean },
): Promise<void> {
	await writeOut(path, weightFile(weights, program, options));
}

/** @throws {CliError} naming the file. */
export async function writeOut(path: string, contents: Uint8Array | string): Promise<void> {
	await writeFile(path, contents).catch((error: unknown) => {
		throw new CliError(`${path} can't be written: ${messageOf(error)}`, 2, { cause: error });
	});
}
