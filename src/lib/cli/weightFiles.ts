// Weights on their way between a safetensors file (PyTorch's names and layouts) and a program (tfjs's layouts).
import { readFile, writeFile } from 'node:fs/promises';
import { fitWeights, type Misfit } from '../compile/link/fitWeights';
import { fitState, type StateMisfit } from '../compile/link/trainingState';
import { firstWeights } from '../compile/link/weights';
import type { Program } from '../compile/program';
import { readSafetensors, type Safetensors } from '../export/safetensors';
import { readProject, type ProjectFile } from '../export/projectFile';
import { weightFile, type WeightFileOptions } from '../export/weightFile';
import { isZip } from '../export/zip';
import type { Checkpoint, HostArray } from '../runtime/protocol';
import { goingOn } from '../runtime/stateFrom';
import { CliError, messageOf } from './io';

/**
 * Safetensors, or the weights of a project file: what is generated with, so averages where there are any, or
 * `trained`, what training goes on from.
 * @throws {CliError} naming the file.
 */
export async function readTensorFile(path: string, { trained = false } = {}): Promise<Safetensors> {
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
	if (trained) return weights;
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
	return weightsOf(path, await readTensorFile(path), program);
}

/** What a file gives to start from: weights, and the run they are of where the file has its state. */
export interface Start {
	weights: Record<string, HostArray>;
	/** All it takes to go on; networks the file leaves out have their first weights. */
	checkpoint?: Checkpoint;
	/** What of the state begins anew, a line each. */
	notes: string[];
}

/** @throws {CliError} as `readWeightFile` does, and where the state is broken. */
export async function readStart(path: string, program: Program): Promise<Start> {
	const file = await readTensorFile(path, { trained: true });
	const weights = weightsOf(path, file, program);
	try {
		const fitting = fitState(file.tensors, file.metadata, program);
		if (!fitting) return { weights, notes: [] };
		const { state, misfits } = fitting;
		const checkpoint = goingOn({ ...firstWeights(program, state.seed), ...weights }, state);
		return { weights, checkpoint, notes: misfits.map(sayStateMisfit) };
	} catch (error) {
		throw new CliError(`${path}: ${messageOf(error)}`, 2, { cause: error });
	}
}

function weightsOf(
	path: string,
	{ tensors }: Safetensors,
	program: Program,
): Record<string, HostArray> {
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

function sayStateMisfit(misfit: StateMisfit): string {
	const { name } = misfit;
	switch (misfit.problem) {
		case 'player':
			return `There is no player ${name} here: what the file has of it is left out.`;
		case 'newPlayer':
			return `The file has nothing of the player ${name}: its optimizer starts anew.`;
		case 'optimizer':
			return `${name} trains with ${misfit.wanted} here and with ${misfit.given} in the file: its optimizer starts anew.`;
		case 'untrained':
			return `The file’s ${name} trains ${misfit.count} weights that it does not train here: what it kept of them is left out.`;
		case 'average':
			return `No averages of ${name} are kept here: the file’s are left out.`;
		case 'newAverage':
			return `The file has no averages for ${name}: they start at the weights.`;
		case 'kept':
			return `What ${name} keeps is not the same here and in the file: it starts anew.`;
	}
}

/** Writes weights, given by path in tfjs's layout, in the document's order. */
export async function writeWeightFile(
	path: string,
	program: Program,
	weights: Readonly<Record<string, HostArray>>,
	options: WeightFileOptions,
): Promise<void> {
	await writeOut(path, weightFile(weights, program, options));
}

/** @throws {CliError} naming the file. */
export async function writeOut(path: string, contents: Uint8Array | string): Promise<void> {
	await writeFile(path, contents).catch((error: unknown) => {
		throw new CliError(`${path} can't be written: ${messageOf(error)}`, 2, { cause: error });
	});
}
