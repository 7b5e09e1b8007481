// A canvas looked up by name: made once for each list of nodes or wires, which edits replace and never change.
import type { Canvas, GraphNode, Wire } from './types';

interface WireIndex {
	into: ReadonlyMap<string, readonly Wire[]>;
	outOf: ReadonlyMap<string, readonly Wire[]>;
}

const NONE: readonly Wire[] = [];
const nodeIndexes = new WeakMap<readonly GraphNode[], ReadonlyMap<string, GraphNode>>();
const wireIndexes = new WeakMap<readonly Wire[], WireIndex>();

/** The first of that id. */
export function nodeOn({ nodes }: Pick<Canvas, 'nodes'>, id: string): GraphNode | undefined {
	let index = nodeIndexes.get(nodes);
	if (!index) {
		index = new Map([...nodes].reverse().map((node) => [node.id, node]));
		nodeIndexes.set(nodes, index);
	}
	return index.get(id);
}

/** Wires that end at a node, in the order they were laid. */
export function wiresInto(canvas: Pick<Canvas, 'wires'>, node: string): readonly Wire[] {
	return indexOf(canvas).into.get(node) ?? NONE;
}

/** Wires that begin at a node. */
export function wiresOutOf(canvas: Pick<Canvas, 'wires'>, node: string): readonly Wire[] {
	return indexOf(canvas).outOf.get(node) ?? NONE;
}

function indexOf({ wires }: Pick<Canvas, 'wires'>): WireIndex {
	const known = wireIndexes.get(wires);
	if (known) return known;
	const [into, outOf] = [new Map<string, Wire[]>(), new Map<string, Wire[]>()];
	for (const wire of wires) {
		add(into, wire.to[0], wire);
		add(outOf, wire.from[0], wire);
	}
	const made = { into, outOf };
	wireIndexes.set(wires, made);
	return made;
}

function add(index: Map<string, Wire[]>, node: string, wire: Wire): void {
	const list = index.get(node);
	if (list) list.push(wire);
	else index.set(node, [wire]);
}
