// Taking nodes out of wires, putting one in, and telling which wire a node lies on.
import { expect, test } from 'vitest';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { Command } from '../../../src/lib/graph/commands/command';
import { insertion, removalKeepingWires } from '../../../src/lib/ui/editor/rewire';
import { nodeViews } from '../../../src/lib/ui/editor/node/nodeViews';
import { pointsAlong } from '../../../src/lib/ui/editor/wire/wirePath';
import { wireThrough } from '../../../src/lib/ui/editor/wire/views';
import { compileTiny } from '../../compile/compileTiny';
import { ganDocument, G_LINES, D_LINES } from '../../graph/documents';

const document = ganDocument();
const groundOf = (one = document, canvasId: 'networks/G' | 'networks/D' = 'networks/G') => ({
	document: one,
	canvasId,
	compilation: compileTiny(one),
});
const wires = (commands: Command[], one = document, name = 'G') =>
	applyCommands(one, commands).networks[name]!.canvas.wires.map(
		({ from, to }) => `${from[0]} → ${to[0]}`,
	);

test('a node taken out leads on what it was fed', () => {
	expect(wires(removalKeepingWires(groundOf(), new Set(['sigmoid'])))).toEqual([
		...['z → dense1', 'dense1 → picture', 'picture → image'],
	]);
});

test('so do several in a row, and what would not fit stays open', () => {
	expect(wires(removalKeepingWires(groundOf(), new Set(['sigmoid', 'dense1'])))).toEqual([
		// Three numbers make no 2×2 picture.
		'picture → image',
	]);
	const D = ganDocument({ D: D_LINES });
	const out = removalKeepingWires(groundOf(D, 'networks/D'), new Set(['dense1', 'sigmoid']));
	expect(wires(out, D, 'D')).toEqual(['image → flat', 'flat → p']);
});

test('a free node goes into a wire, one that is wired does not', () => {
	const free = ganDocument({ G: [...G_LINES, ['relu1', 'relu']] });
	const ground = groundOf(free);
	const say = { t: String, pick: String, list: String };
	const views = nodeViews(free, 'networks/G', ground.compilation, say);
	const wire = free.networks.G!.canvas.wires.find(({ to }) => to[0] === 'picture')!;
	expect(wires(insertion(ground, views.get('relu1')!, wire)!, free)).toEqual([
		...['z → dense1', 'dense1 → sigmoid', 'relu1 → picture', 'picture → image', 'sigmoid → relu1'],
	]);
	expect(insertion(ground, views.get('dense1')!, wire)).toBeUndefined();
});

test('a node lies on the wire that passes nearest to its middle', () => {
	const along = (y: number) => () => pointsAlong([0, y], [400, y]);
	const lines = [
		{ key: 'a/x' as const, along: along(20), bounds: { x: 0, y: 20, width: 400, height: 0 } },
		{ key: 'b/x' as const, along: along(45), bounds: { x: 0, y: 45, width: 400, height: 0 } },
	];
	expect(wireThrough(lines, { x: 100, y: 0, width: 120, height: 80 })).toBe('b/x');
	expect(wireThrough(lines, { x: 100, y: 60, width: 120, height: 80 })).toBeUndefined();
	expect(wireThrough(lines, { x: 500, y: 0, width: 120, height: 80 })).toBeUndefined();
});

test('a curve’s points begin and end at its sockets', () => {
	const points = pointsAlong([0, 0], [200, 100]);
	expect(points[0]).toEqual([0, 0]);
	expect(points.at(-1)).toEqual([200, 100]);
	// It looks the same from either end.
	points.forEach(([x, y], i) => {
		const [left, top] = points.at(-1 - i)!;
		expect(x + left).toBeCloseTo(200);
		expect(y + top).toBeCloseTo(100);
	});
});
