// A program's weights as a file: safetensors, in PyTorch's names and layouts, with what it takes to go on if wanted.
import { stateTensors } from '../compile/link/trainingState';
import { toTorchLayout, type WeightValues } from '../compile/link/weights';
import type { Program } from '../compile/program';
import type { Checkpoint } from '../runtime/protocol';
import { writeSafetensors } from './safetensors';

export interface WeightFileOptions {
	metadata: Record<string, string>;
	/** Floats as F16: for weights that are to be used, not trained on. */
	half?: boolean;
	/** The run whose optimizers, averages and round go along, so that training can go on from the file. */
	state?: Checkpoint;
}

/** Weights, given by path in tfjs's layout, in the document's order; those that are not given are left out. */
export function weightFile(
	weights: Readonly<Record<string, WeightValues>>,
	program: Program,
	{ metadata, half, state }: WeightFileOptions,
): Uint8Array<ArrayBuffer> {
	const tensors = Object.values(program.networks)
		.flatMap((network) => network.weights)
		.flatMap((weight) => {
			const given = weights[weight.path];
			return given ? [[weight.path, toTorchLayout(weight, given.values)] as const] : [];
		});
	const run = state && stateTensors(state, program);
	return writeSafetensors(
		{ ...Object.fromEntries(tensors), ...run?.tensors },
		{ metadata: { ...metadata, ...run?.metadata }, half },
	);
}
