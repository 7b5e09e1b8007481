// Any file that holds a graph, told apart by what is in it rather than by its name.
import { FileError } from '../graph/fileError';
import { MAX_FILE } from '../graph/limits';
import { parseDocumentBytes } from '../graph/parse';
import type { GraphDocument } from '../graph/types';
import { isPng, readPngDocument } from './pngDocument';
import { readProject, type ProjectFile } from './projectFile';
import { megabytes } from './inflate';
import { isZip } from './zip';

/** Endings of the files that hold a graph. */
export const GRAPH_FILES = '.json,.ganloom,.png';

/**
 * A document as JSON, in a picture, or with its weights in a project file.
 * @throws {FileError} saying what is wrong with it.
 */
export async function readSharedFile(bytes: Uint8Array): Promise<ProjectFile> {
	refuseLarge(bytes.length);
	if (isZip(bytes)) return readProject(bytes);
	return { ...NOTHING_WITH_IT, document: await readDocument(bytes) };
}

const NOTHING_WITH_IT = { weights: undefined, averages: undefined, datasets: [] } as const;

async function readDocument(bytes: Uint8Array): Promise<GraphDocument> {
	if (isPng(bytes)) return readPngDocument(bytes);
	const { document, problem } = parseDocumentBytes(bytes);
	if (problem) throw new FileError(problem.message);
	return document;
}

/** @throws {FileError} for more bytes than are read of any file. */
export function refuseLarge(bytes: number): void {
	if (bytes <= MAX_FILE) return;
	throw new FileError({
		ja: `ファイルが大きすぎます（${megabytes(bytes)} MB）。上限は ${megabytes(MAX_FILE)} MB です。`,
		en: `The file is too large: ${megabytes(bytes)} MB. At most ${megabytes(MAX_FILE)} MB are read.`,
	});
}
