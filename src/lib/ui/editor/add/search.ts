// Fuzzy search over names in both languages, whichever is shown.
import Fuse, { type FuseOptionKey } from 'fuse.js';
import type { AddItem } from './items';

export function makeSearch(items: readonly AddItem[]): (query: string) => readonly AddItem[] {
	return fuzzySearch(items, [
		{ name: 'name.en', weight: 3 },
		{ name: 'name.ja', weight: 3 },
		{ name: 'also', weight: 2.5 },
		{ name: 'key', weight: 2 },
		{ name: 'help.en', weight: 0.5 },
		{ name: 'help.ja', weight: 0.5 },
	]);
}

/** Finds by the texts at these keys, forgiving slips and widths of letters; everything, for an empty text. */
export function fuzzySearch<Item>(
	items: readonly Item[],
	keys: FuseOptionKey<Item>[],
): (query: string) => readonly Item[] {
	const fuse = new Fuse(items, {
		...{ keys, threshold: 0.35 },
		...{ ignoreLocation: true, ignoreDiacritics: true },
	});
	return (query) => {
		const text = query.normalize('NFKC').trim();
		return text === '' ? items : fuse.search(text).map((match) => match.item);
	};
}
