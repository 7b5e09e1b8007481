// What was inferred of a node, for the next time: documents are immutable, so a node that is the very same, given the
// very same types, is what it was. An edit then costs what it changed.
import { sameJson } from '../graph/json';
import type { GraphNode, PortType, Surface } from '../graph/types';
import type { Kind, ParamSpec } from '../nodes/kind';
import type { NodeFacts } from './facts';
import type { Place } from './workspace';

/** All that inferring a node looks at, where it looks at nothing else of the document. */
interface Circumstances {
	kind: Kind;
	surface: Surface;
	batch: number;
	/** By input port, in the order they were wired. */
	inputs: ReadonlyMap<string, PortType>;
}

type Remembered = Circumstances & { facts: NodeFacts };

const memory = new WeakMap<GraphNode, Remembered>();

/** Parameters that name something elsewhere in the document. */
const ELSEWHERE: ReadonlySet<ParamSpec['type']> = new Set<ParamSpec['type']>([
	'network',
	'networks',
	'block',
	'dataset',
]);

const standing = new WeakMap<Kind, boolean>();

/** Whether a kind is told by its parameters and inputs alone. */
function standsAlone(kind: Kind): boolean {
	let alone = standing.get(kind);
	if (alone === undefined) {
		alone = !kind.source && !Object.values(kind.params).some(({ type }) => ELSEWHERE.has(type));
		standing.set(kind, alone);
	}
	return alone;
}

/** Undefined where more would have to be asked: of an input that is open or without a type, or of other networks. */
export function circumstances(
	{ kind, incoming }: Place,
	surface: Surface,
	batch: number,
	known: ReadonlyMap<string, NodeFacts>,
): Circumstances | undefined {
	if (!kind || !standsAlone(kind)) return undefined;
	// A block's inputs have the types of its use.
	if (incoming.size === 0 && surface === 'block') return undefined;
	const inputs = new Map<string, PortType>();
	for (const [port, { from }] of incoming) {
		const type = known.get(from[0])?.outputs[from[1]];
		if (!type) return undefined;
		inputs.set(port, type);
	}
	return { kind, surface, batch, inputs };
}

export function recall(node: GraphNode, now: Circumstances): NodeFacts | undefined {
	const then = memory.get(node);
	return then && sameCircumstances(then, now) ? then.facts : undefined;
}

/** Only facts about which nothing was told: problems are told anew each time. Gives them with types that last. */
export function remember(node: GraphNode, now: Circumstances, facts: NodeFacts): NodeFacts {
	const before = memory.get(node)?.facts.outputs;
	const outputs = Object.fromEntries(
		Object.entries(facts.outputs).map(([port, type]) => {
			const old = before?.[port];
			return [port, old && sameJson(old, type) ? old : type];
		}),
	);
	const kept = { ...facts, outputs };
	memory.set(node, { ...now, facts: kept });
	return kept;
}

function sameCircumstances(a: Circumstances, b: Circumstances): boolean {
	if (a.kind !== b.kind || a.surface !== b.surface || a.batch !== b.batch) return false;
	if (a.inputs.size !== b.inputs.size) return false;
	const others = b.inputs.entries();
	for (const [port, type] of a.inputs) {
		const [name, other] = others.next().value!;
		if (port !== name || type !== other) return false;
	}
	return true;
}
