// The document as the passes see it: every node with its kind, its full parameters and the wires that end at it.
import { canvasIds, entry, findCanvas, surfaceOf } from '../graph/canvases';
import type {
	Canvas,
	CanvasId,
	GraphDocument,
	GraphNode,
	ParamMap,
	Surface,
	Wire,
} from '../graph/types';
import type { DatasetType, Kind, ParamSpec } from '../nodes/kind';
import type { DiagnosticLog } from './diagnostics';

/** A node where it stands. */
export interface Place {
	canvas: CanvasId;
	node: GraphNode;
	/** Absent for kinds this version doesn't know. */
	kind?: Kind;
	/** Complete: defaults filled in. */
	params: ParamMap;
	/** Wires that end here, by port, in the order they were laid. */
	incoming: ReadonlyMap<string, Wire>;
	/** Has no part in the run; whatever is wrong with it is not told. */
	off: boolean;
	/** Something told already keeps anything from being known about it: no types, and no further problems. */
	broken: boolean;
}

/** A canvas, made ready to be walked. */
export interface Sheet {
	id: CanvasId;
	surface: Surface;
	canvas: Canvas;
	places: ReadonlyMap<string, Place>;
	/** Node ids, what feeds a node before it. Nodes on a circle are left out. */
	order: readonly string[];
	/** Nodes that what the canvas is for depends on: its players, or its outputs. */
	needed: ReadonlySet<string>;
}

export interface Workspace {
	document: GraphDocument;
	datasets: (name: string) => DatasetType | undefined;
	sheets: ReadonlyMap<CanvasId, Sheet>;
	/** Canvases of networks and blocks, the called before the calling; those that call themselves are left out. */
	bodies: readonly CanvasId[];
	/** Names of the networks that the training canvas calls, through any number of calls. */
	called: ReadonlySet<string>;
	log: DiagnosticLog;
}

/** Kinds by id: the catalogue's, or a test's own. */
export type Kinds = (id: string) => Kind | undefined;

/** The kinds that stand for a body's own inputs and outputs. */
export const INPUT = 'input';
export const OUTPUT = 'output';

export const isInput = (place: Place): boolean => place.kind?.id === INPUT;
export const isOutput = (place: Place): boolean => place.kind?.id === OUTPUT;

/** The values of a node's parameters of one type: the network it calls, the block it uses … */
export function paramsOfType(
	{ kind, params }: Pick<Place, 'kind' | 'params'>,
	type: ParamSpec['type'],
): string[] {
	return Object.entries(kind?.params ?? {})
		.filter(([, spec]) => spec.type === type)
		.map(([name]) => params[name])
		.filter((value) => typeof value === 'string');
}

/** The network that a node stands for. */
export function calledNetwork(place: Pick<Place, 'kind' | 'params'>): string | undefined {
	return paramsOfType(place, 'network')[0];
}

/** The block that a node stands for. */
export function usedBlock(place: Pick<Place, 'kind' | 'params'>): string | undefined {
	return paramsOfType(place, 'block')[0];
}

/** How many times over a node uses its block. */
export function repeatOf({ params }: Pick<Place, 'params'>): number {
	return typeof params.repeat === 'number' && params.repeat >= 1 ? Math.floor(params.repeat) : 1;
}

/** The networks that a player updates. */
export function updatedNetworks({ kind, params }: Pick<Place, 'kind' | 'params'>): string[] {
	const lists = Object.entries(kind?.params ?? {})
		.filter(([, spec]) => spec.type === 'networks')
		.map(([name]) => params[name]);
	return [...new Set(lists.flat().filter((name) => typeof name === 'string'))];
}

/** The canvases of the network or block that a node stands for. */
export function bodiesOf(
	document: GraphDocument,
	place: Pick<Place, 'kind' | 'params'>,
): CanvasId[] {
	return [
		...paramsOfType(place, 'network')
			.filter((name) => entry(document.networks, name))
			.map((name): CanvasId => `networks/${name}`),
		...paramsOfType(place, 'block')
			.filter((name) => entry(document.blocks, name))
			.map((name): CanvasId => `blocks/${name}`),
	];
}

/** Ids, surfaces and contents of all canvases. */
export function allCanvases(
	document: GraphDocument,
): { id: CanvasId; surface: Surface; canvas: Canvas }[] {
	return canvasIds(document).map((id) => ({
		id,
		surface: surfaceOf(id),
		canvas: findCanvas(document, id)!,
	}));
}
