// The emoji of OpenMoji that are drawings, rendered from SVG, and which of them are held out.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

export const SIZE = 64;
export const PIXELS = SIZE * SIZE;

export interface Emoji {
	hexcode: string;
	/** Its name in English. */
	annotation: string;
	group: string;
	subgroups: string;
	skintone: string;
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

/** In OpenMoji's order. */
export async function readDrawings(folder: string): Promise<Emoji[]> {
	const list = await readFile(join(folder, 'data', 'openmoji.json'), 'utf8');
	return (JSON.parse(list) as Emoji[]).filter(isDrawing);
}

function isDrawing({ skintone, group, subgroups }: Emoji): boolean {
	return !skintone && !LEFT_OUT.groups.includes(group) && !LEFT_OUT.subgroups.includes(subgroups);
}

/** One in ten: by what an emoji shows, so that variants of it don't leak into the held out ones. */
export function isHeld(hexcode: string): boolean {
	const parts = hexcode.split('-').filter((part) => !MODIFIERS.has(part));
	const key = parts.map((part) => (PEOPLE.has(part) ? 'person' : part)).join('-');
	return createHash('sha256').update(key).digest()[0]! < 256 / 10;
}

/** Red, green and blue of every pixel, on white. */
export async function render(
	folder: string,
	style: 'black' | 'color',
	hexcode: string,
): Promise<Uint8Array> {
	const path = join(folder, style, 'svg', `${hexcode}.svg`);
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

export function join8(parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts));
}
