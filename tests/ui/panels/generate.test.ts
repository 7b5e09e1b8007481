import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { Command } from '../../../src/lib/graph/commands/command';
import { checkDocument } from '../../../src/lib/graph/parse';
import {
	classesOf,
	latentOf,
	pictureInputOf,
	pictureNetworks,
	sentencesOf,
	staysRandom,
	wayBackOf,
} from '../../../src/lib/ui/panels/generate/ingredients';
import { sheetLayout } from '../../../src/lib/ui/panels/generate/sheetLayout';
import cgan from '../../../graphs/cgan.json';
import cyclegan from '../../../graphs/cyclegan.json';
import gan from '../../../graphs/gan.json';
import pix2pix from '../../../graphs/pix2pix.json';
import stackgan from '../../../graphs/stackgan.json';

const document = checkDocument(gan).document!;
const programOf = (...commands: Command[]) =>
	compile(applyCommands(document, commands), { datasets: datasetType }).program!;

const setNoise = (name: string, value: string | number): Command => ({
	type: 'setParam',
	canvas: 'training',
	node: 'z',
	name,
	value,
});

describe('what a generator begins with', () => {
	it('is found upstream of it', () => {
		expect(pictureNetworks(programOf())).toEqual(['G']);
		expect(latentOf(programOf(), 'G')).toEqual({ size: 100, min: -3, max: 3 });
		expect(latentOf(programOf(), 'none')).toBeUndefined();
	});

	it('has bounds that fit its distribution', () => {
		const uniform = programOf(setNoise('distribution', 'uniform'), setNoise('max', 2));
		expect(latentOf(uniform, 'G')).toMatchObject({ min: -1, max: 2 });
		expect(latentOf(programOf(setNoise('deviation', 0.5)), 'G')).toMatchObject({ max: 1.5 });
	});
});

describe('what else a generator is given', () => {
	const presetOf = (preset: unknown) =>
		compile(checkDocument(preset).document!, { datasets: datasetType }).program!;

	it('is a class, under its name', () => {
		expect(classesOf(presetOf(cgan), 'G')).toEqual([...'0123456789']);
		expect(classesOf(programOf(), 'G')).toBeUndefined();
		expect(pictureInputOf(presetOf(cgan), 'G')).toBeUndefined();
	});

	it('is a picture, and what is made of it may vary', () => {
		const program = presetOf(pix2pix);
		// D answers with a map of patches, which is no picture to generate.
		expect(pictureNetworks(program)).toEqual(['G']);
		expect(pictureInputOf(program, 'G')?.shape).toEqual([64, 64, 1]);
		expect(classesOf(program, 'G')).toBeUndefined();
		expect(wayBackOf(program, 'G')).toBeUndefined();
		expect(staysRandom(program, 'G')).toBe(true);
	});

	it('has a way back where two generators undo each other', () => {
		const program = presetOf(cyclegan);
		expect(pictureNetworks(program)).toEqual(['G', 'F']);
		expect(wayBackOf(program, 'G')).toBe('F');
		expect(wayBackOf(program, 'F')).toBe('G');
		expect(staysRandom(program, 'G')).toBe(false);
	});
});

describe('a generator in two stages', () => {
	const program = compile(checkDocument(stackgan).document!, { datasets: datasetType }).program!;

	it('takes sentences, and no pictures of a person’s own', () => {
		expect(pictureNetworks(program)).toEqual(['G1', 'G2']);
		for (const network of ['G1', 'G2']) {
			expect(sentencesOf(program, network)?.name).toBe('shapes');
			expect(pictureInputOf(program, network)).toBeUndefined();
			expect(wayBackOf(program, network)).toBeUndefined();
			// z, and not the noise that blurs the sentence.
			expect(latentOf(program, network)?.size).toBe(16);
		}
	});
});

describe('sheetLayout', () => {
	const digits = (count: number) => ({ count, width: 28, height: 28 });
	const fits = (count: number, width: number, height: number): boolean => {
		const { columns, rows, gap, scale } = sheetLayout(digits(count), { width, height });
		return (
			columns * rows >= count &&
			(columns * (28 + gap) - gap) * scale <= width &&
			(rows * (28 + gap) - gap) * scale <= height
		);
	};

	it('shows all pictures at the largest whole scale there is room for', () => {
		for (const count of [1, 7, 64, 100]) expect(fits(count, 1100, 560), String(count)).toBe(true);
		expect(sheetLayout(digits(64), { width: 1100, height: 560 }).scale).toBe(3);
		expect(sheetLayout(digits(1), { width: 1100, height: 560 }).scale).toBe(8);
	});

	it('scrolls rather than shrink, and shrinks what is wider than the room', () => {
		expect(sheetLayout(digits(1024), { width: 600, height: 400 }).scale).toBe(1);
		const large = sheetLayout({ count: 2, width: 256, height: 256 }, { width: 128, height: 400 });
		expect(large).toMatchObject({ columns: 1, rows: 2, scale: 0.5 });
	});

	it('shrinks rather than break a row that means something', () => {
		const { columns, rows, gap, scale } = sheetLayout(
			{ count: 6, width: 512, height: 256 },
			{ width: 1000, height: 600, columns: 3 },
		);
		expect([columns, rows]).toEqual([3, 2]);
		expect((3 * (512 + gap) - gap) * scale).toBeCloseTo(1000, 6);
	});

	it('fills a width exactly when asked to', () => {
		const { columns, scale } = sheetLayout(digits(16), {
			width: 358,
			height: 9,
			columns: 4,
			fill: true,
		});
		expect(columns * 28 * scale).toBeCloseTo(358, 9);
	});
});
