// A stroke across wires: which of them it crosses.
import type { Point } from '../../../graph/types';
import type { WireKey } from '../editor.svelte';

/** A wire as points along its course, and the box around them. */
export interface Course {
	key: WireKey;
	points: readonly Point[];
	box: readonly [left: number, top: number, right: number, bottom: number];
}

export function courseOf({ key, points }: Pick<Course, 'key' | 'points'>): Course {
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	return { key, points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

/** The wires that the way from `a` to `b` crosses. */
export function crossedBy(courses: readonly Course[], a: Point, b: Point): WireKey[] {
	const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
	const [top, bottom] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
	return courses
		.filter(({ box }) => box[0] <= right && box[2] >= left && box[1] <= bottom && box[3] >= top)
		.filter(({ points }) => points.some((p, i) => i > 0 && cross(a, b, points[i - 1]!, p)))
		.map(({ key }) => key);
}

/** Whether two straight pieces cross or touch. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
	const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)] as const;
	return sides[0] !== sides[1] && sides[2] !== sides[3];
}

/** On which side of a line a point lies; 0 on it. */
function side([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): number {
	return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
}
