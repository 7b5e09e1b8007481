// What a card tells of a document, and what the search looks through.
import { findDataset } from '../../data/catalogue';
import { datasetNames } from '../../data/datasetNames';
import type { GraphDocument, Label } from '../../graph/types';
import type { Preset } from '../presets';

/** Whether all its data, and so what it makes, are pictures of one channel. */
export function isGrey(document: GraphDocument): boolean {
	const pictures = datasetNames(document)
		.flatMap((name) => findDataset(name)?.type.outputs ?? [])
		.filter(({ type }) => type.meaning === 'image');
	return pictures.length > 0 && pictures.every(({ type }) => type.shape.at(-1) === 1);
}

/** Whether its data are points, whose distribution can be seen whole. */
export function isOfPoints(document: GraphDocument): boolean {
	return datasetNames(document).some((name) => findDataset(name)?.law !== undefined);
}

/** The presets in which every word of the query occurs, in either language. */
export function searchPresets(presets: readonly Preset[], query: string): readonly Preset[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	return presets.filter((preset) => {
		const text = fold(wordsOf(preset));
		return words.every((word) => text.includes(word));
	});
}

function wordsOf({ id, document }: Preset): string {
	const { title, summary, source, networks } = document;
	const data = datasetNames(document).flatMap((name) => {
		const found = findDataset(name);
		return found ? [name, ...both(found.title)] : [name];
	});
	return [
		id,
		...both(title),
		...both(summary),
		source?.paper ?? '',
		String(source?.year ?? ''),
		...Object.keys(networks),
		...data,
	].join('\n');
}

function both(label: Label): string[] {
	return typeof label === 'string' ? [label] : [label.ja, label.en];
}

/** Upper and lower case, and wide and narrow letters, are the same to a search. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
