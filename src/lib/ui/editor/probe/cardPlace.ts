// Where a look at what flows is laid: near its node, where it covers no node and no other look.
import type { Point } from '../../../graph/types';
import type { Box } from '../framing';

/** Room between a card and what stands beside it. */
const GAP = 12;
const STEP = 20;
/** How far from the best place is looked, in steps. */
const REACH = 20;

/** The free place nearest to the node, below it rather than above or beside; just below where none is free. */
export function cardPlace(node: Box, [width, height]: Point, others: readonly Box[]): Point {
	const below = node.y + node.height + GAP;
	const above = node.y - GAP - height;
	const right = node.x + node.width + GAP;
	const left = node.x - GAP - width;
	const places: { at: Point; away: number }[] = [];
	/** `from` is how far the card is from the node, `aside` how far it is out of line with it. */
	const add = (at: Point, from: number, aside: number): void =>
		void places.push({ at, away: from + Math.abs(aside) / 2 });
	for (let i = -REACH; i <= REACH; i++) {
		const by = i * STEP;
		for (let j = 0; j <= REACH; j++) {
			const from = j * STEP;
			add([node.x + by, below + from], from, by);
			add([node.x + by, above - from], from + 2 * GAP, by);
			add([right + from, node.y + by], from + 3 * GAP, by);
			add([left - from, node.y + by], from + 3 * GAP, by);
		}
	}
	const clear = ([x, y]: Point): boolean =>
		others.every(
			(box) =>
				x >= box.x + box.width + GAP ||
				y >= box.y + box.height + GAP ||
				x + width + GAP <= box.x ||
				y + height + GAP <= box.y,
		);
	return (
		places.toSorted((a, b) => a.away - b.away).find(({ at }) => clear(at))?.at ?? [node.x, below]
	);
}
