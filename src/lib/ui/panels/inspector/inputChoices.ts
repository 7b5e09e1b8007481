// What each input of a node could be wired to: wiring without a pointer, in the inspector.
import { checkConnection } from '../../../compile/connect';
import type { Compilation } from '../../../compile/program';
import { findCanvas } from '../../../graph/canvases';
import type { Command } from '../../../graph/commands/command';
import type { CanvasId, GraphDocument } from '../../../graph/types';
import type { NodeView } from '../../editor/node/view';

export interface InputChoice {
	port: string;
	label: string;
	/** `node/port` of the output wired to it; empty where nothing is. */
	value: string;
	/** Outputs that fit, and the one that is there. */
	options: { value: string; label: string }[];
}

/** Empty for nodes without inputs. */
export function inputChoices(
	document: GraphDocument,
	canvasId: CanvasId,
	compilation: Compilation,
	views: ReadonlyMap<string, NodeView>,
	node: string,
): InputChoice[] {
	const times = new Map<string, number>();
	for (const { title } of views.values()) times.set(title, (times.get(title) ?? 0) + 1);
	/** Nodes of the same title are told apart by their ids. */
	const nameOf = ({ id, title }: NodeView): string =>
		times.get(title)! > 1 ? `${title} (${id})` : title;
	const wires = findCanvas(document, canvasId)?.wires ?? [];
	return (views.get(node)?.inputs ?? []).map(({ name, label }) => {
		const wire = wires.find(({ to }) => to[0] === node && to[1] === name);
		const value = wire ? wire.from.join('/') : '';
		const options = [...views.values()].flatMap((source) =>
			source.outputs
				.map((output) => ({ output, ref: `${source.id}/${output.name}` }))
				.filter(
					({ output, ref }) =>
						ref === value ||
						checkConnection(compilation, document, canvasId, [source.id, output.name], [node, name])
							.ok,
				)
				.map(({ output, ref }) => ({
					value: ref,
					label: source.outputs.length > 1 ? `${nameOf(source)} · ${output.label}` : nameOf(source),
				})),
		);
		return { port: name, label: label || name, value, options };
	});
}

/** Lays the wire chosen, or takes the one that is there away. */
export function chooseInput(canvas: CanvasId, node: string, port: string, chosen: string): Command {
	if (chosen === '') return { type: 'disconnect', canvas, to: [node, port] };
	const at = chosen.indexOf('/');
	const from: [string, string] = [chosen.slice(0, at), chosen.slice(at + 1)];
	return { type: 'connect', canvas, wire: { from, to: [node, port] } };
}
