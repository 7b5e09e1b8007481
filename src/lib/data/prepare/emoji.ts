// Makes emoji with words: OpenMoji's coloured drawings, its English names, and CLDR's Japanese ones.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeTexts } from '../../graph/text';
import { randomAt } from '../../graph/random';
import { emoji } from '../emoji';
import { isHeld, join8, readDrawings, render } from './emojiDrawings';
import type { Recipe } from './recipe';

interface Named {
	picture: Uint8Array;
	en: string;
	ja: string;
	held: boolean;
}

export const emojiRecipe: Recipe = {
	dataset: emoji,
	packages: ['openmoji', 'emojibase-data', '@resvg/resvg-js'],
	async make(folderOf, progress) {
		const folder = folderOf('openmoji');
		const japanese = await readJapanese(folderOf('emojibase-data'));
		const all = await readDrawings(folder);
		const named: Named[] = [];
		const seen = new Set<string>();
		for (const [number, { hexcode, annotation }] of all.entries()) {
			const ja = japanese.get(plain(hexcode));
			if (ja === undefined) continue;
			const picture = await render(folder, 'color', hexcode);
			if (number % 50 === 0) progress(number / all.length);
			const digest = createHash('sha256').update(picture).digest('hex');
			if (seen.has(digest)) continue;
			seen.add(digest);
			named.push({ picture, en: annotation, ja, held: isHeld(hexcode) });
		}
		const [train, held] = [named.filter((one) => !one.held), named.filter((one) => one.held)];
		const { count, held: kept } = emoji.packed!;
		if (train.length !== count || held.length !== kept) {
			throw new Error(`emoji: there are ${train.length} to train on and ${held.length} held`);
		}
		const order = randomAt(1, 'data/emoji', 0).permutation(train.length);
		const placed = [...Array.from(order, (at) => train[at]!), ...held];
		return {
			picture: join8(placed.map(({ picture }) => picture)),
			en: bytesOf(placed.map(({ en }) => en)),
			ja: bytesOf(placed.map(({ ja }) => ja)),
		};
	},
};

/** Names by code points. */
async function readJapanese(folder: string): Promise<Map<string, string>> {
	const text = await readFile(join(folder, 'ja', 'compact.json'), 'utf8');
	const list = JSON.parse(text) as { hexcode: string; label: string }[];
	return new Map(list.map(({ hexcode, label }) => [plain(hexcode), label]));
}

/** One list says how an emoji is shown, the other doesn't. */
const plain = (hexcode: string): string =>
	hexcode
		.split('-')
		.filter((part) => part !== 'FE0F')
		.join('-');

/** Every code as two bytes, the low one first. */
function bytesOf(texts: readonly string[]): Uint8Array {
	return Uint8Array.from(
		Array.from(encodeTexts(texts).values).flatMap((code) => [code & 255, code >> 8]),
	);
}
