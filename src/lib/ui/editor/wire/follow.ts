// Joints keep to the nodes they belong to: what is moved takes its wires' courses along.
import type { Canvas, Point, Wire } from '../../../graph/types';

/** Where a socket was before the move. */
export type SocketAt = (side: 'in' | 'out', node: string, port: string) => Point | undefined;

/**
 * New courses of the wires at nodes that move, by wire. A wire both of whose ends move alike moves as a whole; at an
 * end that moves by itself, the joints that stood level with it stay level.
 */
export function followed(
	{ nodes, wires }: Canvas,
	to: Readonly<Record<string, Point>>,
	socketAt: SocketAt,
): { wire: Wire; via: Point[] }[] {
	const places = new Map(nodes.map((node) => [node.id, node.at]));
	const shift = (node: string): Point => {
		const [from, next] = [places.get(node), to[node]];
		return from && next ? [next[0] - from[0], next[1] - from[1]] : [0, 0];
	};
	return wires.flatMap((wire) => {
		if (!wire.via?.length) return [];
		const [start, end] = [shift(wire.from[0]), shift(wire.to[0])];
		if (isZero(start) && isZero(end)) return [];
		if (start[0] === end[0] && start[1] === end[1])
			return [{ wire, via: wire.via.map(([x, y]): Point => [x + start[0], y + start[1]]) }];
		const via = wire.via.map(([x, y]): Point => [x, y]);
		const rows = [
			{ at: socketAt('out', ...wire.from), by: start, order: [...via.keys()] },
			{ at: socketAt('in', ...wire.to), by: end, order: [...via.keys()].reverse() },
		];
		for (const { at, by, order } of rows) {
			if (!at || by[1] === 0) continue;
			for (const i of order) {
				if (wire.via[i]![1] !== at[1]) break;
				via[i]![1] += by[1];
			}
		}
		return [{ wire, via }];
	});
}

function isZero([x, y]: Point): boolean {
	return x === 0 && y === 0;
}
