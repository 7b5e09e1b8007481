// Nodes as Svelte Flow takes them. Objects are kept while nothing about them changed, so that only what did is drawn anew.
import { Position, type Node, type NodeHandle } from '@xyflow/svelte';
import type { GraphNode, Point } from '../../graph/types';
import type { LoomNodeType } from './canvasState.svelte';
import type { NodeLayout } from './node/layout';
import type { NodeView } from './node/view';
import type { NodePart } from './turn';

export interface FlowSource {
	nodes: readonly GraphNode[];
	views: ReadonlyMap<string, NodeView>;
	layouts: ReadonlyMap<string, NodeLayout>;
	selection: ReadonlySet<string>;
	placeOf: (node: GraphNode) => Point;
	/** What a node does in the turn that is shown, and how that is said. */
	partOf: (node: string) => NodePart | undefined;
	sayPart: (part: NodePart) => string;
	/** What a node is called when it is read aloud. */
	spokenRole: string;
}

/** Nothing is being dragged. */
export const NOWHERE: ReadonlyMap<string, Point> = new Map();

/** Gives the nodes of one canvas, again and again. */
export function flowNodeMaker(): (source: FlowSource) => LoomNodeType[] {
	const made = new Map<string, LoomNodeType>();
	return ({ nodes, views, layouts, selection, placeOf, partOf, sayPart, spokenRole }) =>
		nodes.flatMap((node) => {
			const view = views.get(node.id);
			const layout = layouts.get(node.id);
			if (!view || !layout) return [];
			const [x, y] = placeOf(node);
			const selected = selection.has(node.id);
			const part = partOf(node.id);
			const before = made.get(node.id);
			const same =
				before?.data.view === view &&
				before.data.layout === layout &&
				before.data.part === part &&
				before.position.x === x &&
				before.position.y === y &&
				before.selected === selected;
			if (same) return [before];
			const next: LoomNodeType = {
				id: node.id,
				type: 'loom',
				position: { x, y },
				width: layout.width,
				height: layout.height,
				style: `left:${x}px;top:${y}px`,
				measured: { width: layout.width, height: layout.height },
				handles: handlesOf(layout),
				selected,
				data: { view, layout, part },
				ariaLabel: part ? `${view.spoken}; ${sayPart(part)}` : view.spoken,
				domAttributes: { 'aria-roledescription': spokenRole },
			};
			made.set(node.id, next);
			return [next];
		});
}

/** Sockets are points: wires meet their centres. */
function handlesOf(layout: NodeLayout): NodeHandle[] {
	return Object.entries(layout.sockets).map(([key, [x, y]]) => {
		const input = key.startsWith('in/');
		return {
			id: key.slice(key.indexOf('/') + 1),
			type: input ? 'target' : 'source',
			position: input ? Position.Left : Position.Right,
			x,
			y,
			width: 0,
			height: 0,
		};
	});
}

/** Where nodes were dragged to, over where they already were; undefined if none moved. */
export function movedTo(
	next: readonly Node[],
	now: readonly Node[],
	before: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> | undefined {
	const places = new Map(now.map((node) => [node.id, node.position]));
	let moved: Map<string, Point> | undefined;
	for (const { id, position } of next) {
		const place = places.get(id);
		if (place && (place.x !== position.x || place.y !== position.y))
			(moved ??= new Map(before)).set(id, [position.x, position.y]);
	}
	return moved;
}
