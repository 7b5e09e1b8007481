// Putting many nodes and wires in at once: a paste, or a new body.
import { findCanvas } from '../canvases';
import { isJson } from '../json';
import { isName, isPortName } from '../names';
import type { Canvas, GraphDocument } from '../types';
import { isPoint, sameEnd, type Edits } from './edits';

export const contentEdits: Edits<'insert'> = {
	insert(draft, { canvas: id, content }) {
		const canvas = findCanvas(draft, id);
		if (!canvas || !isSound(content, canvas)) return;
		if (content.nodes.length > 0) canvas.nodes.push(...content.nodes);
		if (content.frames.length > 0) canvas.frames.push(...content.frames);
		if (content.wires.length === 0) return;
		const fed = (wire: Canvas['wires'][number]): boolean =>
			content.wires.some((other) => sameEnd(other.to, wire.to));
		if (canvas.wires.some(fed)) canvas.wires = canvas.wires.filter((wire) => !fed(wire));
		canvas.wires.push(...content.wires);
	},
};

/** Whether content can stand on a canvas as it is: free and proper names, wires with two ends. */
export function isSound(content: Canvas, onto?: Canvas): boolean {
	const nodes = new Set(onto?.nodes.map((node) => node.id));
	const frames = new Set(onto?.frames.map((frame) => frame.id));
	for (const { id, kind, params, at } of content.nodes) {
		if (nodes.has(id) || !isName(id) || !isName(kind) || !isJson(params) || !isPoint(at))
			return false;
		nodes.add(id);
	}
	for (const { id, at, size } of content.frames) {
		if (frames.has(id) || !isName(id) || !isPoint(at) || !isPoint(size)) return false;
		frames.add(id);
	}
	return content.wires.every(
		({ from, to, via = [] }) =>
			nodes.has(from[0]) &&
			nodes.has(to[0]) &&
			isPortName(from[1]) &&
			isPortName(to[1]) &&
			via.every(isPoint),
	);
}

/** Whether a name is free for a network or block. */
export function isFree(bodies: GraphDocument['networks'] | GraphDocument['blocks'], name: string) {
	return isName(name) && !Object.hasOwn(bodies, name);
}
