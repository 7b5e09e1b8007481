import { expect, test } from 'vitest';
import { aligned, type Alignment } from '../../../src/lib/ui/editor/align';
import type { Box } from '../../../src/lib/ui/editor/framing';

const boxes = new Map<string, Box>([
	['a', { x: 0, y: 0, width: 100, height: 50 }],
	['b', { x: 130, y: 40, width: 60, height: 50 }],
	['c', { x: 400, y: 90, width: 100, height: 70 }],
]);

test.each<[Alignment, Record<string, [number, number]>]>([
	['left', { b: [0, 40], c: [0, 90] }],
	['right', { a: [400, 0], b: [440, 40] }],
	['centre', { a: [200, 0], b: [220, 40], c: [200, 90] }],
	['top', { b: [130, 0], c: [400, 0] }],
	['bottom', { a: [0, 110], b: [130, 110] }],
	['middle', { a: [0, 60], b: [130, 60], c: [400, 50] }],
	// Gaps of 120 at both sides of b.
	['across', { b: [220, 40] }],
	// They overlap by 5 rather than not at all.
	['down', { b: [130, 50] }],
])('%s', (how, places) => {
	expect(aligned(boxes, how)).toEqual(places);
});

test('what stands right stays, and so does nothing', () => {
	const lined = new Map([...boxes].map(([id, box]) => [id, { ...box, y: 0 }]));
	expect(aligned(lined, 'top')).toEqual({});
	expect(aligned(new Map(), 'across')).toEqual({});
});
