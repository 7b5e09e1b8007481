// Files as people hand them over: chosen, dropped with their folders, or inside zip files. Named now, read when needed.
import type { FileName } from '../../data/own/layout';
import { isLitter, MOST_OF_A_FILE, sortOf } from '../../data/own/layout';
import { zipEntries } from '../../export/zip';
import { MAX_FILE } from '../../graph/limits';

export interface Found extends FileName {
	/** @throws {FileError} where it is damaged, or larger than `most` bytes. */
	read(most: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Files of one data set, those inside zip files counted. */
export const MOST_FILES = 100_000;

/** A zip file that can't be looked into. */
export interface Unreadable {
	path: string;
	error: unknown;
}

/** Zip files are replaced by what is in them. */
export async function foundIn(
	files: readonly { path: string; file: File }[],
): Promise<{ found: Found[]; unreadable: Unreadable[] }> {
	const found: Found[] = [];
	const unreadable: Unreadable[] = [];
	for (const { path, file } of files) {
		if (isLitter(path)) continue;
		if (sortOf(path) !== 'zip') {
			const read = async (): Promise<Uint8Array<ArrayBuffer>> =>
				new Uint8Array(await file.arrayBuffer());
			found.push({ path, size: file.size, read });
			continue;
		}
		try {
			if (file.size > MAX_FILE) throw new RangeError(`${file.size} bytes`);
			const zip = new Uint8Array(await file.arrayBuffer());
			for (const { name, size, read } of zipEntries(zip, MOST_FILES))
				if (!isLitter(name)) found.push({ path: name, size, read });
		} catch (error) {
			unreadable.push({ path, error });
		}
	}
	return { found: withoutSharedFolder(found.slice(0, MOST_FILES)), unreadable };
}

/** Those of the same path are taken for the same. */
export function joined(found: readonly Found[], more: readonly Found[]): Found[] {
	const known = new Set(found.map(({ path }) => path));
	return [...found, ...more.filter(({ path }) => !known.has(path))].slice(0, MOST_FILES);
}

/** Reads files by their paths. */
export function readerOf(
	found: readonly Found[],
): (path: string) => Promise<Uint8Array<ArrayBuffer>> {
	const byPath = new Map(found.map((file) => [file.path, file]));
	return (path) => byPath.get(path)!.read(MOST_OF_A_FILE);
}

/** Everything often lies in one folder, which then says nothing. */
function withoutSharedFolder(found: readonly Found[]): Found[] {
	const [first] = found;
	const folder = first?.path.slice(0, first.path.indexOf('/') + 1);
	if (!folder || !found.every(({ path }) => path.startsWith(folder))) return [...found];
	const shorter = found.map((one) => ({ ...one, path: one.path.slice(folder.length) }));
	return withoutSharedFolder(shorter);
}

/** Of a list of files, or of a chosen folder. */
export function chosenFiles(list: Iterable<File>): { path: string; file: File }[] {
	return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Of a drop: folders are walked through. Has to be called before the event is over. */
export async function droppedFiles(data: DataTransfer): Promise<{ path: string; file: File }[]> {
	// What comes from no disk, such as a picture of another page, is no entry of one.
	const given = Array.from(data.items, (item) => item.webkitGetAsEntry() ?? item.getAsFile());
	const all: { path: string; file: File }[] = [];
	for (const one of given) {
		if (one instanceof File) all.push({ path: one.name, file: one });
		else if (one) await walk(one, '', all);
	}
	return all;
}

async function walk(
	entry: FileSystemEntry,
	folder: string,
	all: { path: string; file: File }[],
): Promise<void> {
	if (all.length >= MOST_FILES) return;
	const path = folder + entry.name;
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject),
		);
		all.push({ path, file });
		return;
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	// A browser gives a hundred at a time, and none when there are no more.
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject),
		);
		if (some.length === 0) return;
		for (const one of some) await walk(one, `${path}/`, all);
	}
}
