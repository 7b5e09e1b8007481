// Guides while nodes are dragged: edges and middles in line with those of other nodes, and equal gaps between them.
import type { Point } from '../../graph/types';
import type { Box } from './framing';

/** A straight line on the canvas. */
export interface Guide {
	from: Point;
	to: Point;
	/** `line` tells of edges or middles in line, `gap` measures one of several equal gaps. */
	marks: 'line' | 'gap';
}

export interface Guided {
	/** How far the box is to move to stand where the guides say, along each axis that has any. */
	by: readonly [x: number | undefined, y: number | undefined];
	guides: readonly Guide[];
}

type Axis = 0 | 1;

/** A box along one axis and across it. */
interface Span {
	start: number;
	end: number;
	/** Its extent along the other axis. */
	across: readonly [start: number, end: number];
}

/** A place along an axis, with what it is in line with or between what it stands. */
interface Stop {
	by: number;
	others: readonly Span[];
	/** Absent where it is a gap that is the same. */
	at?: number;
}

/** Where guides lead a box that is dragged among others: at most `reach` away along each axis. */
export function guide(box: Box, others: readonly Box[], reach: number): Guided {
	const by: [number | undefined, number | undefined] = [undefined, undefined];
	const guides: Guide[] = [];
	for (const axis of [0, 1] as const) {
		const own = spanOf(box, axis);
		const spans = others.map((other) => spanOf(other, axis));
		const stops = [...linesUp(own, spans), ...evenGaps(own, spans)];
		const near = stops.filter((stop) => Math.abs(stop.by) <= reach);
		// In line before evenly spaced, where both are as near.
		const [best] = near.toSorted((a, b) => Math.abs(a.by) - Math.abs(b.by));
		if (!best) continue;
		by[axis] = best.by;
		const moved = { ...own, start: own.start + best.by, end: own.end + best.by };
		for (const stop of near.filter((one) => Math.abs(one.by - best.by) < 0.01))
			guides.push(...marksOf(stop, moved, axis));
	}
	return { by, guides: merged(guides) };
}

function spanOf({ x, y, width, height }: Box, axis: Axis): Span {
	return axis === 0
		? { start: x, end: x + width, across: [y, y + height] }
		: { start: y, end: y + height, across: [x, x + width] };
}

const middle = ({ start, end }: Span): number => (start + end) / 2;

function linesUp(own: Span, others: readonly Span[]): Stop[] {
	return others.flatMap((other) => {
		const edges = [own.start, own.end].flatMap((mine) =>
			[other.start, other.end].map((at): Stop => ({ by: at - mine, at, others: [other] })),
		);
		const at = middle(other);
		return [...edges, { by: at - middle(own), at, others: [other] }];
	});
}

/** Between two others, or beyond two with the gap they have. */
function evenGaps(own: Span, others: readonly Span[]): Stop[] {
	const beside = others.filter(
		({ across }) => across[0] < own.across[1] && across[1] > own.across[0],
	);
	const before = beside.filter(({ end }) => end <= middle(own)).toSorted((a, b) => b.end - a.end);
	const after = beside
		.filter(({ start }) => start >= middle(own))
		.toSorted((a, b) => a.start - b.start);
	const [left, further] = before;
	const [right, beyond] = after;
	const stops: Stop[] = [];
	if (left && right)
		stops.push({ by: (left.end + right.start) / 2 - middle(own), others: [left, right] });
	if (left && further && left.start > further.end)
		stops.push({ by: left.end + left.start - further.end - own.start, others: [further, left] });
	if (right && beyond && beyond.start > right.end)
		stops.push({ by: right.start - (beyond.start - right.end) - own.end, others: [right, beyond] });
	return stops;
}

function marksOf({ at, others }: Stop, own: Span, axis: Axis): Guide[] {
	const point = (along: number, across: number): Point =>
		axis === 0 ? [along, across] : [across, along];
	if (at !== undefined) {
		const ends = [own, ...others].flatMap(({ across }) => across);
		return [
			{ from: point(at, Math.min(...ends)), to: point(at, Math.max(...ends)), marks: 'line' },
		];
	}
	const inOrder = [own, ...others].toSorted((a, b) => a.start - b.start);
	const start = Math.max(...inOrder.map(({ across }) => across[0]));
	const end = Math.min(...inOrder.map(({ across }) => across[1]));
	return inOrder.slice(1).map((next, i) => ({
		from: point(inOrder[i]!.end, (start + end) / 2),
		to: point(next.start, (start + end) / 2),
		marks: 'gap',
	}));
}

/** Lines on one another become one, as long as all of them. */
function merged(guides: readonly Guide[]): Guide[] {
	const lines = new Map<string, Guide>();
	for (const { marks, from, to } of guides) {
		const along = from[0] === to[0] ? `x ${from[0]}` : `y ${from[1]}`;
		const key = marks === 'gap' ? `gap ${from.join()}` : along;
		const other = lines.get(key) ?? { from, to };
		lines.set(key, {
			marks,
			from: [Math.min(from[0], other.from[0]), Math.min(from[1], other.from[1])],
			to: [Math.max(to[0], other.to[0]), Math.max(to[1], other.to[1])],
		});
	}
	return [...lines.values()];
}
