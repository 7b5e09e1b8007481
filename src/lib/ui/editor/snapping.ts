// Where nodes that are dragged stand: by guides to what is near them, and by the grid where there are none.
import type { GraphNode, Point } from '../../graph/types';
import type { View } from './editor.svelte';
import { around, type Box } from './framing';
import { guide, type Guide } from './guides';

const GRID = 10;
/** How near to a guide a node stands on it, on the screen. */
const REACH = 6;

interface Sized {
	width: number;
	height: number;
}

export interface Surroundings {
	nodes: readonly GraphNode[];
	sizes: ReadonlyMap<string, Sized>;
	view: View;
	/** Of the canvas on the screen: what is out of sight gives no guides. */
	room: Sized;
}

/** Nodes keep their places to one another; `moved` are those that are dragged, where the pointer has them. */
export function snapped(
	moved: ReadonlyMap<string, Point>,
	{ nodes, sizes, view, room }: Surroundings,
): { places: ReadonlyMap<string, Point>; guides: readonly Guide[] } {
	const boxOf = (id: string, [x, y]: Point): Box => ({
		...{ x, y },
		...(sizes.get(id) ?? { width: 0, height: 0 }),
	});
	const box = around([...moved].map(([id, at]) => boxOf(id, at)));
	const others = nodes
		.filter(({ id }) => !moved.has(id))
		.map(({ id, at }) => boxOf(id, at))
		.filter((other) => isInView(other, view, room));
	const { by, guides } = guide(box, others, REACH / view.zoom);
	const [dx, dy] = [by[0] ?? toGrid(box.x), by[1] ?? toGrid(box.y)];
	return { places: new Map([...moved].map(([id, [x, y]]) => [id, [x + dx, y + dy]])), guides };
}

const toGrid = (at: number): number => Math.round(at / GRID) * GRID - at;

function isInView({ x, y, width, height }: Box, { x: left, y: top, zoom }: View, room: Sized) {
	return (
		x * zoom + left < room.width &&
		(x + width) * zoom + left > 0 &&
		y * zoom + top < room.height &&
		(y + height) * zoom + top > 0
	);
}

export function samePlaces(a: ReadonlyMap<string, Point>, b: ReadonlyMap<string, Point>): boolean {
	const same = ([id, [x, y]]: [string, Point]): boolean => {
		const at = b.get(id);
		return at !== undefined && at[0] === x && at[1] === y;
	};
	return a.size === b.size && [...a].every(same);
}
