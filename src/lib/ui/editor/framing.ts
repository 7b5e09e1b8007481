// Which part of a canvas to look at: the box around nodes and frames, and the view that shows it.
import type { Canvas, Point } from '../../graph/types';
import type { View } from './editor.svelte';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Sized {
	width: number;
	height: number;
}

/** Around the nodes named, or around everything with its frames and joints; undefined for nothing. */
export function boundsOf(
	canvas: Canvas,
	sizes: ReadonlyMap<string, Sized>,
	ids?: readonly string[],
): Box | undefined {
	const boxes: Box[] = canvas.nodes
		.filter((node) => !ids || ids.includes(node.id))
		.map(({ id, at: [x, y] }) => ({ x, y, ...(sizes.get(id) ?? { width: 0, height: 0 }) }));
	if (!ids) {
		for (const { at, size } of canvas.frames)
			boxes.push({ x: at[0], y: at[1], width: size[0], height: size[1] });
		for (const wire of canvas.wires)
			for (const [x, y] of wire.via ?? ([] as Point[])) boxes.push({ x, y, width: 0, height: 0 });
	}
	return boxes.length > 0 ? around(boxes) : undefined;
}

/** The box around others, of which there is at least one. */
export function around(boxes: readonly Box[]): Box {
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
	};
}

const MARGIN = 20;
/** Room for the pills at the lower left. */
const FOOT = 48;

/** Shows the whole box in the middle, never enlarged. */
export function viewOn(box: Box | undefined, room: Sized): View | undefined {
	if (!box || room.width === 0 || room.height === 0) return undefined;
	const across = room.width - 2 * MARGIN;
	const down = room.height - MARGIN - FOOT;
	const zoom = Math.max(0.1, Math.min(1, across / box.width, down / box.height));
	return {
		x: Math.round(MARGIN + (across - box.width * zoom) / 2 - box.x * zoom),
		y: Math.round(MARGIN + (down - box.height * zoom) / 2 - box.y * zoom),
		zoom,
	};
}

/** How much room a node not yet laid out is given. */
const ROOM: Sized = { width: 150, height: 90 };
const GAP = 20;

/** The place nearest to a point where a new node covers none of the boxes; snapped to the grid. */
export function freePlace(centre: Point, boxes: readonly Box[]): Point {
	const snap = (value: number): number => Math.round(value / 10) * 10;
	const start: Point = [snap(centre[0] - ROOM.width / 2), snap(centre[1] - ROOM.height / 2)];
	const clear = ([x, y]: Point): boolean =>
		boxes.every(
			(box) =>
				x >= box.x + box.width + GAP ||
				y >= box.y + box.height + GAP ||
				x + ROOM.width + GAP <= box.x ||
				y + ROOM.height + GAP <= box.y,
		);
	// Rings of places around the middle, a row of nodes apart.
	for (let ring = 0; ring < 40; ring++) {
		const side: Point[] = [];
		for (let step = -ring; step <= ring; step++)
			side.push([step, -ring], [step, ring], [-ring, step], [ring, step]);
		const places = side.map(([dx, dy]): Point => [start[0] + dx * 40, start[1] + dy * 40]);
		const found = places.find(clear);
		if (found) return found;
	}
	return start;
}
