// Wires of a large canvas drawn together: browsers feel every element, so only those at hand are elements of their own.
import type { Canvas, Point } from '../../../graph/types';
import { wiresInto, wiresOutOf } from '../../../graph/canvasIndex';
import type { WireView } from '../canvasState.svelte';
import { wireKey, type WireKey } from '../editor.svelte';
import type { Box } from '../framing';
import { meaningColour } from './shapes';

/** Wires that look alike, as one path. */
export interface Bulk {
	key: string;
	colour: string;
	idle: boolean;
	d: string;
}

export function bulksOf(wires: readonly WireView[], apart: ReadonlySet<WireKey>): Bulk[] {
	const alike = new Map<string, { colour: string; idle: boolean; paths: string[] }>();
	for (const { key, meaning, idle, path } of wires) {
		if (apart.has(key)) continue;
		const colour = meaningColour(meaning);
		const look = `${colour} ${idle}`;
		const bulk = alike.get(look);
		if (bulk) bulk.paths.push(path.d);
		else alike.set(look, { colour, idle, paths: [path.d] });
	}
	return [...alike].map(([key, { colour, idle, paths }]) => ({
		...{ key, colour, idle },
		d: paths.join(''),
	}));
}

/** Keys of the wires at nodes. */
export function wiresAt(canvas: Pick<Canvas, 'wires'>, nodes: Iterable<string>): Set<WireKey> {
	const keys = new Set<WireKey>();
	for (const node of nodes) {
		for (const { to } of wiresInto(canvas, node)) keys.add(wireKey(to));
		for (const { to } of wiresOutOf(canvas, node)) keys.add(wireKey(to));
	}
	return keys;
}

/** Whether a wire may be seen in a box: what surrounds its course meets it. */
export function meets({ x, y, width, height }: Box, { bounds }: Pick<WireView, 'bounds'>): boolean {
	return (
		bounds.x <= x + width &&
		bounds.x + bounds.width >= x &&
		bounds.y <= y + height &&
		bounds.y + bounds.height >= y
	);
}

/** The wire nearest to a point, if one passes within `reach` of it. */
export function wireNear(
	wires: readonly Pick<WireView, 'key' | 'along' | 'bounds'>[],
	[x, y]: Point,
	reach: number,
): WireKey | undefined {
	const around = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
	let best: WireKey | undefined;
	let least = reach;
	for (const wire of wires) {
		if (!meets(around, wire)) continue;
		const points = wire.along();
		for (let i = 1; i < points.length; i++) {
			const away = distanceTo(points[i - 1]!, points[i]!, x, y);
			if (away <= least) [best, least] = [wire.key, away];
		}
	}
	return best;
}

/** From a point to a straight piece. */
function distanceTo(a: Point, b: Point, x: number, y: number): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const along = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
	const clamped = Math.max(0, Math.min(1, along));
	return Math.hypot(a[0] + clamped * dx - x, a[1] + clamped * dy - y);
}
