// The weights of a project file as a state to go on from, and what of them is of no use.
import { compile } from '../../compile/compile';
import { fitWeights, type Misfit } from '../../compile/link/fitWeights';
import { datasetType } from '../../data/catalogue';
import type { ProjectFile } from '../../export/projectFile';
import type { Checkpoint } from '../../runtime/protocol';
import { stateFrom } from '../../runtime/stateFrom';
import { roundOf } from './weightsFile';

export interface ProjectState {
	/** Absent where there are no weights, or none that fit. */
	checkpoint: Checkpoint | undefined;
	misfits: readonly Misfit[];
	/** There are weights, but the graph has errors: nobody can say where they belong. */
	homeless: boolean;
}

export function projectState({ document, weights, averages }: ProjectFile): ProjectState {
	if (!weights) return { checkpoint: undefined, misfits: [], homeless: false };
	const { program } = compile(document, { datasets: datasetType });
	if (!program) return { checkpoint: undefined, misfits: [], homeless: true };
	const own = fitWeights(weights.tensors, program);
	if (Object.keys(own.weights).length === 0)
		return { checkpoint: undefined, misfits: own.misfits, homeless: false };
	// Weights that fit in part are a beginning, not that run's state.
	const round = own.misfits.length > 0 ? 0 : roundOf(weights.metadata);
	const state = stateFrom(own.weights, { seed: program.run.seed, round });
	const mean = averages && fitWeights(averages.tensors, program);
	return {
		checkpoint: { ...state, ...(mean && { averages: mean.weights }) },
		// Only some weights have averages: what is missing there is meant to be.
		misfits: [
			...own.misfits,
			...(mean?.misfits.filter(({ problem }) => problem !== 'missing') ?? []),
		],
		homeless: false,
	};
}
