// Finding a canvas of a document by its id.
import type { Canvas, CanvasId, GraphDocument } from '../../graph/types';

const NOTHING: Canvas = { nodes: [], wires: [], frames: [] };

/** The network's or block's own name; undefined for the training canvas. */
export function nameOf(id: CanvasId): string | undefined {
	const slash = id.indexOf('/');
	return slash < 0 ? undefined : id.slice(slash + 1);
}

function find(document: GraphDocument, id: CanvasId): Canvas | undefined {
	if (id === 'training') return document.training;
	const name = nameOf(id)!;
	return (id.startsWith('networks/') ? document.networks[name] : document.blocks[name])?.canvas;
}

export function hasCanvas(document: GraphDocument, id: CanvasId): boolean {
	return find(document, id) !== undefined;
}

/** Total: an id that names nothing gives an empty canvas. */
export function canvasOf(document: GraphDocument, id: CanvasId): Canvas {
	return find(document, id) ?? NOTHING;
}
