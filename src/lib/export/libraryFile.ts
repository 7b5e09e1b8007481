// All projects in one file: a zip of project files, each of which also opens alone.
//
// Beside what every project file has, these hold what the library knows of a project: `kept.json`, its versions as
// documents, `versions/0.json` and on, and the losses so far, `losses.json`.
import type { Zippable } from 'fflate';
import { z } from 'zod';
import { FileError } from '../graph/fileError';
import { MAX_FILE, MAX_LIBRARY, MAX_PROJECTS, MAX_VERSIONS } from '../graph/limits';
import { parseDocumentBytes, parseJson } from '../graph/parse';
import { serializeDocument } from '../graph/serialize';
import type { GraphDocument } from '../graph/types';
import type { RunRecord } from '../runtime/protocol';
import { tooLarge } from './inflate';
import { isPng } from './pngDocument';
import { readZip, zipBlobEntries } from './zip';

const FORMAT = 'ganloom-library';
const VERSION = 1;
/** The first entry of the zip: its name tells a library from other zips. */
const ABOUT = 'library.json';
const KEPT = 'kept.json';
const LOSSES = 'losses.json';
const SAMPLES = 'samples.png';
const FOLDER = 'projects/';
const SUFFIX = '.ganloom';
/** Where a zip's first name starts. */
const FIRST_NAME = 30;
/** Bytes of a thumbnail. */
const LARGEST_PICTURE = 8_000_000;
/** Points of a player's losses; the app keeps fewer. */
const MOST_POINTS = 20_000;

export interface FileVersion {
	name: string;
	by: 'hand' | 'auto';
	/** Milliseconds since 1970. */
	savedAt: number;
	document: GraphDocument;
}

/** What a library knows of a project beside what is in its file. */
export interface KeptProject {
	preset?: string;
	/** Milliseconds since 1970. */
	createdAt: number;
	updatedAt: number;
	/** Latest first. */
	versions: readonly FileVersion[];
	/** By player, up to the round its weights are of. */
	losses?: RunRecord['losses'];
}

const time = z.number().min(0).max(8.64e15);
const keptSchema = z.object({
	preset: z.string().max(200).optional(),
	createdAt: time,
	updatedAt: time,
	versions: z
		.array(z.object({ name: z.string().max(200), by: z.enum(['hand', 'auto']), savedAt: time }))
		.max(MAX_VERSIONS),
});
const lossesSchema = z.record(
	z.string(),
	z
		.object({
			rounds: z.array(z.number().int().min(0)).max(MOST_POINTS),
			values: z.array(z.number()),
		})
		.refine(
			({ rounds, values }) =>
				rounds.length === values.length &&
				rounds.every((round, at) => at === 0 || round > rounds[at - 1]!),
		),
);
const aboutSchema = z.object({ format: z.literal(FORMAT), version: z.number().int().min(1) });

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const versionName = (at: number): string => `versions/${at}.json`;

/** The entry that comes first. */
export function libraryHead(): { name: string; bytes: Uint8Array } {
	return { name: ABOUT, bytes: bytesOf(JSON.stringify({ format: FORMAT, version: VERSION })) };
}

/** Where a project lies in the library: numbers keep apart what is named alike. */
export function projectPath(at: number, name: string): string {
	return `${FOLDER}${String(at + 1).padStart(4, '0')}-${name}${SUFFIX}`;
}

/** To be packed along with the other entries of a project file. The latest versions, as many as are read again. */
export function keptEntries({ versions, losses, ...kept }: KeptProject): Zippable {
	const some = versions.slice(0, MAX_VERSIONS);
	const told = some.map(({ name, by, savedAt }) => ({ name, by, savedAt }));
	return {
		[KEPT]: bytesOf(JSON.stringify({ ...kept, versions: told })),
		...(losses && { [LOSSES]: bytesOf(JSON.stringify(losses)) }),
		...Object.fromEntries(
			some.map(({ document }, at) => [versionName(at), bytesOf(serializeDocument(document))]),
		),
	};
}

/** Whether a file calls itself a library; nothing else of it is looked at. */
export async function isLibrary(file: Blob): Promise<boolean> {
	const head = await file.slice(FIRST_NAME, FIRST_NAME + ABOUT.length).text();
	return head === ABOUT;
}

export interface LibraryEntry {
	/** As it is told to people. */
	name: string;
	/** @throws {FileError} where it is damaged, or larger than what may be read of this library. */
	read(): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The project files of a library, none of them read yet.
 * @throws {FileError}
 */
export async function libraryEntries(file: Blob): Promise<LibraryEntry[]> {
	const entries = await zipBlobEntries(file, MAX_PROJECTS + 1);
	const about = await entries.find(({ name }) => name === ABOUT)?.read(10_000);
	const { json } = parseJson(new TextDecoder().decode(about));
	const { data } = aboutSchema.safeParse(json);
	if (!data) {
		throw new FileError({
			ja: `GAN Loom のライブラリではありません（中の ${ABOUT} がちがいます）。`,
			en: `This is no library of GAN Loom: ${ABOUT} in it is not as GAN Loom writes it.`,
		});
	}
	if (data.version > VERSION) {
		throw new FileError({
			ja: '新しい版の GAN Loom で作られたライブラリです。ページを読み込み直して更新してください。',
			en: 'This library was made by a newer GAN Loom. Reload the page to update.',
		});
	}
	let left = MAX_LIBRARY;
	return entries
		.filter(({ name }) => name.startsWith(FOLDER) && name.endsWith(SUFFIX))
		.map(({ name, size, read }) => ({
			name: name.slice(FOLDER.length),
			read: async () => {
				if (size > left) throw tooLarge(MAX_LIBRARY);
				const bytes = await read(Math.min(MAX_FILE, left));
				left -= bytes.length;
				return bytes;
			},
		}));
}

export interface ReadKept {
	/** Undefined where the file comes from elsewhere. */
	kept: KeptProject | undefined;
	/** PNG. */
	samples: Uint8Array<ArrayBuffer> | undefined;
	/** Names of versions, and of the losses' file, that can't be read. */
	broken: readonly string[];
}

/**
 * What the library knew of a project, from its file.
 * @throws {FileError} where what it knew is not as it was written.
 */
export async function readKept(project: Uint8Array): Promise<ReadKept> {
	const files = await readZip(project, [KEPT, SAMPLES, LOSSES]);
	const given = files[SAMPLES];
	const samples = given && given.length <= LARGEST_PICTURE && isPng(given) ? given : undefined;
	if (!files[KEPT]) return { kept: undefined, samples, broken: [] };
	const { json } = parseJson(new TextDecoder().decode(files[KEPT]));
	const { data } = keptSchema.safeParse(json);
	if (!data) {
		throw new FileError({
			ja: `中の ${KEPT} が、GAN Loom のものではありません。`,
			en: `${KEPT} in it is not as GAN Loom writes it.`,
		});
	}
	const documents = await readZip(
		project,
		data.versions.map((_, at) => versionName(at)),
	);
	const broken: string[] = [];
	const versions = data.versions.flatMap((told, at): FileVersion[] => {
		const bytes = documents[versionName(at)];
		const { document } = bytes ? parseDocumentBytes(bytes) : {};
		if (!document) broken.push(told.name);
		return document ? [{ ...told, document }] : [];
	});
	const losses = files[LOSSES] && readLosses(files[LOSSES]);
	if (files[LOSSES] && !losses) broken.push(LOSSES);
	return { kept: { ...data, versions, losses }, samples, broken };
}

function readLosses(bytes: Uint8Array): RunRecord['losses'] | undefined {
	const { json } = parseJson(new TextDecoder().decode(bytes));
	return lossesSchema.safeParse(json).data;
}
