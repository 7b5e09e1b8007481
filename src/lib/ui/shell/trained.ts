// Trained weights that come with a preset, as a state to go on from.
import { fromTorchLayout, sameShape, torchShape } from '../../compile/link/weights';
import type { Program } from '../../compile/program';
import { readSafetensors } from '../../export/safetensors';
import type { Checkpoint, HostArray } from '../../runtime/protocol';
import { weightsAddress, type TrainedWeights } from '../presets';

/** Throws where the file can't be had or does not fit the program. */
export async function loadTrained(
	{ file, rounds }: TrainedWeights,
	program: Program,
): Promise<Checkpoint> {
	const response = await fetch(weightsAddress(file));
	if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
	const { tensors } = readSafetensors(new Uint8Array(await response.arrayBuffer()));
	const weights: Record<string, HostArray> = {};
	for (const network of Object.values(program.networks)) {
		for (const weight of network.weights) {
			const given = tensors[weight.path];
			if (!given || !sameShape(given.shape, torchShape(weight)))
				throw new Error(`${file}: ${weight.path} is missing or has another shape`);
			const values = fromTorchLayout(weight, Float32Array.from(given.values));
			weights[weight.path] = { shape: weight.shape, values };
		}
	}
	return {
		version: 1,
		seed: program.run.seed,
		round: rounds,
		phase: 0,
		// A round draws at least once: what comes next is new to these weights.
		draw: rounds,
		updates: {},
		weights,
		optimizer: {},
	};
}
