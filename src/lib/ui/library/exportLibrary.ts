// All projects as one file: read one by one, each packed and put down before the next is read.
import { Zip, ZipPassThrough } from 'fflate';
import { compile } from '../../compile/compile';
import { datasetType } from '../../data/catalogue';
import { keptEntries, libraryHead, projectPath } from '../../export/libraryFile';
import { projectEntries, type DatasetReference } from '../../export/projectFile';
import { FileError } from '../../graph/fileError';
import { MAX_LIBRARY } from '../../graph/limits';
import type { Label } from '../../graph/types';
import type { Projects } from '../../store/projects';
import type { Versions } from '../../store/versions';
import { datasetReference } from '../shell/datasetReference';
import { fileName } from '../shell/downloads';
import { projectParts } from '../shell/projectParts';
import { zipped } from '../shell/zip';

export interface LibraryStore {
	projects: Projects;
	versions: Versions;
}

export interface Progress {
	/** Projects done, of how many. */
	onProgress(done: number, all: number): void;
	/** Aborted when it is not wanted any more. */
	signal: AbortSignal;
	/** How a project is called. */
	say(title: Label): string;
}

export interface ExportedLibrary {
	file: Blob;
	count: number;
	/** Titles of projects without some or all of their weights: their graph has errors, or is another by now. */
	inPart: readonly string[];
}

/** @throws {FileError} where it becomes larger than a zip file can be; the signal's reason where it is aborted. */
export async function exportLibrary(
	{ projects, versions }: LibraryStore,
	{ onProgress, signal, say }: Progress,
): Promise<ExportedLibrary> {
	const parts: Blob[] = [];
	let size = 0;
	let failure: Error | undefined;
	const zip = new Zip((error, chunk) => {
		if (error) failure = error;
		// A browser may put blobs down on its disk.
		else parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
	});
	const put = (name: string, bytes: Uint8Array): void => {
		size += bytes.length;
		if (size > MAX_LIBRARY) throw tooMuch();
		// Project files are packed already.
		const entry = new ZipPassThrough(name);
		zip.add(entry);
		entry.push(bytes, true);
		if (failure) throw failure;
	};
	const head = libraryHead();
	put(head.name, head.bytes);
	const reference = rememberedReferences();
	const list = await projects.list();
	const inPart: string[] = [];
	let count = 0;
	for (const [at, { id }] of list.entries()) {
		signal.throwIfAborted();
		onProgress(at, list.length);
		const project = await projects.load(id);
		// It may have been deleted meanwhile.
		if (!project) continue;
		const title = say(project.title);
		const checkpoint = await projects.loadCheckpoint(id);
		const { document, preset, createdAt, updatedAt, thumbnail } = project;
		const program = checkpoint && compile(document, { datasets: datasetType }).program;
		const own = await projectParts({ document, program, checkpoint, title, reference });
		if (!own.complete) inPart.push(title);
		const samples = thumbnail && new Uint8Array(await thumbnail.arrayBuffer());
		const { losses } = (await projects.loadRecord(id)) ?? {};
		const kept = { preset, createdAt, updatedAt, versions: await versions.list(id), losses };
		const entries = { ...projectEntries({ ...own, samples }), ...keptEntries(kept) };
		put(projectPath(count++, fileName(title)), await zipped(entries));
	}
	zip.end();
	if (failure) throw failure;
	onProgress(list.length, list.length);
	return { file: new Blob(parts, { type: 'application/zip' }), count, inPart };
}

/** Each data set is asked for once. Without a network a name must do: nobody's projects wait for a checksum. */
function rememberedReferences(): (name: string) => Promise<DatasetReference | undefined> {
	const known = new Map<string, Promise<DatasetReference | undefined>>();
	return (name) => {
		const asked =
			known.get(name) ??
			datasetReference(name).catch((error: unknown) => {
				console.warn(`The checksum of ${name} could not be asked for.`, error);
				return { name };
			});
		known.set(name, asked);
		return asked;
	};
}

function tooMuch(): FileError {
	return new FileError({
		ja: 'ライブラリが 4 GB を超えるため、1 つの zip にできません。いくつかのプロジェクトを .ganloom で保存して削除してから、もう一度書き出してください。',
		en: 'The library is more than 4 GB, which one zip can’t hold. Save some projects as .ganloom files, delete them, and export the rest.',
	});
}
