// The open project as one file: graph, weights as they stand, samples, and which data it learned from.
import { encodeContactSheet } from '../../export/png';
import { projectEntries } from '../../export/projectFile';
import type { Pictures } from '../../runtime/protocol';
import { download, fileName } from '../shell/downloads';
import { projectParts, type WholeProject } from '../shell/projectParts';
import { zipped } from '../shell/zip';

export interface ProjectJob extends WholeProject {
	pictures: Pictures | undefined;
}

/** @throws where a data set can't be told. */
export async function saveProject({ pictures, ...project }: ProjectJob): Promise<void> {
	const parts = await projectParts(project);
	const samples = pictures && encodeContactSheet(pictures);
	const name = `${fileName(project.title)}.ganloom`;
	download(name, await zipped(projectEntries({ ...parts, samples })), 'application/zip');
}
