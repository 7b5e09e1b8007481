import { expect, test } from 'vitest';
import type { Canvas, GraphNode, Point } from '../../../src/lib/graph/types';
import { arrange, standingOn } from '../../../src/lib/ui/editor/arrange';
import { boundsOf, freePlace, viewOn } from '../../../src/lib/ui/editor/framing';
import { moveBy, neighbour, upstream } from '../../../src/lib/ui/editor/neighbours';

const node = (id: string, at: Point): GraphNode => ({ id, kind: 'relu', params: {}, at });
const canvas: Canvas = {
	nodes: [node('a', [0, 0]), node('b', [200, 10]), node('c', [200, 200]), node('d', [400, 0])],
	wires: [
		{ from: ['a', 'y'], to: ['c', 'x'] },
		{ from: ['c', 'y'], to: ['d', 'x'] },
	],
	frames: [{ id: 'f', title: 'f', at: [180, 180], size: [140, 90] }],
};
const sizeOf = () => ({ width: 100, height: 50 });
const sizes = new Map(canvas.nodes.map(({ id }) => [id, sizeOf()]));

test('left and right follow wires, up and down go by place', () => {
	expect(neighbour(canvas, 'a', 'Right')).toBe('c');
	expect(neighbour(canvas, 'c', 'Left')).toBe('a');
	expect(neighbour(canvas, 'c', 'Up')).toBe('b');
	expect(neighbour(canvas, 'b', 'Down')).toBe('c');
	// Without a wire that way, the nearest node over there.
	expect(neighbour(canvas, 'b', 'Right')).toBe('d');
	expect(neighbour(canvas, 'a', 'Left')).toBeUndefined();
});

test('upstream is everything a node comes from', () => {
	expect(upstream(canvas, 'd')).toEqual(['d', 'c', 'a']);
});

test('keys move only the nodes chosen', () => {
	expect(moveBy(canvas, new Set(['b']), 'Up', 10)).toEqual({ b: [200, 0] });
});

test('a view shows everything and never enlarges it', () => {
	const box = boundsOf(canvas, sizes)!;
	expect(box).toEqual({ x: 0, y: 0, width: 500, height: 270 });
	expect(viewOn(box, { width: 1000, height: 600 })!.zoom).toBe(1);
	const small = viewOn(box, { width: 290, height: 600 })!;
	expect(small.zoom).toBeCloseTo(0.5);
	expect(small.x).toBe(20);
	expect(viewOn(undefined, { width: 10, height: 10 })).toBeUndefined();
});

test('a new node covers no other', () => {
	const boxes = [{ x: -200, y: -200, width: 400, height: 400 }];
	const [x, y] = freePlace([0, 0], boxes);
	expect(x >= 220 || y >= 220 || x <= -370 || y <= -310).toBe(true);
	expect(freePlace([1000, 0], boxes)).toEqual([930, -40]);
});

test('arranging runs from left to right on the grid, and keeps frames around their nodes', async () => {
	const { nodes, frames } = await arrange(canvas, sizeOf);
	expect(nodes.a![0]).toBeLessThan(nodes.c![0]);
	expect(nodes.c![0]).toBeLessThan(nodes.d![0]);
	expect(
		Object.values(nodes)
			.flat()
			.every((value) => value % 10 === 0),
	).toBe(true);
	const moved = { ...canvas, nodes: canvas.nodes.map((one) => ({ ...one, at: nodes[one.id]! })) };
	expect(standingOn(moved, frames[0]!, sizeOf)).toEqual(['c']);
});
