// A whole project in one file, `.ganloom`: a zip of a document and, where there are any, its weights and samples.
import type { Zippable } from 'fflate';
import { z } from 'zod';
import { FileError } from '../graph/fileError';
import { parseDocumentBytes, parseJson } from '../graph/parse';
import { serializeDocument } from '../graph/serialize';
import type { GraphDocument } from '../graph/types';
import { readSafetensors, type Safetensors } from './safetensors';
import { readZip } from './zip';

const FORMAT = 'ganloom-project';
const VERSION = 1;

/** A data set is named, and told apart from others of that name by what it holds. */
export interface DatasetReference {
	name: string;
	/** Of its packed file, in hex; absent where it is drawn on the spot. */
	sha256?: string;
}

export interface ProjectParts {
	document: GraphDocument;
	/** Safetensors. */
	weights?: Uint8Array;
	/** Safetensors: running averages of weights whose player keeps them. */
	averages?: Uint8Array;
	/** PNG. */
	samples?: Uint8Array;
	datasets: readonly DatasetReference[];
}

export interface ProjectFile {
	document: GraphDocument;
	weights: Safetensors | undefined;
	averages: Safetensors | undefined;
	datasets: readonly DatasetReference[];
}

const NAMES = {
	about: 'project.json',
	document: 'document.json',
	weights: 'weights.safetensors',
	averages: 'averages.safetensors',
	samples: 'samples.png',
} as const;

/** Bytes: a graph has few data sets. */
const LONGEST_ABOUT = 100_000;

const aboutSchema = z.object({
	format: z.literal(FORMAT),
	version: z.number().int().min(1),
	datasets: z.array(z.object({ name: z.string(), sha256: z.string().optional() })),
});

/** The entries of the zip. */
export function projectEntries(parts: ProjectParts): Zippable {
	const { document, datasets, weights, averages, samples } = parts;
	const about = { format: FORMAT, version: VERSION, datasets };
	const text = (content: string): Uint8Array => new TextEncoder().encode(content);
	return {
		[NAMES.about]: text(`${JSON.stringify(about, undefined, '\t')}\n`),
		[NAMES.document]: text(serializeDocument(document)),
		// Weights hardly shrink, and pictures are packed already.
		...(weights && { [NAMES.weights]: [weights, { level: 0 }] }),
		...(averages && { [NAMES.averages]: [averages, { level: 0 }] }),
		...(samples && { [NAMES.samples]: [samples, { level: 0 }] }),
	};
}

/** @throws {FileError} saying what is wrong with it. */
export async function readProject(zip: Uint8Array): Promise<ProjectFile> {
	const { about, document, weights, averages } = NAMES;
	const files = await readZip(zip, [about, document, weights, averages]);
	const given = files[document];
	if (!given) {
		throw new FileError({
			ja: `GAN Loom のプロジェクトではありません（中に ${document} がありません）。`,
			en: `This is no project of GAN Loom: there is no ${document} in it.`,
		});
	}
	const datasets = readAbout(files[about]);
	const parsed = parseDocumentBytes(given);
	if (parsed.problem) throw new FileError(parsed.problem.message);
	return {
		document: parsed.document,
		weights: files[weights] && readSafetensors(files[weights]),
		averages: files[averages] && readSafetensors(files[averages]),
		datasets,
	};
}

function readAbout(bytes: Uint8Array | undefined): readonly DatasetReference[] {
	if (!bytes) return [];
	const { json, problem } = parseJson(new TextDecoder().decode(bytes.subarray(0, LONGEST_ABOUT)));
	if (problem) throw new FileError(problem.message);
	const { data } = aboutSchema.safeParse(json);
	if (!data) {
		throw new FileError({
			ja: `中の ${NAMES.about} が、GAN Loom のものではありません。`,
			en: `${NAMES.about} in it is not as GAN Loom writes it.`,
		});
	}
	if (data.version > VERSION) {
		throw new FileError({
			ja: '新しい版の GAN Loom で作られたプロジェクトです。ページを読み込み直して更新してください。',
			en: 'This project was made by a newer GAN Loom. Reload the page to update.',
		});
	}
	return data.datasets;
}
