// Whether a checkpoint can be gone on from as it is, or only in part.
import { sameShape } from '../../compile/link/weights';
import type { Program } from '../../compile/program';
import type { OpenOptions } from '../../runtime/session.svelte';
import type { Checkpoint } from '../../runtime/protocol';

/** A document edited after its last round keeps what still fits. */
export function goOnFrom(program: Program, checkpoint: Checkpoint | undefined): OpenOptions {
	if (!checkpoint) return {};
	const fits = Object.values(program.networks)
		.flatMap((network) => network.weights)
		.every(({ path, shape }) => {
			const given = checkpoint.weights[path];
			return given !== undefined && sameShape(given.shape, shape);
		});
	return fits ? { checkpoint } : { carryOver: checkpoint };
}
