import { expect, test } from 'vitest';
import { pieceNear, wirePath } from '../../../src/lib/ui/editor/wire/wirePath';

test('a level wire is a straight line with its label in the middle', () => {
	const path = wirePath([0, 10], [100, 10]);
	expect(path.d).toBe('M 0 10 L 100 10');
	expect(path.label).toEqual([50, 10]);
	expect(path.run).toBe(100);
});

test('a curve leaves and arrives horizontally', () => {
	const [, x1, y1, x2, y2] = /C (\S+) (\S+) (\S+) (\S+)/
		.exec(wirePath([0, 0], [100, 60]).d)!
		.map(Number) as [number, number, number, number, number];
	expect(y1).toBe(0);
	expect(y2).toBe(60);
	expect(x1).toBeGreaterThan(0);
	expect(x2).toBeLessThan(100);
});

test('joints on a grid make round corners, and the label takes the longest level run', () => {
	const path = wirePath(
		[0, 0],
		[10, 200],
		[
			[50, 0],
			[50, 100],
			[-300, 100],
			[-300, 200],
		],
	);
	expect(path.d.match(/Q/g)).toHaveLength(4);
	expect(path.d).not.toContain('C');
	expect(path.label).toEqual([-125, 100]);
	expect(path.run).toBe(350);
});

test('a corner is never rounder than its pieces are long', () => {
	expect(
		wirePath(
			[0, 0],
			[100, 8],
			[
				[50, 0],
				[50, 8],
			],
		).d,
	).toBe('M 0 0 L 46 0 Q 50 0 50 4 L 50 4 Q 50 8 54 8 L 100 8');
});

test('a new joint goes into the piece it lies on', () => {
	const points: [number, number][] = [
		[0, 0],
		[100, 0],
		[100, 100],
	];
	expect(pieceNear(points, [40, 5])).toBe(0);
	expect(pieceNear(points, [95, 60])).toBe(1);
	expect(pieceNear(points, [500, 500])).toBe(1);
});
