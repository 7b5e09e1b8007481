// Trained weights that come with a preset, as a state to go on from.
import { fitWeights } from '../../compile/link/fitWeights';
import type { Program } from '../../compile/program';
import { readSafetensors } from '../../export/safetensors';
import type { Checkpoint } from '../../runtime/protocol';
import { stateFrom } from '../../runtime/stateFrom';
import { weightsAddress, type TrainedWeights } from '../presets';

/** Throws where the file can't be had or does not fit the program. */
export async function loadTrained(
	{ file, rounds }: TrainedWeights,
	program: Program,
): Promise<Checkpoint> {
	const response = await fetch(weightsAddress(file));
	if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
	const { tensors } = readSafetensors(new Uint8Array(await response.arrayBuffer()));
	const { weights } = fitWeights(tensors, program);
	for (const network of Object.values(program.networks)) {
		for (const { path } of network.weights)
			if (!weights[path]) throw new Error(`${file}: ${path} is missing or has another shape`);
	}
	return stateFrom(weights, { seed: program.run.seed, round: rounds });
}
