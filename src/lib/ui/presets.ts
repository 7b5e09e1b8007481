// The presets: documents that come with the app, and which of them have trained weights.
import { checkDocument } from '../graph/parse';
import type { GraphDocument } from '../graph/types';
import { LECTURE_LINE } from './editor/compare/lectureLine';
import { baseAddress } from './shell/addresses';

export interface Preset {
	/** The file's name without its ending; stands in addresses and projects. */
	id: string;
	document: GraphDocument;
}

const files = import.meta.glob<unknown>('../../../graphs/*.json', {
	eager: true,
	import: 'default',
});

/** The lecture's, its fault beside the first; then what its theory is seen with, then what generates nothing. */
const [FIRST, ...LATER] = LECTURE_LINE;
const ORDER: readonly string[] = [
	...[FIRST, 'gan-strong-d', ...LATER],
	...['gan-1d', 'gan-2d', 'gan-2d-collapse', 'judge'],
];

/** In that order; others, the earliest first, after them. */
export const presets: readonly Preset[] = Object.entries(files)
	.map(([path, content]) => {
		const id = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
		const { document, problem } = checkDocument(content);
		if (!document) throw new Error(`graphs/${id}.json: ${problem.message.en}`);
		return { id, document };
	})
	.toSorted(
		(a, b) =>
			placeOf(a) - placeOf(b) ||
			(a.document.source?.year ?? Infinity) - (b.document.source?.year ?? Infinity) ||
			a.id.localeCompare(b.id),
	);

function placeOf({ id }: Preset): number {
	const place = ORDER.indexOf(id);
	return place < 0 ? ORDER.length : place;
}

export function findPreset(id: string | null | undefined): Preset | undefined {
	return presets.find((preset) => preset.id === id);
}

/** One entry of `weights/index.json`. Files lie beside it. */
export interface TrainedWeights {
	preset: string;
	/** Safetensors: PyTorch's names and layouts. */
	file: string;
	/** How long they were trained. */
	rounds: number;
	/** A PNG with a row of square pictures made with them, edge to edge. */
	samples?: string;
}

let manifest: Promise<readonly TrainedWeights[]> | undefined;

/** The trained weights there are; none where the list can't be had. */
export function trainedWeights(): Promise<readonly TrainedWeights[]> {
	manifest ??= readManifest();
	return manifest;
}

async function readManifest(): Promise<readonly TrainedWeights[]> {
	try {
		const response = await fetch(weightsAddress('index.json'));
		const list: unknown = response.ok ? await response.json() : [];
		return Array.isArray(list) ? list.filter(isEntry) : [];
	} catch (error) {
		console.warn('The list of trained weights could not be read.', error);
		return [];
	}
}

export function weightsAddress(file: string): string {
	return new URL(`weights/${file}`, baseAddress()).href;
}

function isEntry(value: unknown): value is TrainedWeights {
	if (typeof value !== 'object' || value === null) return false;
	const { preset, file, rounds, samples } = value as Record<string, unknown>;
	return (
		typeof preset === 'string' &&
		typeof file === 'string' &&
		typeof rounds === 'number' &&
		(samples === undefined || typeof samples === 'string')
	);
}
