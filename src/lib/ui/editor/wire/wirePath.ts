// The course of a wire: leaves and arrives horizontally, passes its joints, and says where its label sits.
import type { Point } from '../../../graph/types';
import type { Box } from '../framing';

export interface WirePath {
	/** An SVG path. */
	d: string;
	/** The middle of the longest run. */
	label: Point;
	/** How long that run is, to tell whether a label fits on it. */
	run: number;
}

/** Corners of courses made of straight pieces. */
const RADIUS = 14;

interface Run {
	from: Point;
	to: Point;
	straight: boolean;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;
const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** The point `length` along the way from `a` to `b`. */
function towards(a: Point, b: Point, length: number): Point {
	const whole = distance(a, b) || 1;
	return [a[0] + ((b[0] - a[0]) * length) / whole, a[1] + ((b[1] - a[1]) * length) / whole];
}

/** How far the control points of a curve reach out, so that it swings gently and never kinks. */
function reach(from: Point, to: Point): number {
	const dx = to[0] - from[0];
	const dy = Math.abs(to[1] - from[1]);
	if (dx >= 0) return Math.max(dx / 2, Math.min(30, dx * 0.9, dy / 2));
	// Backwards: a loop, wider the further back it goes.
	return Math.min(160, 40 + -dx / 4);
}

function curve(from: Point, to: Point): string {
	const out = reach(from, to);
	return `C ${at([from[0] + out, from[1]])} ${at([to[0] - out, to[1]])} ${at(to)}`;
}

/** What a wire can't leave: its ends, its joints and how far its curves swing out. */
export function boundsOf(from: Point, to: Point, via: readonly Point[] = []): Box {
	const ends = [from, ...via, to];
	// A curve stays among its control points.
	const corners = ends.slice(1).flatMap((b, i) => {
		const a = ends[i]!;
		const out = reach(a, b);
		return [a, b, [a[0] + out, a[1]] as const, [b[0] - out, b[1]] as const];
	});
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	const [x, y] = [Math.min(...xs), Math.min(...ys)];
	return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Points along the course of a wire, close enough to one another to tell what it passes through. */
export function pointsAlong(from: Point, to: Point, via: readonly Point[] = []): Point[] {
	const ends = [from, ...via, to];
	return ends.slice(1).flatMap((b, i) => {
		const a = ends[i]!;
		const out = a[0] === b[0] || a[1] === b[1] ? undefined : reach(a, b);
		const count = Math.max(2, Math.ceil(distance(a, b) / 12));
		return Array.from({ length: count + 1 }, (_, step): Point => {
			const t = step / count;
			if (out === undefined) return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
			// The cubic Bézier curve of `curve`.
			const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
			return [
				p * a[0] + q * (a[0] + out) + r * (b[0] - out) + s * b[0],
				(p + q) * a[1] + (r + s) * b[1],
			];
		});
	});
}

/**
 * Between two points on one line the wire runs straight, otherwise it swings; two straight pieces that meet at an
 * angle are joined by a round corner, so joints on a grid make the loops that run around rather than through.
 */
export function wirePath(from: Point, to: Point, via: readonly Point[] = []): WirePath {
	const points = [from, ...via, to];
	const runs: Run[] = [];
	for (let i = 1; i < points.length; i++) {
		const [a, b] = [points[i - 1]!, points[i]!];
		runs.push({ from: a, to: b, straight: a[0] === b[0] || a[1] === b[1] });
	}
	const pieces = [`M ${at(from)}`];
	runs.forEach((run, i) => {
		const next = runs[i + 1];
		if (!run.straight) {
			pieces.push(curve(run.from, run.to));
		} else if (next?.straight && turns(run, next)) {
			const radius = Math.min(
				RADIUS,
				distance(run.from, run.to) / 2,
				distance(next.from, next.to) / 2,
			);
			pieces.push(`L ${at(towards(run.to, run.from, radius))}`);
			pieces.push(`Q ${at(run.to)} ${at(towards(next.from, next.to, radius))}`);
		} else {
			pieces.push(`L ${at(run.to)}`);
		}
	});
	const longest = runs.reduce((best, run) => (length(run) > length(best) ? run : best));
	return {
		d: pieces.join(' '),
		label: [(longest.from[0] + longest.to[0]) / 2, (longest.from[1] + longest.to[1]) / 2],
		run: Math.abs(longest.to[0] - longest.from[0]),
	};
}

function turns(a: Run, b: Run): boolean {
	return (a.from[0] === a.to[0]) !== (b.from[0] === b.to[0]);
}

/** Labels are read along the wire, so horizontal runs come first. */
function length(run: Run): number {
	return Math.abs(run.to[0] - run.from[0]) + (run.straight ? 1 : 0);
}

/** Which piece between two joints a point on the canvas is nearest to: where a new joint goes in. */
export function pieceNear(points: readonly Point[], point: Point): number {
	let best = 0;
	let nearest = Infinity;
	for (let i = 1; i < points.length; i++) {
		const [a, b] = [points[i - 1]!, points[i]!];
		const span = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2 || 1;
		const along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / span;
		const clamped = Math.max(0, Math.min(1, along));
		const foot: Point = [a[0] + clamped * (b[0] - a[0]), a[1] + clamped * (b[1] - a[1])];
		const away = distance(foot, point);
		if (away < nearest) {
			nearest = away;
			best = i - 1;
		}
	}
	return best;
}
