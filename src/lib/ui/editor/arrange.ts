// Automatic layout: ranks from left to right, snapped to the grid; what stands on a frame stays together on it.
import type { Canvas, Frame, Point } from '../../graph/types';

export interface Size {
	width: number;
	height: number;
}

export interface Arrangement {
	/** New places of all nodes, by id. */
	nodes: Record<string, Point>;
	/** Frames around what stood on them. */
	frames: Frame[];
}

const SNAP = 10;
/** Room within a frame, under its title row and at the other sides. */
const TITLE = 40;
const PADDING = 20;

/** The nodes that stand wholly on a frame. */
export function standingOn(
	canvas: Canvas,
	{ at, size }: Frame,
	sizeOf: (node: string) => Size,
): string[] {
	return canvas.nodes
		.filter((node) => {
			const { width, height } = sizeOf(node.id);
			return (
				node.at[0] >= at[0] &&
				node.at[1] >= at[1] &&
				node.at[0] + width <= at[0] + size[0] &&
				node.at[1] + height <= at[1] + size[1]
			);
		})
		.map((node) => node.id);
}

/** dagre is loaded when it is first asked for. */
export async function arrange(
	canvas: Canvas,
	sizeOf: (node: string) => Size,
): Promise<Arrangement> {
	const { graphlib, layout } = await import('@dagrejs/dagre');
	const graph = new graphlib.Graph({ multigraph: true, compound: true });
	graph.setGraph({ rankdir: 'LR', nodesep: 30, ranksep: 60, marginx: 40, marginy: 40 });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const { id } of canvas.nodes) graph.setNode(id, { ...sizeOf(id) });
	const groups = canvas.frames.map((frame) => ({
		frame,
		nodes: standingOn(canvas, frame, sizeOf),
	}));
	for (const { frame, nodes } of groups) {
		if (nodes.length === 0) continue;
		// A space keeps the frame's name apart from every node's.
		graph.setNode(`frame ${frame.id}`, {});
		for (const node of nodes)
			if (graph.parent(node) === undefined) graph.setParent(node, `frame ${frame.id}`);
	}
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
	return {
		nodes: places,
		frames: groups.map(({ frame, nodes }) => around(frame, nodes, places, sizeOf)),
	};
}

function around(
	frame: Frame,
	nodes: readonly string[],
	places: Readonly<Record<string, Point>>,
	sizeOf: (node: string) => Size,
): Frame {
	if (nodes.length === 0) return frame;
	const at = nodes.map((node) => places[node]!);
	const left = Math.min(...at.map(([x]) => x)) - PADDING;
	const top = Math.min(...at.map(([, y]) => y)) - TITLE;
	const right = Math.max(...nodes.map((node, i) => at[i]![0] + sizeOf(node).width)) + PADDING;
	const bottom = Math.max(...nodes.map((node, i) => at[i]![1] + sizeOf(node).height)) + PADDING;
	return { ...frame, at: [left, top], size: [snap(right - left), snap(bottom - top)] };
}

function snap(value: number): number {
	return Math.round(value / SNAP) * SNAP;
}
