// A canvas as everything it takes to draw it without the editor: views, sizes, wires, threads, and room around.
import { findCanvas } from '../../graph/canvases';
import type { Canvas, CanvasId, GraphDocument, Point } from '../../graph/types';
import type { Compilation } from '../../compile/program';
import type { WireView } from '../editor/canvasState.svelte';
import { NO_CANVAS } from '../editor/editor.svelte';
import { shapeText } from '../editor/figures';
import { boundsOf, type Box } from '../editor/framing';
import { layoutAll, type Measure, type NodeLayout } from '../editor/node/layout';
import { nodeViews, type Say } from '../editor/node/nodeViews';
import type { NodeView } from '../editor/node/view';
import { setOf } from '../editor/selection';
import { sharedThreads, type SharedThread } from '../editor/sharedThreads';
import { wireViews } from '../editor/wire/views';

export interface Drawing {
	canvas: Canvas;
	nodes: readonly { view: NodeView; layout: NodeLayout; at: Point }[];
	wires: readonly WireView[];
	threads: readonly SharedThread[];
	box: Box;
}

/** Canvas pixels around everything. */
const MARGIN = 24;

export function drawingOf(
	document: GraphDocument,
	canvasId: CanvasId,
	compilation: Compilation,
	say: Say,
	measure: Measure,
): Drawing {
	const canvas = findCanvas(document, canvasId) ?? NO_CANVAS;
	const views = nodeViews(document, canvasId, compilation, say);
	const layouts = layoutAll(views, measure);
	const places = new Map(canvas.nodes.map(({ id, at }) => [id, at]));
	const wires = wireViews({
		canvas,
		selection: setOf(),
		flows: () => true,
		socket(side, id, port) {
			const [x, y] = places.get(id) ?? [];
			const at = layouts.get(id)?.sockets[`${side}/${port}`];
			return x === undefined || y === undefined || !at ? undefined : [x + at[0], y + at[1]];
		},
		output(id, name) {
			const port = views.get(id)?.outputs.find((one) => one.name === name);
			const type = port?.type;
			const shownOnNode = type !== undefined && port?.label === shapeText(type.shape);
			return { meaning: port?.meaning, type, shownOnNode };
		},
	});
	const nodes = canvas.nodes.flatMap(({ id, at }) => {
		const [view, layout] = [views.get(id), layouts.get(id)];
		return view && layout ? [{ view, layout, at }] : [];
	});
	const threads = sharedThreads(canvas.nodes, views, layouts, ({ at }) => at);
	const { x, y, width, height } = boundsOf(canvas, layouts) ?? { x: 0, y: 0, width: 0, height: 0 };
	const box = {
		x: x - MARGIN,
		y: y - MARGIN,
		width: width + 2 * MARGIN,
		height: height + 2 * MARGIN,
	};
	return { canvas, nodes, wires, threads, box };
}
