// Making a block of nodes, and putting a block's nodes back in place of its use.
import { findCanvas } from './canvases';
import type { Command } from './commands/command';
import { freeName, freshId, freshIds } from './ids';
import type { Canvas, CanvasId, Endpoint, GraphDocument, GraphNode, Point, Wire } from './types';

/** How far the sockets of a block's body stand from its nodes. */
const ASIDE = 180;

const keyOf = ([node, port]: Endpoint): string => `${node}/${port}`;

export type Grouping =
	| { commands: Command[]; node: string; problem?: undefined }
	/** Nothing to group, or the way from the chosen nodes leads out and in again. */
	| { problem: 'nothing' | 'circle'; commands?: undefined };

/**
 * The commands that move the chosen nodes of a network or block into a new block, with one use of it in their place.
 * Inputs and outputs of the canvas stay where they are. Wires from one place outside share an input.
 */
export function grouped(
	document: GraphDocument,
	id: CanvasId,
	chosen: ReadonlySet<string>,
): Grouping {
	const canvas = findCanvas(document, id);
	const nodes = (canvas?.nodes ?? []).filter(
		({ id: node, kind }) => chosen.has(node) && kind !== 'input' && kind !== 'output',
	);
	if (!canvas || id === 'training' || nodes.length === 0) return { problem: 'nothing' };
	const inside = new Set(nodes.map((node) => node.id));
	if (returns(canvas, inside)) return { problem: 'circle' };

	const into = canvas.wires.filter(({ from, to }) => !inside.has(from[0]) && inside.has(to[0]));
	const out = canvas.wires.filter(({ from, to }) => inside.has(from[0]) && !inside.has(to[0]));
	const inputs = socketsOf(into, 'x');
	const outputs = socketsOf(out, 'y');
	const name = freshId(Object.keys(document.blocks), 'block');
	const use = freshId(
		canvas.nodes.map((node) => node.id),
		name,
	);
	const left = Math.min(...nodes.map(({ at }) => at[0]));
	const top = Math.min(...nodes.map(({ at }) => at[1]));
	const node: GraphNode = { id: use, kind: 'block', params: { block: name }, at: [left, top] };
	return {
		node: use,
		commands: [
			{ type: 'addBlock', name, content: bodyOf(nodes, canvas.wires, inside, inputs, outputs) },
			{ type: 'addNode', canvas: id, node },
			...[...inputs.values()].map(({ from, port }): Command => ({
				...{ type: 'connect', canvas: id },
				wire: { from, to: [use, port] },
			})),
			// Before the nodes go: a wire then takes the place of the old one among a node's terms.
			...out.map(({ from, to }): Command => ({
				...{ type: 'connect', canvas: id },
				wire: { from: [use, outputs.get(keyOf(from))!.port], to },
			})),
			{ type: 'removeNodes', canvas: id, nodes: [...inside] },
		],
	};
}

/** Whether something outside is fed by the inside and feeds it. */
function returns({ wires }: Canvas, inside: ReadonlySet<string>): boolean {
	const after = new Set(wires.filter(({ from }) => inside.has(from[0])).map(({ to }) => to[0]));
	for (const node of after) {
		if (inside.has(node)) continue;
		// A set may grow while it is walked.
		for (const { from, to } of wires) if (from[0] === node) after.add(to[0]);
	}
	return wires.some(
		({ from, to }) => inside.has(to[0]) && !inside.has(from[0]) && after.has(from[0]),
	);
}

type Sockets = ReadonlyMap<string, { from: Endpoint; port: string }>;

/** One for each place the wires come from: x, or x1, x2 … */
function socketsOf(wires: readonly Wire[], stem: string): Sockets {
	const froms = [...new Map(wires.map(({ from }) => [keyOf(from), from]))];
	return new Map(
		froms.map(([key, from], i) => {
			const port = froms.length === 1 ? stem : `${stem}${i + 1}`;
			return [key, { from, port }];
		}),
	);
}

function bodyOf(
	nodes: readonly GraphNode[],
	wires: readonly Wire[],
	inside: ReadonlySet<string>,
	inputs: Sockets,
	outputs: Sockets,
): Canvas {
	const xs = nodes.map(({ at }) => at[0]);
	const top = Math.min(...nodes.map(({ at }) => at[1]));
	const taken = [...inside];
	const socket = (kind: string, port: string, x: number, row: number): GraphNode => {
		const id = freeName(taken, port);
		taken.push(id);
		return { id, kind, params: { name: port }, at: [x, top + row * 120] };
	};
	const ins = [...inputs].map(([key, { port }], row) => ({
		key,
		node: socket('input', port, Math.min(...xs) - ASIDE, row),
	}));
	const outs = [...outputs].map(([key, { from, port }], row) => ({
		key,
		from,
		node: socket('output', port, Math.max(...xs) + ASIDE, row),
	}));
	const own = wires.flatMap((wire): Wire[] => {
		if (!inside.has(wire.to[0])) return [];
		if (inside.has(wire.from[0])) return [wire];
		const from = ins.find(({ key }) => key === keyOf(wire.from))!;
		return [{ from: [from.node.id, 'x'], to: wire.to }];
	});
	return {
		nodes: [...ins.map(({ node }) => node), ...nodes, ...outs.map(({ node }) => node)],
		wires: [...own, ...outs.map(({ from, node }): Wire => ({ from, to: [node.id, 'x'] }))],
		frames: [],
	};
}

/**
 * The commands that put the nodes of a block in place of one use of it, repeats one after the other; and the new
 * nodes' names. Undefined where the node uses no block of the document.
 */
export function ungrouped(
	document: GraphDocument,
	id: CanvasId,
	node: string,
): { commands: Command[]; nodes: string[] } | undefined {
	const canvas = findCanvas(document, id);
	const use = canvas?.nodes.find((one) => one.id === node);
	const body = document.blocks[String(use?.params.block)]?.canvas;
	if (!canvas || !use || !body) return undefined;
	const repeat = Math.max(1, Number(use.params.repeat ?? 1));
	const names = (kind: string): string[] =>
		body.nodes.filter((one) => one.kind === kind).map((one) => String(one.params.name ?? one.id));
	const [inputs, outputs] = [names('input'), names('output')];
	const width = Math.max(...body.nodes.map(({ at }) => at[0])) - leftOf(body);

	// What stands at the inputs of the copy that is put down next.
	let given = new Map(
		canvas.wires.filter(({ to }) => to[0] === node).map(({ from, to }) => [to[1], from]),
	);
	const content: Canvas = { nodes: [], wires: [], frames: [] };
	for (let copy = 0; copy < repeat; copy++) {
		const there = { ...canvas, nodes: [...canvas.nodes, ...content.nodes] };
		const at: Point = [use.at[0] + copy * width, use.at[1]];
		const { nodes, wires, results } = copyOf(body, there, at, given);
		content.nodes.push(...nodes);
		content.wires.push(...wires);
		given = new Map(
			copy === repeat - 1 ? results : outputs.map((port, i) => [inputs[i]!, results.get(port)!]),
		);
	}
	const led = canvas.wires.flatMap(({ from, to }): Command[] => {
		const source = from[0] === node ? given.get(from[1]) : undefined;
		return source ? [{ type: 'connect', canvas: id, wire: { from: source, to } }] : [];
	});
	const commands: Command[] = [
		{ type: 'insert', canvas: id, content },
		...led,
		{ type: 'removeNodes', canvas: id, nodes: [node] },
	];
	return { commands, nodes: content.nodes.map((one) => one.id) };
}

const leftOf = (body: Canvas): number => Math.min(...body.nodes.map(({ at }) => at[0]));

/** A body's own nodes under free names, wired to what it is given; and where its outputs come from. */
function copyOf(
	body: Canvas,
	there: Canvas,
	[x, y]: Point,
	given: ReadonlyMap<string, Endpoint>,
): { nodes: GraphNode[]; wires: Wire[]; results: Map<string, Endpoint> } {
	const isSocket = ({ kind }: GraphNode): boolean => kind === 'input' || kind === 'output';
	const fresh = freshIds(body, there);
	const sockets = new Map(
		fresh.nodes.filter(isSocket).map(({ id, kind, params }) => [id, { kind, params }]),
	);
	const nameOf = (id: string): string => String(sockets.get(id)?.params.name ?? id);
	/** Through the input it comes from, if it does. */
	const sourceOf = (from: Endpoint): Endpoint | undefined =>
		sockets.has(from[0]) ? given.get(nameOf(from[0])) : from;
	const results = new Map<string, Endpoint>();
	const wires: Wire[] = [];
	for (const { from, to, via } of fresh.wires) {
		const source = sourceOf(from);
		if (!source) continue;
		if (sockets.has(to[0])) results.set(nameOf(to[0]), source);
		else wires.push({ from: source, to, ...(via && { via: via.map(moved) }) });
	}
	const [left, top] = [leftOf(body), Math.min(...body.nodes.map(({ at }) => at[1]))];
	function moved([a, b]: Point): Point {
		return [a - left + x, b - top + y];
	}
	const nodes = fresh.nodes
		.filter((node) => !isSocket(node))
		.map((node): GraphNode => ({ ...node, at: moved(node.at) }));
	return { nodes, wires, results };
}
