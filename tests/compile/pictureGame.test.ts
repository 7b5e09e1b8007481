import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { pictureGames } from '../../src/lib/compile/pictureGame';
import { datasetType } from '../../src/lib/data/catalogue';
import type { GraphDocument } from '../../src/lib/graph/types';

function gamesOf(preset: string) {
	const path = join(import.meta.dirname, `../../graphs/${preset}.json`);
	const document = JSON.parse(readFileSync(path, 'utf8')) as GraphDocument;
	return pictureGames(compile(document, { datasets: datasetType }).program!);
}

describe('the game of pictures', () => {
	it('is what D is shown as real and as fake, and where its last hidden layer is', () => {
		expect(gamesOf('gan')).toMatchObject([
			{
				...{ judge: 'D', real: 'dReal', fake: 'dFake', port: 'image' },
				...{ realIsHigher: false, hidden: 'relu2/y', given: undefined, label: undefined },
				data: { dataset: 'mnist', port: 'image' },
			},
		]);
		expect(gamesOf('dcgan')[0]?.hidden).toBe('flat/y');
	});

	it('takes the real picture beside the condition it fits', () => {
		expect(gamesOf('cgan')).toMatchObject([{ real: 'dReal', label: 'mnist/label' }]);
	});

	it('knows the picture that is the condition', () => {
		expect(gamesOf('pix2pix')).toMatchObject([
			{ port: 'image', given: 'line', data: { dataset: 'openmoji', port: 'colour' } },
		]);
	});

	it('is one for each judge, of pictures made now and not of a pool', () => {
		expect(gamesOf('cyclegan')).toMatchObject([
			{ judge: 'D_B', real: 'dRealB', fake: 'foolB', realIsHigher: false },
			{ judge: 'D_A', real: 'dRealA', fake: 'foolA', realIsHigher: false },
		]);
	});

	it('knows which way scores go', () => {
		expect(gamesOf('stackgan')).toMatchObject([
			{ judge: 'D1', real: 'd1Real', realIsHigher: true },
			{ judge: 'D2', real: 'd2Real', realIsHigher: true },
		]);
	});

	it('is none where data are points or sounds', () => {
		expect(gamesOf('gan-2d')).toEqual([]);
		expect(gamesOf('melgan')).toEqual([]);
	});
});
