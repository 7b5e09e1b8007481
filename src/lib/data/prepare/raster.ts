// Fills outlines with anti-aliasing: glyphs become small greyscale pictures.
import type { PathCommand } from 'opentype.js';

/** A closed ring of corners: x0, y0, x1, y1, … */
export type Ring = readonly number[];

const CURVE_PIECES = 8;
/** Scanlines a pixel; across a scanline the coverage is exact. */
const LINES_PER_PIXEL = 8;

/** Turns a glyph's outline into rings, curves into short straight pieces. */
export function flatten(commands: readonly PathCommand[]): Ring[] {
	const rings: number[][] = [];
	let ring: number[] = [];
	for (const command of commands) {
		if (command.type === 'Z') continue;
		if (command.type === 'M') {
			ring = [command.x, command.y];
			rings.push(ring);
			continue;
		}
		// A straight line and both curves are Bézier curves, told apart by how many points they have.
		const points = [ring[ring.length - 2] ?? 0, ring[ring.length - 1] ?? 0];
		if (command.type !== 'L') points.push(command.x1, command.y1);
		if (command.type === 'C') points.push(command.x2, command.y2);
		points.push(command.x, command.y);
		const pieces = command.type === 'L' ? 1 : CURVE_PIECES;
		for (let piece = 1; piece <= pieces; piece++) ring.push(...pointAt(points, piece / pieces));
	}
	return rings;
}

/** The point of a Bézier curve at `t`, by de Casteljau's construction. */
function pointAt(points: readonly number[], t: number): readonly number[] {
	if (points.length === 2) return points;
	const between = points.slice(2).map((value, i) => (1 - t) * points[i]! + t * value);
	return pointAt(between, t);
}

/**
 * Fills rings by the non-zero rule, as fonts are drawn, into width × height bytes: 0 outside, 255 inside, the
 * covered share of the pixel at the edges.
 */
export function fill(rings: readonly Ring[], width: number, height: number): Uint8Array {
	const lines = Array.from({ length: height * LINES_PER_PIXEL }, () => [] as [number, number][]);
	for (const ring of rings) collectCrossings(ring, lines);
	const coverage = new Float64Array(width * height);
	lines.forEach((crossings, line) => {
		crossings.sort(([a], [b]) => a - b);
		const row = Math.floor(line / LINES_PER_PIXEL) * width;
		let winding = 0;
		let start = 0;
		for (const [x, direction] of crossings) {
			if (winding === 0) start = x;
			winding += direction;
			if (winding === 0) cover(coverage, row, width, start, x);
		}
	});
	return Uint8Array.from(coverage, (sum) => Math.round((255 * sum) / LINES_PER_PIXEL));
}

/** Where a ring's edges cross the middles of the scanlines: x, and +1 going down or −1 going up. */
function collectCrossings(ring: Ring, lines: readonly [number, number][][]): void {
	for (let i = 0; i < ring.length; i += 2) {
		const next = (i + 2) % ring.length;
		const [x0, y0, x1, y1] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
		const direction = y1 > y0 ? 1 : -1;
		const [top, bottom] = direction > 0 ? [y0, y1] : [y1, y0];
		const first = Math.max(0, Math.ceil(top * LINES_PER_PIXEL - 0.5));
		const end = Math.min(lines.length, Math.ceil(bottom * LINES_PER_PIXEL - 0.5));
		for (let line = first; line < end; line++) {
			const y = (line + 0.5) / LINES_PER_PIXEL;
			lines[line]!.push([x0 + ((x1 - x0) * (y - y0)) / (y1 - y0), direction]);
		}
	}
}

function cover(out: Float64Array, row: number, width: number, start: number, end: number): void {
	const from = Math.max(0, start);
	const to = Math.min(width, end);
	for (let x = Math.floor(from); x < to; x++)
		out[row + x]! += Math.min(to, x + 1) - Math.max(from, x);
}
