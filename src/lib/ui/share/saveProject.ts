// The open project as one file: graph, weights as they stand, samples, and which data it learned from.
import type { Program } from '../../compile/program';
import { encodeContactSheet } from '../../export/png';
import { projectEntries } from '../../export/projectFile';
import { weightFile } from '../../export/weightFile';
import type { GraphDocument } from '../../graph/types';
import type { Checkpoint, Pictures } from '../../runtime/protocol';
import { datasetNames } from '../../data/datasetNames';
import { datasetReference } from '../shell/datasetReference';
import { download, fileName } from '../shell/downloads';
import { zipped } from '../shell/zip';

export interface ProjectJob {
	document: GraphDocument;
	/** Without a program or a checkpoint there are no weights in it. */
	program: Program | undefined;
	checkpoint: Checkpoint | undefined;
	pictures: Pictures | undefined;
	title: string;
}

/** @throws where a data set can't be told. */
export async function saveProject(job: ProjectJob): Promise<void> {
	const { document, program, checkpoint, pictures, title } = job;
	const references = await Promise.all(datasetNames(document).map(datasetReference));
	const { averages: kept = {} } = checkpoint ?? {};
	// Few players keep averages.
	const averages = Object.keys(kept).length > 0 ? kept : undefined;
	const metadata = { format: 'pt', title, rounds: String(checkpoint?.round ?? 0) };
	const entries = projectEntries({
		document,
		weights: checkpoint && program && weightFile(checkpoint.weights, program, { metadata }),
		averages: averages && program && weightFile(averages, program, { metadata }),
		samples: pictures && encodeContactSheet(pictures),
		datasets: references.filter((reference) => reference !== undefined),
	});
	download(`${fileName(title)}.ganloom`, await zipped(entries), 'application/zip');
}
