// The projects of a library file are added to those that are here; none that is here is touched.
import { libraryEntries, readKept } from '../../export/libraryFile';
import { readProject } from '../../export/projectFile';
import type { Label } from '../../graph/types';
import { troubleOf, type StoreTrouble } from '../../store/database';
import { projectState } from '../shell/projectState';
import { reasonOf } from '../shell/reason';
import type { LibraryStore, Progress } from './exportLibrary';
import { numbered } from './numbered';

export interface Skipped {
	/** The entry in the file, or the project of it with what was left out. */
	name: string;
	reason: string;
}

export interface ImportedLibrary {
	count: number;
	skipped: readonly Skipped[];
	/** Projects that came without what did not fit: weights, or versions. */
	inPart: readonly string[];
	/** Why the rest was left: the store takes no more. */
	stopped: StoreTrouble | undefined;
}

/**
 * What is broken is skipped and named; what is imported by then stays where it is aborted.
 * @throws {FileError} where the file is no library.
 */
export async function importLibrary(
	file: Blob,
	store: LibraryStore,
	{ onProgress, signal, say }: Progress,
): Promise<ImportedLibrary> {
	const entries = await libraryEntries(file);
	const taken = new Set((await store.projects.list()).map(({ title }) => say(title)));
	const skipped: Skipped[] = [];
	const inPart: string[] = [];
	let count = 0;
	// From the end, so that those that have no times of their own come to lie in the library's order.
	for (const [at, { name, read }] of entries.toReversed().entries()) {
		if (signal.aborted) break;
		onProgress(at, entries.length);
		try {
			const { title, whole } = await add(await read(), store, (own) => numbered(own, taken, say));
			taken.add(say(title));
			if (!whole) inPart.push(say(title));
			count++;
		} catch (error) {
			// A full or closed store takes the next one no more than this.
			const trouble = troubleOf(error);
			if (trouble === 'full' || trouble === 'unavailable')
				return { count, skipped, inPart, stopped: trouble };
			skipped.push({ name, reason: reasonOf(error) });
		}
	}
	return { count, skipped, inPart, stopped: undefined };
}

/** All of a project or nothing. */
async function add(
	bytes: Uint8Array,
	{ projects, versions }: LibraryStore,
	retitled: (title: Label) => Label,
): Promise<{ title: Label; whole: boolean }> {
	const project = await readProject(bytes);
	const { kept, samples, broken } = await readKept(bytes);
	const { checkpoint, misfits, anew, homeless } = projectState(project);
	const whole = !homeless && misfits.length === 0 && anew.length === 0;
	const title = retitled(project.document.title);
	const document =
		title === project.document.title ? project.document : { ...project.document, title };
	const id = await projects.create({
		...{ document, preset: kept?.preset, checkpoint },
		// Weights that fit in part begin at round 0: what led to them is another run.
		record: whole && kept?.losses ? { losses: kept.losses, pictures: {} } : undefined,
		times: kept && { createdAt: kept.createdAt, updatedAt: kept.updatedAt },
	});
	try {
		if (samples) await projects.setThumbnail(id, new Blob([samples], { type: 'image/png' }));
		for (const version of kept?.versions.toReversed() ?? []) await versions.add(id, version);
	} catch (error) {
		await projects.remove(id);
		throw error;
	}
	return { title, whole: whole && broken.length === 0 };
}
