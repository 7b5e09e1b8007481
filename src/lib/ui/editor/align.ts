// Lining nodes up, and spacing them evenly.
import type { Point } from '../../graph/types';
import type { Box } from './framing';

export type Alignment =
	'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down';

const GRID = 10;
const snap = (value: number): number => Math.round(value / GRID) * GRID;

/**
 * Where nodes go, by id: lined up with the outermost of them, or with equal gaps across or down while the outermost
 * stay. Snapped to the grid; those that stay are left out.
 */
export function aligned(boxes: ReadonlyMap<string, Box>, how: Alignment): Record<string, Point> {
	const all = [...boxes];
	const left = Math.min(...all.map(([, box]) => box.x));
	const top = Math.min(...all.map(([, box]) => box.y));
	const right = Math.max(...all.map(([, box]) => box.x + box.width));
	const bottom = Math.max(...all.map(([, box]) => box.y + box.height));
	const places: Record<Alignment, () => Iterable<readonly [string, Point]>> = {
		left: () => all.map(([id, { y }]) => [id, [left, y]]),
		centre: () => all.map(([id, { y, width }]) => [id, [snap((left + right - width) / 2), y]]),
		right: () => all.map(([id, { y, width }]) => [id, [snap(right - width), y]]),
		top: () => all.map(([id, { x }]) => [id, [x, top]]),
		middle: () => all.map(([id, { x, height }]) => [id, [x, snap((top + bottom - height) / 2)]]),
		bottom: () => all.map(([id, { x, height }]) => [id, [x, snap(bottom - height)]]),
		across: () =>
			spaced(all, (box) => [box.x, box.width]).map(([id, x]) => [id, [x, boxes.get(id)!.y]]),
		down: () =>
			spaced(all, (box) => [box.y, box.height]).map(([id, y]) => [id, [boxes.get(id)!.x, y]]),
	};
	return Object.fromEntries(
		[...places[how]()].filter(([id, [x, y]]) => {
			const box = boxes.get(id)!;
			return box.x !== x || box.y !== y;
		}),
	);
}

/** Starts along one axis that leave equal gaps between boxes in the order they stand. */
function spaced(
	boxes: readonly (readonly [string, Box])[],
	extent: (box: Box) => [start: number, size: number],
): [string, number][] {
	const inOrder = boxes
		.map(([id, box]) => ({ id, start: extent(box)[0], size: extent(box)[1] }))
		.toSorted((a, b) => a.start - b.start);
	const [first, last] = [inOrder[0], inOrder.at(-1)];
	if (!first || !last) return [];
	const taken = inOrder.reduce((sum, { size }) => sum + size, 0);
	const gap = (last.start + last.size - first.start - taken) / Math.max(1, inOrder.length - 1);
	let next = first.start;
	return inOrder.map(({ id, start, size }) => {
		const at = id === first.id || id === last.id ? start : snap(next);
		next += size + gap;
		return [id, at];
	});
}
