// Makes the pairs of OpenMoji: each emoji's line drawing and its coloured drawing, rendered from SVG.
import { createHash } from 'node:crypto';
import { randomAt } from '../../graph/random';
import { openmoji } from '../openmoji';
import { isHeld, join8, PIXELS, readDrawings, render } from './emojiDrawings';
import type { Recipe } from './recipe';

interface Pair {
	line: Uint8Array;
	colour: Uint8Array;
	held: boolean;
}

export const openmojiRecipe: Recipe = {
	dataset: openmoji,
	packages: ['openmoji', '@resvg/resvg-js'],
	async make(folderOf, progress) {
		const folder = folderOf('openmoji');
		const all = await readDrawings(folder);
		const pairs: Pair[] = [];
		const seen = new Set<string>();
		for (const [number, { hexcode }] of all.entries()) {
			const [line, colour] = await Promise.all([
				render(folder, 'black', hexcode),
				render(folder, 'color', hexcode),
			]);
			if (number % 50 === 0) progress(number / all.length);
			const digest = createHash('sha256').update(colour).digest('hex');
			if (!hasInk(line) || !hasColour(colour) || seen.has(digest)) continue;
			seen.add(digest);
			pairs.push({ line: toGrey(line), colour, held: isHeld(hexcode) });
		}
		const [train, held] = [pairs.filter((pair) => !pair.held), pairs.filter((pair) => pair.held)];
		if (train.length !== openmoji.type.count || held.length !== openmoji.held) {
			throw new Error(
				`openmoji: there are ${train.length} pairs to train on and ${held.length} held`,
			);
		}
		const order = randomAt(1, 'data/openmoji', 0).permutation(train.length);
		const placed = [...Array.from(order, (at) => train[at]!), ...held];
		return {
			line: join8(placed.map(({ line }) => line)),
			colour: join8(placed.map(({ colour }) => colour)),
		};
	},
};

const toGrey = (rgb: Uint8Array): Uint8Array =>
	Uint8Array.from({ length: PIXELS }, (_, pixel) => rgb[pixel * 3]!);

/** A hundredth of the picture is dark. */
function hasInk(rgb: Uint8Array): boolean {
	return countPixels(rgb, (low) => low < 128) >= PIXELS / 100;
}

/** A hundredth of the picture has a colour: else it would be the line drawing over again. */
function hasColour(rgb: Uint8Array): boolean {
	return countPixels(rgb, (low, high) => high - low > 40) >= PIXELS / 100;
}

function countPixels(rgb: Uint8Array, counts: (low: number, high: number) => boolean): number {
	let count = 0;
	for (let at = 0; at < rgb.length; at += 3) {
		const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
		if (counts(Math.min(r, g, b), Math.max(r, g, b))) count++;
	}
	return count;
}
