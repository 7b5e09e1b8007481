// What one document changes on another, as a difference of graphs: where nodes stand and what they are called is left out.
import { canvasIds, entry, findCanvas, nameOfCanvas, surfaceOf } from '../canvases';
import { sameJson } from '../json';
import { isOff } from '../off';
import type {
	Canvas,
	CanvasId,
	Endpoint,
	GraphDocument,
	GraphNode,
	Json,
	ParamMap,
	Role,
	RunSettings,
	Wire,
} from '../types';
import { matchBodies } from './matchBodies';
import { matchNodes, type Nature } from './matchNodes';

/** A setting that differs; undefined where one side has none. */
export interface ParamChange {
	name: string;
	from: Json | undefined;
	to: Json | undefined;
}

/** An input that is fed from elsewhere, by nodes that are in both documents. `from` names a node of the earlier one. */
export interface InputChange {
	port: string;
	from: Endpoint | undefined;
	to: Endpoint | undefined;
}

export type NodeChange =
	| { change: 'added'; node: GraphNode }
	/** `node` is the earlier document's. */
	| { change: 'removed'; node: GraphNode }
	/** Another kind, setting or input, or turned off or on, which the two nodes say. */
	| {
			change: 'changed';
			before: GraphNode;
			node: GraphNode;
			/** Empty where the kind is another: its settings can't be compared. */
			params: readonly ParamChange[];
			inputs: readonly InputChange[];
	  };

export interface CanvasDiff {
	/** `kept`: in both documents, the same or not. */
	change: 'added' | 'removed' | 'kept';
	before: CanvasId | undefined;
	after: CanvasId | undefined;
	/** The network does something else. */
	role?: { from: Role; to: Role };
	/** In the order of the later document, then what was removed. */
	nodes: readonly NodeChange[];
	/** With the ids of their own documents. */
	wires: { added: readonly Wire[]; removed: readonly Wire[] };
	/** Ids of the nodes in both, earlier to later. */
	pairs: ReadonlyMap<string, string>;
}

export interface GraphDiff {
	/** All canvases: training, networks and blocks of the later document, then those that were removed. */
	canvases: readonly CanvasDiff[];
	run: readonly ParamChange[];
}

export interface DiffOptions {
	/** All settings of a node, with defaults where the document says nothing; else what it says is compared. */
	paramsOf?: (node: GraphNode) => ParamMap;
}

/** What `b` changes on `a`. Pure; the other way round gives the mirror image. */
export function diffDocuments(
	a: GraphDocument,
	b: GraphDocument,
	{ paramsOf = ({ params }) => params }: DiffOptions = {},
): GraphDiff {
	const names: Names = {
		network: matchBodies(a.networks, b.networks),
		block: matchBodies(a.blocks, b.blocks),
	};
	const before = new Map<CanvasId, CanvasId>();
	for (const id of canvasIds(a)) {
		const after = counterpart(id, names);
		if (after) before.set(after, id);
	}
	const kept = canvasIds(b).map((after): CanvasDiff => {
		const id = before.get(after);
		const canvas = findCanvas(b, after)!;
		if (id === undefined) return alone('added', after, canvas);
		const from = roleOf(a, id);
		const to = roleOf(b, after);
		return {
			...{ change: 'kept', before: id, after },
			...(from && to && from !== to && { role: { from, to } }),
			...diffCanvases(findCanvas(a, id)!, canvas, names, paramsOf),
		};
	});
	const removed = canvasIds(a)
		.filter((id) => counterpart(id, names) === undefined)
		.map((id) => alone('removed', id, findCanvas(a, id)!));
	return { canvases: [...kept, ...removed], run: changes(runOf(a), runOf(b)) };
}

/** Whether a canvas is the same in both documents. */
export function isSame({ change, role, nodes, wires }: CanvasDiff): boolean {
	return (
		change === 'kept' &&
		!role &&
		nodes.length === 0 &&
		wires.added.length === 0 &&
		wires.removed.length === 0
	);
}

/** Whether the documents do the same. */
export function isEmpty({ canvases, run }: GraphDiff): boolean {
	return run.length === 0 && canvases.every(isSame);
}

/** The share of nodes that are in both documents, the same or not, from 0 to 1. */
export function shareInBoth({ pairs, nodes }: Pick<CanvasDiff, 'pairs' | 'nodes'>): number {
	const all = pairs.size + nodes.filter(({ change }) => change !== 'changed').length;
	return all === 0 ? 1 : pairs.size / all;
}

/** Names of the earlier document's bodies, with those of their counterparts. */
interface Names {
	network: ReadonlyMap<string, string>;
	block: ReadonlyMap<string, string>;
}

function counterpart(id: CanvasId, { network, block }: Names): CanvasId | undefined {
	const name = nameOfCanvas(id);
	if (name === undefined) return id;
	const isNetwork = surfaceOf(id) === 'network';
	const other = (isNetwork ? network : block).get(name);
	if (other === undefined) return undefined;
	return isNetwork ? `networks/${other}` : `blocks/${other}`;
}

function roleOf(document: GraphDocument, id: CanvasId): Role | undefined {
	if (surfaceOf(id) !== 'network') return undefined;
	return entry(document.networks, nameOfCanvas(id))?.role;
}

function runOf({ run: { seed, batch, rounds } }: GraphDocument): ParamMap {
	return { seed, batch, rounds } satisfies Record<keyof RunSettings, number>;
}

function alone(change: 'added' | 'removed', id: CanvasId, canvas: Canvas): CanvasDiff {
	const added = change === 'added';
	return {
		change,
		before: added ? undefined : id,
		after: added ? id : undefined,
		nodes: canvas.nodes.map((node) => ({ change, node })),
		wires: { added: added ? canvas.wires : [], removed: added ? [] : canvas.wires },
		pairs: new Map(),
	};
}

function diffCanvases(
	a: Canvas,
	b: Canvas,
	names: Names,
	paramsOf: (node: GraphNode) => ParamMap,
): Pick<CanvasDiff, 'nodes' | 'wires' | 'pairs'> {
	const natureOf = ({ kind, params }: GraphNode): Nature => ({
		key: JSON.stringify([kind, params.network, params.block]),
		networks: Array.isArray(params.networks) ? params.networks.map(String) : [],
	});
	const pairs = matchNodes(a, b, (node) => natureOf(renamed(node, names)), natureOf);
	const nodesOf = (canvas: Canvas): Map<string, GraphNode> =>
		new Map(canvas.nodes.map((node) => [node.id, node]));
	const [earlier, later] = [nodesOf(a), nodesOf(b)];
	const kept = new Map([...pairs].map(([from, to]) => [to, from]));
	const feeds = (canvas: Canvas): Map<string, Wire> =>
		new Map(canvas.wires.map((wire) => [wire.to.join('/'), wire]));
	const [fedBefore, fedAfter] = [feeds(a), feeds(b)];
	/** A wire of the earlier document in the ids of the later one; undefined where an end is gone. */
	const translated = ([node, port]: Endpoint): Endpoint | undefined => {
		const other = pairs.get(node);
		return other === undefined ? undefined : [other, port];
	};
	const stays = ({ from, to }: Wire): boolean => {
		const [source, target] = [translated(from), translated(to)];
		const there = target && fedAfter.get(target.join('/'));
		return !!source && !!there && there.from.join('/') === source.join('/');
	};
	const removed = a.wires.filter((wire) => !stays(wire));
	const staying = new Set(a.wires.filter(stays).map(({ to }) => translated(to)!.join('/')));
	const added = b.wires.filter(({ to }) => !staying.has(to.join('/')));

	/** Inputs fed from elsewhere, where nodes that came or went don't already account for it. */
	const rewired = (before: string, after: string): InputChange[] => {
		const ports = new Set(
			[
				...removed.filter(({ to }) => to[0] === before),
				...added.filter(({ to }) => to[0] === after),
			].map(({ to }) => to[1]),
		);
		const found = [...ports].flatMap((port) => {
			const from = fedBefore.get(`${before}/${port}`)?.from;
			const to = fedAfter.get(`${after}/${port}`)?.from;
			const accounted = (from && !pairs.has(from[0])) || (to && !kept.has(to[0]));
			return accounted ? [] : [{ port, from, to }];
		});
		// The same node at a port of another name, as other kinds have, or at the next term of a sum.
		const moved = (left: Endpoint | undefined, come: Endpoint | undefined): boolean =>
			left !== undefined && come !== undefined && pairs.get(left[0]) === come[0];
		return found.filter(({ from, to }) => {
			if (from && to) return true;
			return !found.some((other) => (from ? moved(from, other.to) : moved(other.from, to)));
		});
	};
	const nodes = [...later.values()].flatMap((node): NodeChange[] => {
		const id = kept.get(node.id);
		const before = id === undefined ? undefined : earlier.get(id);
		if (!before) return [{ change: 'added', node }];
		const other = before.kind !== node.kind;
		const params = other
			? []
			: changes(
					paramsOf(before),
					paramsOf(node),
					(params) => renamed({ ...before, params }, names).params,
				);
		const inputs = rewired(before.id, node.id);
		const turned = isOff(before) !== isOff(node);
		if (!other && !turned && params.length === 0 && inputs.length === 0) return [];
		return [{ change: 'changed', before, node, params, inputs }];
	});
	const gone = [...earlier.values()].filter(({ id }) => !pairs.has(id));
	return {
		nodes: [...nodes, ...gone.map((node): NodeChange => ({ change: 'removed', node }))],
		wires: { added, removed },
		pairs,
	};
}

/** The node with the later document's names of networks and blocks: to be called something else is no change. */
function renamed(node: GraphNode, names: Names): GraphNode {
	const { params } = node;
	const one = (map: ReadonlyMap<string, string>, name: Json | undefined): Json | undefined =>
		typeof name === 'string' ? (map.get(name) ?? name) : name;
	const next: ParamMap = { ...params };
	for (const [param, map] of [
		['network', names.network],
		['block', names.block],
	] as const) {
		const value = one(map, params[param]);
		if (value !== undefined) next[param] = value;
	}
	if (Array.isArray(params.networks))
		next.networks = params.networks.map((name) => one(names.network, name) ?? name);
	return { ...node, params: next };
}

/** Settings that differ, as each side says them; `translated` says the earlier ones in the names of the later side. */
function changes(
	from: ParamMap,
	to: ParamMap,
	translated: (params: ParamMap) => ParamMap = (params) => params,
): ParamChange[] {
	const same = translated(from);
	return [...new Set([...Object.keys(from), ...Object.keys(to)])]
		.filter((name) => !sameJson(same[name], to[name]))
		.map((name) => ({ name, from: from[name], to: to[name] }));
}
