// A project as the parts of its file: graph, weights with all it takes to go on, samples, and which data it learned from.
import { sameShape } from '../../compile/link/weights';
import type { Program } from '../../compile/program';
import { datasetNames } from '../../data/datasetNames';
import type { ProjectParts } from '../../export/projectFile';
import { weightFile } from '../../export/weightFile';
import type { GraphDocument } from '../../graph/types';
import type { Checkpoint } from '../../runtime/protocol';
import { datasetReference } from './datasetReference';

export interface WholeProject {
	document: GraphDocument;
	/** Without a program or a checkpoint there are no weights in it. */
	program: Program | undefined;
	checkpoint: Checkpoint | undefined;
	title: string;
	/** Which data set a name stands for. */
	reference?: typeof datasetReference;
}

export interface PartsOfProject extends ProjectParts {
	/** All the checkpoint has is in it. Weights of a graph that was edited since, or has errors, may not fit it. */
	complete: boolean;
}

/** @throws where a data set can't be told. */
export async function projectParts(project: WholeProject): Promise<PartsOfProject> {
	const { document, program, checkpoint, title, reference = datasetReference } = project;
	const references = await Promise.all(datasetNames(document).map(reference));
	const datasets = references.filter((reference) => reference !== undefined);
	if (!checkpoint || !program) return { document, datasets, complete: !checkpoint };
	const planned = Object.values(program.networks).flatMap(({ weights }) => weights);
	const fitting = (all: Checkpoint['weights']): Checkpoint['weights'] =>
		Object.fromEntries(
			planned.flatMap(({ path, shape }) => {
				const given = all[path];
				return given && sameShape(given.shape, shape) ? [[path, given] as const] : [];
			}),
		);
	const weights = fitting(checkpoint.weights);
	const complete = Object.keys(weights).length === planned.length;
	// Few players keep averages. What only generates takes them from here, and looks at nothing of the run.
	const averages = fitting(checkpoint.averages ?? {});
	const metadata = { format: 'pt', title, rounds: String(checkpoint.round) };
	const state = complete ? checkpoint : undefined;
	const some = (values: object): boolean => Object.keys(values).length > 0;
	return {
		...{ document, datasets, complete },
		weights: some(weights) ? weightFile(weights, program, { metadata, state }) : undefined,
		averages: some(averages) ? weightFile(averages, program, { metadata }) : undefined,
	};
}
