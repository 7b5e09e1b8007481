// The ports a node has where it stands, and its parameters with defaults filled in.
import type { Compilation } from '../../../compile/program';
import { datasetType } from '../../../data/catalogue';
import type { Canvas, CanvasId, GraphDocument, GraphNode, ParamMap } from '../../../graph/types';
import { resolveParams } from '../../../nodes/params';
import type {
	Kind,
	ParamSpecs,
	ParamValues,
	Ports,
	Signature,
	Surroundings,
} from '../../../nodes/kind';
import { wiresInto, wiresOutOf } from '../../../graph/canvasIndex';
import { entry, surfaceOf } from '../../../graph/canvases';

/** What kinds may ask about the document, answered from what it compiled to. */
export function around(
	document: GraphDocument,
	canvasId: CanvasId,
	compilation: Compilation,
): Surroundings {
	return {
		surface: surfaceOf(canvasId),
		batch: document.run.batch,
		network: (name) => entry(compilation.signatures, name),
		block: (name) => blockSignature(document, name),
		dataset: datasetType,
		given: () => undefined,
	};
}

/** The ports of a block by name; their types depend on its use. */
function blockSignature(document: GraphDocument, name: string): Signature | undefined {
	const body = entry(document.blocks, name)?.canvas;
	if (!body) return undefined;
	const named = (kind: string): { port: string }[] =>
		body.nodes
			.filter((node) => node.kind === kind)
			.map((node) => ({ port: String(node.params.name ?? node.id) }));
	return { role: 'other', inputs: named('input'), outputs: named('output'), parameters: 0 };
}

/** What the node says where it can be used, and the kind's defaults elsewhere. */
export function paramsOf(kind: Kind, node: GraphNode): ParamMap {
	return resolveParams(kind, node.params).values;
}

export function portsOf(
	kind: Kind,
	node: GraphNode,
	canvas: Canvas,
	surroundings: Surroundings,
): Ports {
	return kind.ports({
		id: node.id,
		params: paramsOf(kind, node) as ParamValues<ParamSpecs>,
		wired: wiresInto(canvas, node.id).map((wire) => wire.to[1]),
		around: surroundings,
	});
}

/** The ports wires of the canvas name, for a node whose kind is unknown: it keeps them. */
export function portsByWires(node: GraphNode, canvas: Canvas): Ports {
	const names = (list: string[]): { name: string }[] =>
		[...new Set(list)].map((name) => ({ name }));
	return {
		inputs: names(wiresInto(canvas, node.id).map((wire) => wire.to[1])),
		outputs: names(wiresOutOf(canvas, node.id).map((wire) => wire.from[1])),
	};
}
