// The weights of a project file as a state to go on from, and what of them is of no use.
import { compile } from '../../compile/compile';
import { fitWeights, type Misfit } from '../../compile/link/fitWeights';
import { fitState, type StateMisfit } from '../../compile/link/trainingState';
import type { Program } from '../../compile/program';
import { datasetType } from '../../data/catalogue';
import type { ProjectFile } from '../../export/projectFile';
import type { Safetensors } from '../../export/safetensors';
import type { Checkpoint } from '../../runtime/protocol';
import { goingOn, stateFrom } from '../../runtime/stateFrom';
import { roundOf } from './weightsFile';

export interface ProjectState {
	/** Absent where there are no weights, or none that fit. */
	checkpoint: Checkpoint | undefined;
	misfits: readonly Misfit[];
	/** What of the run begins anew, where its weights all fit. */
	anew: readonly StateMisfit[];
	/** There are weights, but the graph has errors: nobody can say where they belong. */
	homeless: boolean;
}

const NOTHING = { checkpoint: undefined, misfits: [], anew: [], homeless: false } as const;

/** @throws Error where the file says that it holds a run's state, and it is none. */
export function projectState({ document, weights, averages }: ProjectFile): ProjectState {
	if (!weights) return NOTHING;
	const { program } = compile(document, { datasets: datasetType });
	if (!program) return { ...NOTHING, homeless: true };
	const own = fitWeights(weights.tensors, program);
	if (Object.keys(own.weights).length === 0) return { ...NOTHING, misfits: own.misfits };
	// Weights that fit in part are a beginning, not that run's state.
	const whole = own.misfits.length === 0;
	const fitting = whole ? fitState(weights.tensors, weights.metadata, program) : undefined;
	if (fitting) {
		const checkpoint = goingOn(own.weights, fitting.state);
		return { ...NOTHING, checkpoint, anew: fitting.misfits };
	}
	return { ...NOTHING, ...weightsAlone(own, { weights, averages, whole }, program) };
}

/** Of a file without its run's optimizers. */
function weightsAlone(
	own: ReturnType<typeof fitWeights>,
	{ weights, averages, whole }: Given,
	program: Program,
): Pick<ProjectState, 'checkpoint' | 'misfits'> {
	const round = whole ? roundOf(weights.metadata) : 0;
	const state = stateFrom(own.weights, { seed: program.run.seed, round });
	const mean = averages && fitWeights(averages.tensors, program);
	return {
		checkpoint: { ...state, ...(mean && { averages: mean.weights }) },
		// Only some weights have averages: what is missing there is meant to be.
		misfits: [
			...own.misfits,
			...(mean?.misfits.filter(({ problem }) => problem !== 'missing') ?? []),
		],
	};
}

interface Given {
	weights: Safetensors;
	averages: Safetensors | undefined;
	whole: boolean;
}
