// Files and links people hand over: read, checked, and kept as a project of their own, so that nothing open is lost.
import { findDataset } from '../../data/catalogue';
import { decodeDocument } from '../../export/link';
import type { DatasetReference, ProjectFile } from '../../export/projectFile';
import { GRAPH_FILES, readSharedFile, refuseLarge } from '../../export/sharedFile';
import { list, number, pick, t } from '../i18n/i18n.svelte';
import { datasetReference } from './datasetReference';
import { notify } from './notices.svelte';
import { projectState, type ProjectState } from './projectState';
import { reasonOf } from './reason';
import { projects } from './store';
import { sayMisfits, sayStateMisfit } from './weightsFile';

/** Files of the gallery: graphs, and all projects in one. */
export const GALLERY_FILES = `${GRAPH_FILES},.zip`;

/** Asks for a file; undefined when none is chosen. */
export function askForFile(accept = GRAPH_FILES): Promise<File | undefined> {
	return new Promise((resolve) => {
		const input = document.createElement('input');
		input.type = 'file';
		input.accept = accept;
		input.addEventListener('change', () => resolve(input.files?.[0]));
		input.addEventListener('cancel', () => resolve(undefined));
		input.click();
	});
}

/**
 * A document, a picture that carries one, or a project file.
 * @throws {FileError} where it is too large or can't be read.
 */
export async function readGraphFile(file: File): Promise<ProjectFile> {
	refuseLarge(file.size);
	return readSharedFile(new Uint8Array(await file.arrayBuffer()));
}

/** The id of the project made of a file; undefined, and a message why, if it can't be read or kept. */
export async function importFile(file: File): Promise<string | undefined> {
	const { name } = file;
	try {
		const project = await readGraphFile(file);
		const state = projectState(project);
		const { document } = project;
		const id = await projects.create({ document, checkpoint: state.checkpoint });
		tell(name, state, await changedDatasets(project.datasets));
		return id;
	} catch (error) {
		notify({ tone: 'error', text: t('errors.file', { name, reason: reasonOf(error) }) });
		return undefined;
	}
}

/** What of a project is not as it was where it comes from. */
function tell(name: string, state: ProjectState, changed: readonly string[]): void {
	const { checkpoint, misfits, anew, homeless } = state;
	const troubles = [
		...(homeless ? [t('share.project.homeless')] : []),
		...(misfits.length > 0 ? [sayMisfits(misfits)] : []),
		...anew.map(sayStateMisfit),
		...(changed.length > 0 ? [t('share.project.otherData', { names: list(changed) })] : []),
	];
	if (troubles.length > 0) {
		const text = t('share.project.openedInPart', { name, troubles: troubles.join(' ') });
		notify({ tone: 'error', text });
	} else if (checkpoint) {
		const round = number(checkpoint.round);
		notify({ tone: 'quiet', text: t('share.project.opened', { name, round }) });
	}
}

/** Titles of data sets that are there under the same name, but hold something else. */
async function changedDatasets(references: readonly DatasetReference[]): Promise<string[]> {
	const changed = await Promise.all(
		references.map(async ({ name, sha256 }) => {
			if (sha256 === undefined || !findDataset(name)) return [];
			try {
				const own = await datasetReference(name);
				return own?.sha256 === sha256 ? [] : [pick(findDataset(name)!.title)];
			} catch (error) {
				// Whoever trains with it is told that it is not there.
				console.warn(`The data set ${name} could not be compared.`, error);
				return [];
			}
		}),
	);
	return changed.flat();
}

/**
 * The id of the project made of a link's document.
 * @throws {FileError} where it can't be read.
 */
export async function importLink(text: string): Promise<string> {
	const id = await projects.create({ document: await decodeDocument(text) });
	notify({ tone: 'quiet', text: t('share.link.opened') });
	return id;
}
