// What a heap of files could be, from names alone.
import { describe, expect, it } from 'vitest';
import { layoutsOf, planOf, type FileName } from '../../../src/lib/data/own/layout';

const files = (...paths: string[]): FileName[] => paths.map((path) => ({ path, size: 10 }));

describe('layouts', () => {
	it('are guessed from folders and names, the likeliest first', () => {
		expect(layoutsOf(files('1.png', '2.jpg'))).toEqual(['plain', 'halves']);
		expect(layoutsOf(files('cat/1.png', 'dog/1.png', 'cow/2.png'))[0]).toBe('folders');
		expect(layoutsOf(files('cat/a.png', 'dog/b.png'))[0]).toBe('folders');
		expect(layoutsOf(files('line/1.png', 'line/2.png', 'colour/1.png', 'colour/2.jpg'))[0]).toBe(
			'twins',
		);
		expect(layoutsOf(files('trainA/x.png', 'trainB/y.png'))[0]).toBe('piles');
		expect(layoutsOf(files('labels.csv', '1.png', '2.png'))[0]).toBe('table');
		expect(layoutsOf(files('train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte'))).toEqual([
			'idx',
		]);
		expect(layoutsOf(files('a.wav', 'b.mp3'))).toEqual(['sounds']);
		expect(layoutsOf(files('readme.md', '.DS_Store'))).toEqual([]);
	});

	it('leave out what systems leave behind', () => {
		expect(layoutsOf(files('__MACOSX/1.png', 'x/.hidden.png', 'Thumbs.db'))).toEqual([]);
	});
});

describe('plans', () => {
	it('make classes of folders, numbers in their order', () => {
		const plan = planOf(files('10/b.png', '9/a.png', 'loose.png', '9/c.png'), 'folders');
		expect(plan.classNames).toEqual(['9', '10']);
		expect(plan.ports).toEqual([{ port: 'image', paths: ['9/a.png', '9/c.png', '10/b.png'] }]);
		expect(plan.labels).toEqual([0, 0, 1]);
		expect(plan.skipped).toEqual([{ path: 'loose.png', why: 'unlabelled' }]);
	});

	it('pair pictures of the same name, whatever their endings', () => {
		const plan = planOf(files('x/1.png', 'x/2.png', 'y/1.jpg', 'y/3.png'), 'twins');
		expect(plan.ports.map(({ paths }) => paths)).toEqual([['x/1.png'], ['y/1.jpg']]);
		expect(plan.skipped.map(({ path, why }) => [path, why])).toEqual([
			['x/2.png', 'alone'],
			['y/3.png', 'alone'],
		]);
	});

	it('keep two piles apart, and name a third folder', () => {
		const plan = planOf(files('a/1.png', 'b/1.png', 'b/2.png', 'c/1.png'), 'piles');
		expect(plan.ports.map(({ paths }) => paths.length)).toEqual([1, 2]);
		expect(plan.skipped).toEqual([{ path: 'c/1.png', why: 'otherFolder' }]);
	});

	it('cut pictures in halves', () => {
		const { ports } = planOf(files('1.png'), 'halves');
		expect(ports).toEqual([
			{ port: 'a', paths: ['1.png'], half: 'left' },
			{ port: 'b', paths: ['1.png'], half: 'right' },
		]);
	});

	it('tell why files are not taken', () => {
		const heap: FileName[] = [
			{ path: 'a.png', size: 0 },
			{ path: 'b.png', size: 100 * 1024 * 1024 },
			{ path: 'c.txt', size: 1 },
			{ path: 'd.png', size: 1 },
		];
		const { ports, skipped } = planOf(heap, 'plain');
		expect(ports[0]!.paths).toEqual(['d.png']);
		expect(skipped.map(({ why }) => why)).toEqual(['empty', 'huge', 'unknown']);
	});
});
