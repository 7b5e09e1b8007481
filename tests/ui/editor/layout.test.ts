import { expect, test } from 'vitest';
import {
	blockSize,
	HEAD,
	layoutNode,
	pictureGrid,
	ROW,
} from '../../../src/lib/ui/editor/node/layout';
import type { NodeView, PortView } from '../../../src/lib/ui/editor/node/view';

/** Six pixels a letter, whatever the size. */
const measure = (text: string): number => text.length * 6;

const port = (name: string, side: 'in' | 'out', shape?: number[]): PortView => ({
	name,
	label: name,
	side,
	meaning: 'vector',
	type: shape && { shape, dtype: 'float32', meaning: 'vector' },
	connected: false,
	accepts: undefined,
});

const view = (change: Partial<NodeView> = {}): NodeView => ({
	id: 'a',
	kind: 'a',
	title: 'Add',
	icon: 'plus',
	rank: 'operation',
	who: undefined,
	chip: undefined,
	fact: '',
	calls: 0,
	inputs: [],
	outputs: [],
	socketInHead: false,
	lines: [],
	preview: undefined,
	severity: undefined,
	problem: '',
	broken: false,
	off: undefined,
	spoken: '',
	...change,
});

test('sockets sit on the edges, in the middle of their rows', () => {
	const { sockets, width } = layoutNode(
		view({ inputs: [port('x1', 'in'), port('x2', 'in')], outputs: [port('y', 'out')] }),
		measure,
	);
	expect(sockets).toEqual({
		'in/x1': [0, HEAD + ROW / 2],
		'in/x2': [0, HEAD + ROW + ROW / 2],
		'out/y': [width, HEAD + ROW / 2],
	});
});

test('widths grow with the content in steps of 10 between 70 and 240', () => {
	expect(layoutNode(view(), measure).width).toBe(70);
	const wide = layoutNode(view({ title: 'x'.repeat(20) }), measure).width;
	expect(wide).toBe(160);
	expect(layoutNode(view({ title: 'x'.repeat(99) }), measure).width).toBe(240);
});

test('a monitor that is all preview has its socket in the head', () => {
	const { sockets, height, preview } = layoutNode(
		view({
			inputs: [port('image', 'in')],
			socketInHead: true,
			preview: { shows: 'pictures', count: 16, columns: 4, size: [28, 28] },
		}),
		measure,
	);
	expect(sockets['in/image']).toEqual([0, HEAD / 2]);
	expect(preview).toEqual([112, 112]);
	expect(height).toBe(HEAD + 112 + 8);
});

test('shapes beside port names need room', () => {
	const ports = { inputs: [port('image', 'in', [28, 28, 1])], outputs: [port('p', 'out', [1])] };
	const tight = layoutNode(view(ports), measure).shapesFit;
	const roomy = layoutNode(view({ ...ports, title: 'x'.repeat(40) }), measure).shapesFit;
	expect(tight).toBeLessThan(1);
	expect(roomy).toBeGreaterThan(1);
});

test('pictures fill whole rows and are enlarged by whole factors while they fit', () => {
	expect(pictureGrid(32, [28, 28])).toEqual({ columns: 8, cell: [28, 28] });
	expect(pictureGrid(64, [28, 28]).columns).toBe(8);
	expect(pictureGrid(4, [28, 28])).toEqual({ columns: 2, cell: [56, 56] });
	expect(pictureGrid(7, [28, 28]).columns).toBe(7);
	const large = pictureGrid(64, [64, 64]);
	expect(large.cell[0] * large.columns).toBeLessThanOrEqual(224);
});

test('from afar a title is 13 px on the screen, or what its block has room for', () => {
	const short = layoutNode(view({ title: 'BCE', inputs: [port('p', 'in')] }), measure);
	expect(blockSize(short, 0.45)).toBeCloseTo(13 / 0.45);
	const long = layoutNode(
		view({ title: 'a long title of words', inputs: [port('p', 'in')] }),
		measure,
	);
	const size = blockSize(long, 0.3);
	expect(size).toBeLessThan(13 / 0.3);
	// In several lines it is larger than it would be in one.
	const whole = long.block.parts.reduce((sum, part) => sum + part + long.block.space, 0);
	expect(size).toBeGreaterThan((long.width - 8) / whole);
});
