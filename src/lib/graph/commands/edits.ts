// What the families of commands share: the type of an edit, and the few questions they all ask.
import { findCanvas } from '../canvases';
import { MAX_COORDINATE } from '../limits';
import type { Canvas, CanvasId, Endpoint, GraphDocument, GraphNode, Point } from '../types';
import type { Command } from './command';

/**
 * Carries out one type of command on a draft. One that can't be carried out changes nothing. A draft counts as
 * changed as soon as it is written to, so edits compare before they write.
 */
export type Edit<T extends Command['type']> = (
	draft: GraphDocument,
	command: Extract<Command, { type: T }>,
) => void;

/** One edit for every type of a family. */
export type Edits<T extends Command['type']> = { [K in T]: Edit<K> };

export function nodeOn(draft: GraphDocument, canvas: CanvasId, id: string): GraphNode | undefined {
	return findCanvas(draft, canvas)?.nodes.find((node) => node.id === id);
}

export function sameEnd(a: Endpoint, b: Endpoint): boolean {
	return a[0] === b[0] && a[1] === b[1];
}

export function samePoint(a: Point, b: Point): boolean {
	return a[0] === b[0] && a[1] === b[1];
}

export function isPoint([x, y]: Point): boolean {
	return [x, y].every((value) => Number.isFinite(value) && Math.abs(value) <= MAX_COORDINATE);
}

/** Removes nodes and the wires at them, in place. */
export function dropNodes(canvas: Canvas, gone: (node: GraphNode) => boolean): void {
	const ids = new Set(canvas.nodes.filter(gone).map((node) => node.id));
	if (ids.size === 0) return;
	canvas.nodes = canvas.nodes.filter((node) => !ids.has(node.id));
	canvas.wires = canvas.wires.filter((wire) => !ids.has(wire.from[0]) && !ids.has(wire.to[0]));
}
