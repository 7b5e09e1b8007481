// A large canvas: which wires are drawn apart from the rest, and how much each node tells.
import { describe, expect, it } from 'vitest';
import { bulksOf, meets, wireNear, wiresAt } from '../../../src/lib/ui/editor/wire/bulk';
import { levelsIn } from '../../../src/lib/ui/editor/levels.svelte';
import { nodeOn } from '../../../src/lib/graph/canvasIndex';
import type { Point } from '../../../src/lib/graph/types';
import { wireViews } from '../../../src/lib/ui/editor/wire/views';
import { boundsOf, pointsAlong } from '../../../src/lib/ui/editor/wire/wirePath';
import { largeDocument } from '../../bench/largeDocument';

const { canvas } = largeDocument({ nodes: 60, wires: 90 }).networks.G!;
const wires = wireViews({
	canvas,
	selection: new Set(),
	flows: ({ to }) => to[0] !== 'out',
	socket: (side, id) => {
		const [x, y] = nodeOn(canvas, id)!.at;
		return side === 'in' ? [x, y + 20] : [x + 100, y + 20];
	},
	output: () => ({ meaning: 'vector', type: undefined, shownOnNode: false }),
});

describe('wires drawn together', () => {
	it('are all but those apart, each once', () => {
		const apart = new Set(wires.slice(0, 7).map(({ key }) => key));
		const drawn = bulksOf(wires, apart).map(({ d }) => d);
		expect(drawn.join('').match(/M/g)).toHaveLength(wires.length - 7);
		for (const { path, key } of wires)
			expect(drawn.some((d) => d.includes(path.d))).toBe(!apart.has(key));
	});

	it('are told apart by whether anything flows', () => {
		const idle = bulksOf(wires, new Set()).filter((bulk) => bulk.idle);
		expect(idle).toHaveLength(1);
		expect(idle[0]!.d.match(/M/g)).toHaveLength(1);
	});

	it('are found by a point near enough, wherever along their course', () => {
		for (const wire of wires) {
			const points = wire.along();
			const [x, y] = points[points.length >> 1]!;
			// Another may pass even nearer to a point beside it.
			const found = wireNear(wires, [x, y + 0.5], 4);
			expect(found).toBeDefined();
			expect(wireNear([wire], [x, y + 0.5], 4)).toBe(wire.key);
		}
		expect(wireNear(wires, [-500, -500], 8)).toBeUndefined();
	});

	it('are those at a node', () => {
		const keys = wiresAt(canvas, ['out']);
		expect([...keys]).toEqual(['out/x']);
	});
});

it('no course leaves its bounds', () => {
	const ends: [Point, Point, Point[]][] = [
		[[0, 0], [300, 120], []],
		[[300, 0], [0, 40], []],
		[
			[0, 0],
			[200, 80],
			[
				[60, -90],
				[150, 200],
			],
		],
	];
	for (const [from, to, via] of ends) {
		const bounds = boundsOf(from, to, via);
		for (const [x, y] of pointsAlong(from, to, via))
			expect(meets({ x, y, width: 0, height: 0 }, { bounds })).toBe(true);
	}
});

describe('levels', () => {
	const node = (id: string, x: number, y: number) => ({ id, at: [x, y] as Point });
	const room = { width: 1000, height: 600 };
	const nodes = [node('far off', 5000, 0), node('corner', 0, 0), node('middle', 450, 270)];

	const sizes = new Map(nodes.map(({ id }) => [id, { width: 100, height: 60 }]));

	it('draws what is in view, from the middle outwards, and leaves the rest empty', () => {
		expect(levelsIn(nodes, sizes, { x: 0, y: 0, zoom: 1 }, room, 'mid')).toEqual([
			['middle', 'mid'],
			['corner', 'mid'],
			['far off', 'bare'],
		]);
	});

	it('follows the view', () => {
		const there = levelsIn(nodes, sizes, { x: -4500, y: 0, zoom: 1 }, room, 'near');
		expect(there[0]).toEqual(['far off', 'near']);
		expect(there.slice(1).map(([, level]) => level)).toEqual(['bare', 'bare']);
		const whole = levelsIn(nodes, sizes, { x: 0, y: 0, zoom: 0.15 }, room, 'far');
		expect(whole.every(([, level]) => level === 'far')).toBe(true);
	});
});
