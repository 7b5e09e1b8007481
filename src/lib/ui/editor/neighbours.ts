// Walking the graph with the arrow keys: along wires to the left and right, by place up and down.
import type { Canvas, Point } from '../../graph/types';

export type Direction = 'Left' | 'Right' | 'Up' | 'Down';

const STEPS: Readonly<Record<Direction, Point>> = {
	Left: [-1, 0],
	Right: [1, 0],
	Up: [0, -1],
	Down: [0, 1],
};

/** The node to go to from here, if there is one that way. */
export function neighbour(canvas: Canvas, from: string, direction: Direction): string | undefined {
	const places = new Map(canvas.nodes.map((node) => [node.id, node.at]));
	const here = places.get(from);
	if (!here) return undefined;
	if (direction === 'Right' || direction === 'Left') {
		const along = canvas.wires
			.filter((wire) => (direction === 'Right' ? wire.from : wire.to)[0] === from)
			.map((wire) => (direction === 'Right' ? wire.to : wire.from)[0]);
		const near = nearest(along, places, here);
		if (near !== undefined) return near;
	}
	const [dx, dy] = STEPS[direction];
	const that = [...places.keys()].filter((id) => {
		const [x, y] = places.get(id)!;
		const ahead = (x - here[0]) * dx + (y - here[1]) * dy;
		const aside = Math.abs((x - here[0]) * dy) + Math.abs((y - here[1]) * dx);
		return id !== from && ahead > 0 && aside <= ahead * 3;
	});
	return nearest(that, places, here);
}

function nearest(
	ids: readonly string[],
	places: ReadonlyMap<string, Point>,
	here: Point,
): string | undefined {
	let best: string | undefined;
	let least = Infinity;
	for (const id of ids) {
		const at = places.get(id);
		if (!at) continue;
		const away = Math.hypot(at[0] - here[0], at[1] - here[1]);
		if (away < least) [best, least] = [id, away];
	}
	return best;
}

/** Everything a node's inputs come from, nearest first, the node itself at the head. */
export function upstream(canvas: Canvas, node: string): string[] {
	const seen = new Set([node]);
	// A set may grow while it is walked: what is added comes last.
	for (const id of seen)
		for (const { from, to } of canvas.wires) if (to[0] === id) seen.add(from[0]);
	return [...seen];
}

/** A node's move of one step, for all ids. */
export function moveBy(
	canvas: Canvas,
	ids: ReadonlySet<string>,
	direction: Direction,
	by: number,
): Record<string, Point> {
	const [dx, dy] = STEPS[direction];
	const to: Record<string, Point> = {};
	for (const { id, at } of canvas.nodes)
		if (ids.has(id)) to[id] = [at[0] + dx * by, at[1] + dy * by];
	return to;
}
