import { expect, test } from 'vitest';
import type { Canvas, Point } from '../../../src/lib/graph/types';
import { followed } from '../../../src/lib/ui/editor/wire/follow';

const canvas: Canvas = {
	nodes: [
		{ id: 'a', kind: 'relu', params: {}, at: [0, 0] },
		{ id: 'b', kind: 'relu', params: {}, at: [400, 100] },
	],
	wires: [
		{
			from: ['a', 'y'],
			to: ['b', 'x'],
			via: [
				[150, 38],
				[150, 200],
				[380, 200],
				[380, 138],
			],
		},
	],
	frames: [],
};
const socketAt = (side: 'in' | 'out'): Point => (side === 'out' ? [100, 38] : [400, 138]);
const moved = (to: Record<string, Point>) => followed(canvas, to, socketAt)[0]?.via;

test('a wire between nodes that move alike moves with them', () => {
	expect(moved({ a: [10, 20], b: [410, 120] })).toEqual([
		[160, 58],
		[160, 220],
		[390, 220],
		[390, 158],
	]);
});

test('joints level with the end that moves stay level with it', () => {
	expect(moved({ a: [30, 50] })).toEqual([
		[150, 88],
		[150, 200],
		[380, 200],
		[380, 138],
	]);
	expect(moved({ b: [400, 80] })).toEqual([
		[150, 38],
		[150, 200],
		[380, 200],
		[380, 118],
	]);
});

test('wires of nodes that stay are left alone', () => {
	expect(followed(canvas, {}, socketAt)).toEqual([]);
});
