// Edits that keep what flows: taking nodes out of the wires that run through them, and putting one into a wire.
import { checkConnection } from '../../compile/connect';
import type { Compilation } from '../../compile/program';
import { findCanvas } from '../../graph/canvases';
import type { Command } from '../../graph/commands/command';
import type { Canvas, CanvasId, Endpoint, GraphDocument, Wire } from '../../graph/types';
import type { NodeView } from './node/view';
import { NO_CANVAS } from './editor.svelte';

/** A canvas of a document, and what the document means. */
export interface Ground {
	document: GraphDocument;
	canvasId: CanvasId;
	compilation: Compilation;
}

const canvasOf = ({ document, canvasId }: Ground): Canvas =>
	findCanvas(document, canvasId) ?? NO_CANVAS;

const fits = ({ compilation, document, canvasId }: Ground, from: Endpoint, to: Endpoint): boolean =>
	checkConnection(compilation, document, canvasId, from, to).ok;

/**
 * The commands that remove nodes and lead on each wire that came out of them: to where the first wire into them comes
 * from, where that fits.
 */
export function removalKeepingWires(ground: Ground, nodes: ReadonlySet<string>): Command[] {
	const { canvasId: canvas } = ground;
	const { wires } = canvasOf(ground);
	const ledOn = wires.flatMap((wire): Command[] => {
		if (!nodes.has(wire.from[0]) || nodes.has(wire.to[0])) return [];
		const from = fedBy(wires, wire.from[0], nodes);
		if (!from || !fits(ground, from, wire.to)) return [];
		return [{ type: 'connect', canvas, wire: { from, to: wire.to } }];
	});
	// Laid first: a wire then takes the place of the old one among a node's terms.
	return [...ledOn, { type: 'removeNodes', canvas, nodes: [...nodes] }];
}

/** Where the first wire into a node comes from, back through all that are removed with it. */
function fedBy(
	wires: readonly Wire[],
	node: string,
	gone: ReadonlySet<string>,
	seen: ReadonlySet<string> = new Set(),
): Endpoint | undefined {
	const first = wires.find(({ to }) => to[0] === node);
	if (!first || seen.has(node)) return undefined;
	if (!gone.has(first.from[0])) return first.from;
	return fedBy(wires, first.from[0], gone, new Set([...seen, node]));
}

/** The commands that put a node that stands free into a wire; undefined where it has no sockets that fit. */
export function insertion(ground: Ground, node: NodeView, wire: Wire): Command[] | undefined {
	const { canvasId: canvas } = ground;
	if (!isFree(canvasOf(ground), node.id)) return undefined;
	const input = node.inputs.find(({ name }) => fits(ground, wire.from, [node.id, name]));
	const output = node.outputs.find(({ name }) => fits(ground, [node.id, name], wire.to));
	if (!input || !output) return undefined;
	return [
		{ type: 'connect', canvas, wire: { from: wire.from, to: [node.id, input.name] } },
		{ type: 'connect', canvas, wire: { from: [node.id, output.name], to: wire.to } },
	];
}

/** Nothing is wired to the node. */
export function isFree({ wires }: Canvas, node: string): boolean {
	return wires.every(({ from, to }) => from[0] !== node && to[0] !== node);
}
