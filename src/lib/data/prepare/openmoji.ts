// Makes the pairs of OpenMoji: each emoji's line drawing and its coloured drawing, rendered from SVG.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { randomAt } from '../../graph/random';
import { openmoji } from '../openmoji';
import type { Recipe } from './recipe';

const SIZE = 64;
const PIXELS = SIZE * SIZE;

interface Emoji {
	hexcode: string;
	group: string;
	subgroups: string;
	skintone: string;
}

interface Pair {
	line: Uint8Array;
	colour: Uint8Array;
	held: boolean;
}

/** Many and nearly alike, or no drawings. */
const LEFT_OUT = {
	groups: ['flags', 'component'],
	subgroups: [...['brand', 'regional-indicator', 'queer-symbols', 'flags', 'subdivision-flag']],
};

/** Says how an emoji is shown, or of which sex a person is: not what it shows. */
const MODIFIERS = new Set(['FE0F', '200D', '2640', '2642']);
/** Child, man, woman, old person …: one drawing with another head. */
const PEOPLE = new Set([
	...['1F466', '1F467', '1F9D2', '1F468', '1F469', '1F9D1', '1F474', '1F475', '1F9D3'],
]);

export const openmojiRecipe: Recipe = {
	dataset: openmoji,
	packages: ['openmoji', '@resvg/resvg-js'],
	async make(folderOf, progress) {
		const folder = folderOf('openmoji');
		const list = await readFile(join(folder, 'data', 'openmoji.json'), 'utf8');
		const all = (JSON.parse(list) as Emoji[]).filter(isDrawing);
		const pairs: Pair[] = [];
		const seen = new Set<string>();
		for (const [number, { hexcode }] of all.entries()) {
			const [line, colour] = await Promise.all(
				['black', 'color'].map((style) => render(join(folder, style, 'svg', `${hexcode}.svg`))),
			);
			if (number % 50 === 0) progress(number / all.length);
			const digest = createHash('sha256').update(colour!).digest('hex');
			if (!hasInk(line!) || !hasColour(colour!) || seen.has(digest)) continue;
			seen.add(digest);
			pairs.push({ line: toGrey(line!), colour: colour!, held: isHeld(hexcode) });
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

function isDrawing({ skintone, group, subgroups }: Emoji): boolean {
	return !skintone && !LEFT_OUT.groups.includes(group) && !LEFT_OUT.subgroups.includes(subgroups);
}

/** One in ten: by what an emoji shows, so that variants of it don't leak into the held out ones. */
function isHeld(hexcode: string): boolean {
	const parts = hexcode.split('-').filter((part) => !MODIFIERS.has(part));
	const key = parts.map((part) => (PEOPLE.has(part) ? 'person' : part)).join('-');
	return createHash('sha256').update(key).digest()[0]! < 256 / 10;
}

/** Red, green and blue of every pixel, on white. */
async function render(path: string): Promise<Uint8Array> {
	const svg = await readFile(path, 'utf8');
	const { pixels } = new Resvg(svg, {
		fitTo: { mode: 'width', value: SIZE },
		background: 'white',
		font: { loadSystemFonts: false },
	}).render();
	if (pixels.length !== PIXELS * 4) throw new Error(`${path} is not square`);
	return Uint8Array.from(
		{ length: PIXELS * 3 },
		(_, i) => pixels[Math.floor(i / 3) * 4 + (i % 3)]!,
	);
}

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

function join8(parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts));
}
