// How PyTorch makes the selected layer: the kind's own expression, under the name it has in the twin.
import type { Canvas, GraphNode, PortRef, PortType } from '../../../graph/types';
import type { BuildContext, Kind, ParamSpecs, ParamValues } from '../../../nodes/kind';
import { paramsOf } from '../../editor/node/ports';

/** `self.dense = nn.Linear(512, 784)`; undefined for functions without state, or while types are unknown. */
export function torchLine(
	kind: Kind,
	node: GraphNode,
	canvas: Canvas,
	types: Readonly<Record<PortRef, PortType>>,
): string | undefined {
	const make = kind.torch?.module;
	if (!make) return undefined;
	const inputs: Record<string, PortType> = {};
	const wired: string[] = [];
	for (const { from, to } of canvas.wires) {
		const type = types[`${from[0]}/${from[1]}`];
		if (to[0] !== node.id) continue;
		if (!type) return undefined;
		inputs[to[1]] = type;
		wired.push(to[1]);
	}
	const outputs: Record<string, PortType> = {};
	for (const [ref, type] of Object.entries(types))
		if (ref.startsWith(`${node.id}/`)) outputs[ref.slice(node.id.length + 1)] = type;
	if (wired.length === 0 || Object.keys(outputs).length === 0) return undefined;
	const context: BuildContext<ParamSpecs> = {
		id: node.id,
		params: paramsOf(kind, node) as ParamValues<ParamSpecs>,
		inputs,
		outputs,
		wired,
	};
	return `self.${node.id.replaceAll('-', '_')} = ${make(context)}`;
}
