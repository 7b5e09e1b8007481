// Makes the hiragana: every character of every face, turned, slanted, sized and placed a little differently.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import opentype, { type Font } from 'opentype.js';
import { randomAt } from '../../graph/random';
import { drawings, faces, hiragana, kana, type Face } from '../kana';
import { fill, flatten, type Ring } from './raster';
import type { Recipe } from './recipe';

const SIZE = 28;
const PIXELS = SIZE * SIZE;
/** Pixels kept free at every edge. */
const MARGIN = 1;
const EM = 100;
/** む lies in the first of these slices, all others in the second. */
const SLICES = [115, 119];

export const kanaRecipe: Recipe = {
	dataset: kana,
	packages: [...new Set(faces.map((face) => `@fontsource/${face.family}`))],
	async make(folderOf, progress) {
		const count = kana.type.count + kana.held;
		const images = new Uint8Array(count * PIXELS);
		const labels = new Uint8Array(count);
		const places = splitPlaces();
		let item = 0;
		for (const [number, face] of faces.entries()) {
			const fonts = await readFonts(face, folderOf(`@fontsource/${face.family}`));
			for (const [label, character] of hiragana.entries()) {
				const rings = outline(fonts, character, face);
				const random = randomAt(1, `data/kana/${number}/${character}`, 0).uniform(drawings * 6, -1);
				for (let drawing = 0; drawing < drawings; drawing++, item++) {
					const place = places[item]!;
					const jittered = jitter(rings, random.subarray(drawing * 6));
					images.set(fill(jittered, SIZE, SIZE), place * PIXELS);
					labels[place] = label;
				}
			}
			progress((number + 1) / faces.length);
		}
		return { image: images, label: labels };
	},
};

/** Where each item goes, in the order they are drawn: held faces last, and each part shuffled. */
function splitPlaces(): Uint32Array {
	const train = randomAt(1, 'data/kana/train', 0).permutation(kana.type.count);
	const held = randomAt(1, 'data/kana/held', 0).permutation(kana.held);
	const ofFace = hiragana.length * drawings;
	const places = new Uint32Array(kana.type.count + kana.held);
	let trained = 0;
	let kept = 0;
	for (let item = 0; item < places.length; item++)
		places[item] = faces[Math.floor(item / ofFace)]!.held
			? kana.type.count + held[kept++]!
			: train[trained++]!;
	return places;
}

async function readFonts(face: Face, folder: string): Promise<Font[]> {
	return Promise.all(
		SLICES.map(async (slice) => {
			const name = `${face.family}-${slice}-${face.weight}-normal.woff`;
			const file = await readFile(join(folder, 'files', name));
			return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
		}),
	);
}

/** The character's outline, its bounding box centred on the origin; an em is `EM` long. */
function outline(fonts: readonly Font[], character: string, face: Face): Ring[] {
	const font = fonts.find((one) => one.charToGlyph(character).index > 0);
	if (!font) throw new Error(`${face.family} lacks ${character}`);
	const rings = flatten(font.charToGlyph(character).getPath(0, 0, EM).commands);
	const { x, y } = bounds(rings);
	const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
	return rings.map((ring) => ring.map((value, i) => value - middle[i % 2]!));
}

/** `random`: six numbers in −1 … 1. The result lies inside the margins of the picture. */
function jitter(rings: readonly Ring[], random: Float32Array): Ring[] {
	const [size = 0, ratio = 0, turn = 0, slant = 0, right = 0, down = 0] = random;
	const scale = ((0.82 + 0.08 * size) * SIZE) / EM;
	const stretch = 1 + 0.08 * ratio;
	const angle = (turn * 9 * Math.PI) / 180;
	const skew = Math.tan((slant * 8 * Math.PI) / 180);
	const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
	const turned = rings.map((ring) =>
		ring.map((value, i) => {
			const x = i % 2 ? ring[i - 1]! : value;
			const y = i % 2 ? value : ring[i + 1]!;
			const slanted = stretch * x + skew * y;
			return i % 2 ? sin * slanted + cos * y : cos * slanted - sin * y;
		}),
	);
	const box = bounds(turned);
	const room = SIZE - 2 * MARGIN;
	const fit = Math.min(1, room / (box.x[1] - box.x[0]), room / (box.y[1] - box.y[0]));
	const shift = [place(box.x, fit, right), place(box.y, fit, down)];
	return turned.map((ring) => ring.map((value, i) => value * fit + shift[i % 2]!));
}

/** The offset that puts an extent near the middle of the picture, and inside its margins. */
function place([min, max]: readonly [number, number], fit: number, random: number): number {
	const middle = SIZE / 2 + 1.2 * random;
	return Math.min(Math.max(middle, MARGIN - min * fit), SIZE - MARGIN - max * fit);
}

function bounds(rings: readonly Ring[]): { x: [number, number]; y: [number, number] } {
	const x: [number, number] = [Infinity, -Infinity];
	const y: [number, number] = [Infinity, -Infinity];
	for (const ring of rings)
		ring.forEach((value, i) => {
			const extent = i % 2 ? y : x;
			if (value < extent[0]) extent[0] = value;
			if (value > extent[1]) extent[1] = value;
		});
	return { x, y };
}
