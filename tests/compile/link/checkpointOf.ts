// A state of training of any program, without training.
import { OPTIMIZER_SLOTS } from '../../../src/lib/compile/link/trainingState';
import { firstWeights } from '../../../src/lib/compile/link/weights';
import type { Program } from '../../../src/lib/compile/program';
import type { Checkpoint, HostArray } from '../../../src/lib/runtime/protocol';

/** As if it had been trained: every number of it its own. */
export function checkpointOf(program: Program): Checkpoint {
	let next = 1;
	const numbers = ({ shape, values }: HostArray): HostArray => ({
		shape,
		values: values.map(() => next++),
	});
	const weights = firstWeights(program, 1);
	const checkpoint: Checkpoint = {
		...{ version: 1, seed: 7, round: 20, phase: 0, draw: 21 },
		...{ updates: {}, weights, optimizer: {}, averages: {} },
	};
	for (const { player, networks } of program.phases) {
		const { optimizer, ema } = program.steps.find(({ node }) => node === player)!.params;
		checkpoint.updates[player] = 20;
		for (const { path, trainable } of networks.flatMap((name) => program.networks[name]!.weights)) {
			if (!trainable) continue;
			for (const slot of Object.keys(OPTIMIZER_SLOTS[String(optimizer)]!))
				checkpoint.optimizer[`${player}/${slot}/${path}`] = numbers(weights[path]!);
			if (Number(ema) > 0) checkpoint.averages![path] = numbers(weights[path]!);
		}
	}
	return checkpoint;
}
