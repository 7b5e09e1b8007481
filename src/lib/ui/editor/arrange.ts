// Automatic layout: ranks from left to right, snapped to the grid.
import type { Canvas, Point } from '../../graph/types';

export interface Size {
	width: number;
	height: number;
}

const SNAP = 10;

/** New places for all nodes, by id. dagre is loaded when it is first asked for. */
export async function arrange(
	canvas: Canvas,
	sizeOf: (node: string) => Size,
): Promise<Record<string, Point>> {
	const { graphlib, layout } = await import('@dagrejs/dagre');
	const graph = new graphlib.Graph({ multigraph: true });
	graph.setGraph({ rankdir: 'LR', nodesep: 30, ranksep: 60, marginx: 40, marginy: 40 });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const { id } of canvas.nodes) graph.setNode(id, { ...sizeOf(id) });
	canvas.wires.forEach((wire, i) => {
		if (graph.hasNode(wire.from[0]) && graph.hasNode(wire.to[0]))
			graph.setEdge(wire.from[0], wire.to[0], {}, String(i));
	});
	layout(graph);
	const places: Record<string, Point> = {};
	for (const { id } of canvas.nodes) {
		const { x, y } = graph.node(id) as { x: number; y: number };
		const { width, height } = sizeOf(id);
		places[id] = [snap(x - width / 2), snap(y - height / 2)];
	}
	return places;
}

function snap(value: number): number {
	return Math.round(value / SNAP) * SNAP;
}
