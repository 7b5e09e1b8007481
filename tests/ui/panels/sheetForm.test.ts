import { describe, expect, it } from 'vitest';
import { datasetType } from '../../../src/lib/data/catalogue';
import type { PortType } from '../../../src/lib/graph/types';
import { pictureWidth, sheetForm } from '../../../src/lib/ui/panels/inspector/dataset/sheetForm';

const formOf = (name: string) => sheetForm(datasetType(name)!);

describe('sheetForm', () => {
	it('sets pictures with classes in a grid', () => {
		expect(formOf('mnist')).toMatchObject({ across: 4, pictures: ['image'], classes: ['label'] });
	});

	it('sets pairs side by side, and pictures that are none in a row a port', () => {
		expect(formOf('openmoji')).toMatchObject({ across: 2, pictures: ['line', 'colour'] });
		expect(formOf('fruit')).toMatchObject({ across: 4, count: 4, pictures: ['apple', 'orange'] });
	});

	it('gives sentences and sounds a line an item', () => {
		expect(formOf('shapes')).toMatchObject({ across: 1, sentences: ['caption', 'wrong'] });
		const type: PortType = { shape: [8000, 1], dtype: 'float32', meaning: 'wave' };
		const sounds = sheetForm({ outputs: [{ port: 'wave', type }], count: 9 });
		expect(sounds).toMatchObject({ across: 1, pictures: [], sounds: ['wave'] });
	});

	it('fills rows', () => {
		for (const name of ['mnist', 'kana', 'openmoji', 'fruit', 'shapes']) {
			const { count, across } = formOf(name);
			expect(count % across, name).toBe(0);
		}
	});
});

describe('pictureWidth', () => {
	it('is a whole multiple where that fills most of the room', () => {
		expect(pictureWidth(28, 57)).toBe(56);
		expect(pictureWidth(28, 83)).toBe(83);
		expect(pictureWidth(64, 83)).toBe(83);
		expect(pictureWidth(64, 60)).toBe(60);
		expect(pictureWidth(256, 122)).toBe(122);
	});
});
