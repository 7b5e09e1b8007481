// Reads zip files from strangers: bounded, checked, and only the entries that are asked for.
//
// Layout (PKWARE APPNOTE 6.3.10, 4.3): entries one after another, then a directory of them, then its end record, which
// says where the directory starts. fflate, which writes them here, trusts the sizes a file states and checks no
// checksum; this unpacks no more than it may and gives nothing that is not as it was packed.
import { FileError } from '../graph/fileError';
import { MAX_ENTRIES, MAX_FILE, MAX_TEXT } from '../graph/limits';
import type { Text } from '../graph/types';
import { crc32 } from './crc32';
import { inflate, tooLarge } from './inflate';

interface Entry {
	name: string;
	/** 0: as it is; 8: deflated. */
	method: number;
	crc: number;
	packed: number;
	size: number;
	/** Where its own head starts. */
	at: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const DIRECTORY = 0x02014b50;
const HEAD = 0x04034b50;

export function isZip(bytes: Uint8Array): boolean {
	return bytes.length > 4 && viewOf(bytes).getUint32(0, true) === HEAD;
}

/**
 * The entries named, by name; those that are not there are left out. Names are only compared: nothing is written
 * anywhere under them.
 * @throws {FileError}
 */
export async function readZip<Name extends string>(
	zip: Uint8Array,
	names: readonly Name[],
	most = MAX_FILE,
): Promise<Partial<Record<Name, Uint8Array<ArrayBuffer>>>> {
	const found: Partial<Record<Name, Uint8Array<ArrayBuffer>>> = {};
	let left = most;
	for (const entry of entriesOf(zip)) {
		const name = names.find((one) => one === entry.name);
		if (name === undefined) continue;
		if (found[name]) throw twice(name);
		found[name] = await unpack(zip, entry, left);
		left -= found[name].length;
	}
	return found;
}

export interface ZipEntry {
	name: string;
	/** Bytes when unpacked, as the file says. */
	size: number;
	/** @throws {FileError} where it is damaged, or more than `most` bytes. */
	read(most: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * What is in it, folders left out; nothing is unpacked yet.
 * @throws {FileError}
 */
export function zipEntries(zip: Uint8Array, mostEntries = MAX_ENTRIES): ZipEntry[] {
	return entriesOf(zip, mostEntries)
		.filter(({ name }) => !name.endsWith('/'))
		.map((entry) => ({
			...{ name: entry.name, size: entry.size },
			read: (most) => unpack(zip, entry, most),
		}));
}

/**
 * The same of a file too large to be held whole: only the directory and what is asked for are read of it.
 * @throws {FileError}
 */
export async function zipBlobEntries(zip: Blob, mostEntries = MAX_ENTRIES): Promise<ZipEntry[]> {
	const part = async (from: number, to: number): Promise<Uint8Array> =>
		new Uint8Array(await zip.slice(from, to).arrayBuffer());
	const tailAt = Math.max(0, zip.size - END_LENGTH - LONGEST_COMMENT);
	const tail = await part(tailAt, zip.size);
	const { count, start, end } = endOf(tail, mostEntries);
	if (tailAt + end - start > MAX_TEXT) throw broken();
	return directoryOf(await part(start, tailAt + end), count)
		.filter(({ name }) => !name.endsWith('/'))
		.map((entry) => ({
			...{ name: entry.name, size: entry.size },
			read: async (most) => {
				const { at, packed } = entry;
				// What is packed is hardly ever larger than what comes out of it.
				if (entry.size > most || packed > most + LONGEST_COMMENT) throw tooLarge(most);
				const head = viewOf(await part(at, at + 30));
				if (head.byteLength < 30) throw damaged(entry.name);
				const names = head.getUint16(26, true) + head.getUint16(28, true);
				return unpack(await part(at, at + 30 + names + packed), { ...entry, at: 0 }, most);
			},
		}));
}

function entriesOf(zip: Uint8Array, mostEntries = MAX_ENTRIES): Entry[] {
	const { count, start, end } = endOf(zip, mostEntries);
	return directoryOf(zip.subarray(start, end), count);
}

/** How many entries there are, where their directory starts in the file, and where the end record is in `bytes`. */
function endOf(
	bytes: Uint8Array,
	mostEntries: number,
): { count: number; start: number; end: number } {
	const view = viewOf(bytes);
	const end = findEnd(view);
	if (end === undefined) throw broken();
	const count = view.getUint16(end + 10, true);
	if (count > mostEntries) throw tooMany(count, mostEntries);
	return { count, start: view.getUint32(end + 16, true), end };
}

function directoryOf(bytes: Uint8Array, count: number): Entry[] {
	const view = viewOf(bytes);
	const end = bytes.length;
	let at = 0;
	return Array.from({ length: count }, () => {
		if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY) throw broken();
		const nameLength = view.getUint16(at + 28, true);
		const next =
			at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		if (next > end) throw broken();
		const entry: Entry = {
			name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			at: view.getUint32(at + 42, true),
		};
		at = next;
		return entry;
	});
}

/** The end record is the last thing but for a comment. */
function findEnd(view: DataView): number | undefined {
	const last = view.byteLength - END_LENGTH;
	for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
		if (view.getUint32(at, true) === END) return at;
	return undefined;
}

async function unpack(
	zip: Uint8Array,
	{ name, method, crc, packed, size, at }: Entry,
	most: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const view = viewOf(zip);
	if (at + 30 > zip.length || view.getUint32(at, true) !== HEAD) throw damaged(name);
	const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
	if (start + packed > zip.length) throw damaged(name);
	const stored = zip.subarray(start, start + packed);
	if (size > most) throw tooLarge(most);
	const bytes = await unpacked(name, method, stored, size);
	if (bytes.length !== size || crc32(bytes) !== crc) throw damaged(name);
	return bytes;
}

async function unpacked(
	name: string,
	method: number,
	stored: Uint8Array,
	size: number,
): Promise<Uint8Array<ArrayBuffer>> {
	if (method === 0) return new Uint8Array(stored);
	if (method !== 8) throw damaged(name);
	try {
		return await inflate(stored, 'deflate-raw', size);
	} catch (error) {
		throw damaged(name, error);
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function broken(): FileError {
	return new FileError({
		ja: 'zip として読めません。途中で切れている可能性があります。',
		en: 'It can’t be read as a zip file. It may be cut off.',
	});
}

function tooMany(count: number, most: number): FileError {
	return new FileError({
		ja: `中のファイルが多すぎます（${count} 個）。上限は ${most} 個です。`,
		en: `There are too many files in it: ${count}. At most ${most} are allowed.`,
	});
}

function twice(name: string): FileError {
	return new FileError({
		ja: `中に ${name} が 2 つあります。`,
		en: `There are two called ${name} in it.`,
	});
}

function damaged(name: string, cause?: unknown): FileError {
	const told: Text = {
		ja: `中の ${name} が壊れています。もう一度もらってください。`,
		en: `${name} in it is damaged. Get the file once more.`,
	};
	return new FileError(told, { cause });
}
