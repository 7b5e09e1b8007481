// Repairs that several problems offer, as commands.
import { findCanvas } from '../graph/canvases';
import type { Command } from '../graph/commands/command';
import type { CanvasId, GraphDocument, Mend, ParamMap, Wire } from '../graph/types';

export function removeWire(canvas: CanvasId, to: Wire['to']): Mend {
	return {
		label: { ja: '線を外す', en: 'Remove the wire' },
		commands: [{ type: 'disconnect', canvas, to }],
	};
}

export function removeNode(canvas: CanvasId, node: string): Mend {
	return {
		label: { ja: 'ノードを消す', en: 'Remove the node' },
		commands: [{ type: 'removeNodes', canvas, nodes: [node] }],
	};
}

export function turnOn(canvas: CanvasId, nodes: string[]): Mend {
	return {
		label: { ja: 'オンにする', en: 'Turn on' },
		commands: [{ type: 'setOff', canvas, nodes, off: false }],
	};
}

/** Puts a node of another kind in a node's place; `ports` says what its ports are called there. */
export function replaceKind(
	document: GraphDocument,
	canvas: CanvasId,
	id: string,
	{
		kind,
		params = {},
		ports = {},
	}: { kind: string; params?: ParamMap; ports?: Record<string, string> },
): Command[] {
	const { nodes = [], wires = [] } = findCanvas(document, canvas) ?? {};
	const node = nodes.find((one) => one.id === id);
	if (!node) return [];
	const renamed = (port: string): string => (Object.hasOwn(ports, port) ? ports[port]! : port);
	const { id: name, at } = node;
	return [
		{ type: 'removeNodes', canvas, nodes: [id] },
		{ type: 'addNode', canvas, node: { id: name, kind, params, at } },
		...wires
			.filter(({ from, to }) => from[0] === id || to[0] === id)
			.map(({ from, to, via }): Command => {
				const wire: Wire = {
					from: [from[0], from[0] === id ? renamed(from[1]) : from[1]],
					to: [to[0], to[0] === id ? renamed(to[1]) : to[1]],
				};
				return { type: 'connect', canvas, wire: via ? { ...wire, via } : wire };
			}),
	];
}
