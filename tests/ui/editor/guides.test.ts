// Guides while nodes are dragged.
import { expect, it } from 'vitest';
import type { Box } from '../../../src/lib/ui/editor/framing';
import { guide } from '../../../src/lib/ui/editor/guides';

const box = (x: number, y: number, width = 100, height = 50): Box => ({ x, y, width, height });

it('leads to an edge in line, and shows the line over both', () => {
	const { by, guides } = guide(box(304, 200), [box(300, 0)], 6);
	expect(by).toEqual([-4, undefined]);
	expect(guides).toContainEqual({ from: [300, 0], to: [300, 250], marks: 'line' });
	// Equally wide, the right edges and the middles are in line as well.
	expect(guides.map(({ from }) => from[0])).toEqual([300, 400, 350]);
});

it('leads to a middle', () => {
	const { by, guides } = guide(box(300, 203, 100, 50), [box(0, 190, 100, 70)], 6);
	expect(by).toEqual([undefined, -3]);
	expect(guides).toEqual([{ from: [0, 225], to: [400, 225], marks: 'line' }]);
});

it('leads to the middle of a gap, and measures both halves', () => {
	const { by, guides } = guide(box(202, 5), [box(0, 0, 100, 90), box(400, 0, 100, 80)], 6);
	expect(by[0]).toBe(-2);
	expect(guides.filter(({ marks }) => marks === 'gap')).toEqual([
		{ from: [100, expect.any(Number)], to: [200, expect.any(Number)], marks: 'gap' },
		{ from: [300, expect.any(Number)], to: [400, expect.any(Number)], marks: 'gap' },
	]);
});

it('goes on in the gap that two others have', () => {
	const { by } = guide(box(303, 3), [box(0, 0, 100, 90), box(150, 0, 100, 90)], 6);
	expect(by[0]).toBe(-3);
	expect(guide(box(303, 3), [box(0, 500, 100, 90), box(150, 900, 100, 90)], 6).guides).toEqual([]);
});

it('leaves alone what is out of reach', () => {
	expect(guide(box(310, 200), [box(300, 0)], 6)).toEqual({
		by: [undefined, undefined],
		guides: [],
	});
	expect(guide(box(310, 200), [], 6)).toEqual({ by: [undefined, undefined], guides: [] });
});
