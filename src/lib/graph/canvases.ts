// Finding a document's canvases by their ids.
import type { Canvas, CanvasId, GraphDocument, Surface } from './types';

/** The network's or block's own name; undefined for the training canvas. */
export function nameOfCanvas(id: CanvasId): string | undefined {
	const slash = id.indexOf('/');
	return slash < 0 ? undefined : id.slice(slash + 1);
}

export function surfaceOf(id: CanvasId): Surface {
	if (id === 'training') return 'training';
	return id.startsWith('networks/') ? 'network' : 'block';
}

/** An entry of a record whose keys are names from a file: never one that every object inherits. */
export function entry<T>(record: Readonly<Record<string, T>>, name: unknown): T | undefined {
	return typeof name === 'string' && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The canvas itself, not a copy; undefined where the id names nothing. */
export function findCanvas(document: GraphDocument, id: CanvasId): Canvas | undefined {
	if (id === 'training') return document.training;
	const bodies = surfaceOf(id) === 'network' ? document.networks : document.blocks;
	return entry<{ canvas: Canvas }>(bodies, nameOfCanvas(id))?.canvas;
}

/** All canvases: training first, then networks, then blocks, as the document has them. */
export function canvasIds(document: GraphDocument): CanvasId[] {
	return [
		'training',
		...Object.keys(document.networks).map((name): CanvasId => `networks/${name}`),
		...Object.keys(document.blocks).map((name): CanvasId => `blocks/${name}`),
	];
}
