// Where nodes that are gone are drawn: beside what they stood beside, where nothing else stands.
import type { CanvasDiff } from '../../../graph/diff/diff';
import type { Canvas, Point } from '../../../graph/types';
import type { Box } from '../framing';

interface Sized {
	width: number;
	height: number;
}

export interface GhostsInput {
	diff: Pick<CanvasDiff, 'nodes' | 'pairs'>;
	before: Canvas;
	after: Canvas;
	/** Sizes of the earlier and of the later canvas's nodes. */
	sizeBefore: (node: string) => Sized;
	sizeAfter: (node: string) => Sized;
	/** Points along wires, which are kept clear too. */
	wires: readonly Point[];
}

const STEP = 20;
const GAP = 10;
/** Places tried in each direction. */
const TRIES = 40;

/** Upper left corners of the removed nodes, by id. */
export function placeGhosts({
	diff: { nodes, pairs },
	before,
	after,
	sizeBefore,
	sizeAfter,
	wires,
}: GhostsInput): Map<string, Point> {
	const placeOf = new Map(after.nodes.map(({ id, at }) => [id, at]));
	const anchors = before.nodes.flatMap(({ id, at }) => {
		const to = placeOf.get(pairs.get(id) ?? '');
		return to ? [{ id, at, by: [to[0] - at[0], to[1] - at[1]] as Point }] : [];
	});
	const joined = new Map<string, Set<string>>();
	for (const { from, to } of before.wires) {
		for (const [one, other] of [
			[from[0], to[0]],
			[to[0], from[0]],
		] as const)
			joined.set(one, (joined.get(one) ?? new Set()).add(other));
	}
	const boxes: Box[] = [
		...after.nodes.map(({ id, at: [x, y] }) => ({ x, y, ...sizeAfter(id) })),
		...wires.map(([x, y]) => ({ x, y, width: 0, height: 0 })),
	];
	const places = new Map<string, Point>();
	for (const { change, node } of nodes) {
		if (change !== 'removed') continue;
		const away = ({ at }: { at: Point }): number =>
			Math.hypot(at[0] - node.at[0], at[1] - node.at[1]);
		const wired = anchors.filter(({ id }) => joined.get(node.id)?.has(id));
		// The nearest of those it was wired to; without one, the nearest of all.
		const [anchor] = (wired.length > 0 ? wired : anchors).toSorted((a, b) => away(a) - away(b));
		const [dx, dy] = anchor?.by ?? [0, 0];
		const size = sizeBefore(node.id);
		const at = freeFrom([node.at[0] + dx, node.at[1] + dy], size, boxes);
		places.set(node.id, at);
		boxes.push({ x: at[0], y: at[1], ...size });
	}
	return places;
}

/** The nearest place below, above or beside a point that covers no box; the point itself where all are taken. */
function freeFrom([x, y]: Point, { width, height }: Sized, boxes: readonly Box[]): Point {
	const clear = ([left, top]: Point): boolean =>
		boxes.every(
			(box) =>
				left >= box.x + box.width + GAP ||
				top >= box.y + box.height + GAP ||
				left + width + GAP <= box.x ||
				top + height + GAP <= box.y,
		);
	for (let i = 0; i <= TRIES; i++) {
		const by = i * STEP;
		const around: Point[] = [
			[x, y + by],
			[x, y - by],
			[x + by, y],
			[x - by, y],
			[x + by, y + by],
			[x - by, y + by],
			[x + by, y - by],
			[x - by, y - by],
		];
		const found = around.find(clear);
		if (found) return found;
	}
	return [x, y];
}
