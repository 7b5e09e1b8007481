import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/lib/graph/parse';
import { encodeContactSheet } from '../../../src/lib/export/png';
import { ago } from '../../../src/lib/ui/gallery/ago';
import { drawGraph } from '../../../src/lib/ui/gallery/graphPicture';
import { isGreyPng } from '../../../src/lib/ui/gallery/greyPng';
import { newDocument } from '../../../src/lib/ui/gallery/newDocument';
import { datasetNames } from '../../../src/lib/data/datasetNames';
import { isGrey, searchPresets } from '../../../src/lib/ui/gallery/presetFacts';
import gan from '../../../graphs/gan.json';

const document = checkDocument(gan).document!;
const say = { list: String, pick: () => 'title', t: (key: string) => key };

describe('a preset', () => {
	const presets = [{ id: 'gan', document }];
	const found = (query: string): number => searchPresets(presets, query).length;

	it('is found by what it is about, in either language', () => {
		for (const query of ['', 'GAN', 'goodfellow 2014', 'mnist', 'ＭＮＩＳＴ', '手書き数字'])
			expect(found(query), query).toBe(1);
		expect(found('goodfellow 1999')).toBe(0);
	});

	it('tells its data set, and that its pictures are grey', () => {
		expect(datasetNames(document)).toEqual(['mnist']);
		expect(isGrey(document)).toBe(true);
		expect(isGrey(newDocument('x'))).toBe(false);
	});

	it('is drawn with a block for every node and a wire for every wire', () => {
		const picture = drawGraph(document, say);
		expect(picture.blocks).toHaveLength(document.training.nodes.length);
		expect(picture.wires).toHaveLength(document.training.wires.length);
		expect(picture.blocks.find(({ id }) => id === 'playG')).toMatchObject({ who: 'g', name: 'G' });
		for (const { x, y, width, height } of picture.blocks) {
			expect(x).toBeGreaterThanOrEqual(picture.x);
			expect(y).toBeGreaterThanOrEqual(picture.y);
			expect(x + width).toBeLessThanOrEqual(picture.x + picture.width);
			expect(y + height).toBeLessThanOrEqual(picture.y + picture.height);
		}
		expect(drawGraph(newDocument('x'), say).blocks).toEqual([]);
	});
});

describe('a new document', () => {
	it('is a document', () => {
		expect(checkDocument(newDocument('x')).problem).toBeUndefined();
	});
});

describe('ago', () => {
	const minute = 60_000;
	it('counts in the largest unit that has passed', () => {
		expect(ago(0, 30_000, 'en')).toBe('now');
		expect(ago(0, 3 * minute, 'en')).toBe('3 minutes ago');
		expect(ago(0, 26 * 60 * minute, 'en')).toBe('yesterday');
		expect(ago(0, 3 * minute, 'ja')).toBe('3 分前');
	});

	it('gives the date when a week has passed, and nothing from the future', () => {
		expect(ago(Date.UTC(2024, 6, 2, 12), Date.UTC(2024, 6, 20), 'en')).toBe('Jul 2');
		expect(ago(5000, 0, 'en')).toBe('now');
	});
});

describe('isGreyPng', () => {
	const sheet = (channels: number): Blob => {
		const pixels = new Uint8Array(4 * channels);
		return new Blob([encodeContactSheet({ count: 1, height: 2, width: 2, channels, pixels })]);
	};
	it('reads the colour type', async () => {
		expect(await isGreyPng(sheet(1))).toBe(true);
		expect(await isGreyPng(sheet(3))).toBe(false);
	});
});
