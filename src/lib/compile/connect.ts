// Whether a wire may be laid, and if not, why: asked while it is being drawn.
import type { CanvasId, Endpoint, GraphDocument, Mend, Text } from '../graph/types';
import { freshId } from '../graph/ids';
import type { Kind, NodeContext, ParamSpecs, PortSpec, Problem } from '../nodes/kind';
import { analysisOf, compile } from './compile';
import { describeMeanings } from './describe';
import type { Inferred, NodeFacts } from './facts';
import { accepts } from './inferNode';
import { meaningMismatch } from './nodeProblems';
import { allNeeded } from './order';
import type { Compilation } from './program';
import type { Place, Sheet } from './workspace';

export type Verdict = { ok: true } | { ok: false; reason: Text; mend?: Mend };

const OK: Verdict = { ok: true };

/**
 * Judges the wire from an output to an input of `canvas`. `compilation` is the document's. A wire that already ends
 * there counts as replaced; where a type is not known yet, the wire may be laid. The mend lays the wire as well.
 */
export function checkConnection(
	compilation: Compilation,
	document: GraphDocument,
	canvas: CanvasId,
	from: Endpoint,
	to: Endpoint,
): Verdict {
	const inferred = analysis(compilation, document);
	const sheet = inferred?.workspace.sheets.get(canvas);
	const nodes = inferred?.sheets.get(canvas)?.nodes;
	const [source, target] = [sheet?.places.get(from[0]), sheet?.places.get(to[0])];
	if (!inferred || !sheet || !source || !target) {
		return refuse('つなぐ相手のノードがありません。', 'The node to connect is not there.');
	}
	const circle = circleThrough(sheet, from[0], to[0]);
	if (circle) return circle;
	const { kind } = target;
	if (!kind) {
		return refuse(
			`「${target.node.kind}」という種類のノードは、この GAN Loom にはないため、つなげません。`,
			`This GAN Loom has no kind of node called “${target.node.kind}”, so nothing can be wired to it.`,
		);
	}
	const around = inferred.around(sheet);
	const wired = [...new Set([...target.incoming.keys(), to[1]])];
	const context = contextOf(target, wired, around);
	const port = kind.ports(context).inputs.find(({ name }) => name === to[1]);
	if (!port) return noPort(to, { ja: '入力', en: 'input' });
	const facts = nodes?.get(from[0]);
	const outlet = facts?.ports.outputs.find(({ name }) => name === from[1]);
	if (facts && !facts.place.broken && !outlet) return noPort(from, { ja: '出力', en: 'output' });

	const type = facts?.outputs[from[1]];
	if (!type) return outlet ? checkMeaning(port, outlet) : OK;
	if (!accepts(port, type)) return { ok: false, reason: meaningMismatch(port, type) };
	const problem = newProblem(kind, context, sheet, target, nodes?.get(to[0]), from, to[1], type);
	return problem ? { ok: false, reason: problem.message, mend: problem.mend } : OK;
}

function analysis(compilation: Compilation, document: GraphDocument): Inferred | undefined {
	const known = analysisOf(compilation);
	if (known?.workspace.document === document) return known;
	return analysisOf(compile(document, { datasets: known?.workspace.datasets }));
}

function contextOf(
	{ node, params }: Place,
	wired: readonly string[],
	around: NodeContext<ParamSpecs>['around'],
): NodeContext<ParamSpecs> {
	return { id: node.id, params: params as NodeContext<ParamSpecs>['params'], wired, around };
}

/** What feeds the source must not be fed by it. */
function circleThrough(sheet: Sheet, from: string, to: string): Verdict | undefined {
	if (from === to) {
		return refuse(
			'ノードの出力を、そのノード自身の入力にはつなげません。',
			'A node’s output can’t be wired to its own input.',
		);
	}
	if (!feeds(sheet, to, from)) return undefined;
	return refuse('ここにつなぐと、線が輪になります。', 'This would make the wires run in a circle.');
}

/** What was last asked of a sheet: one end stays the same while the other is tried at every node. */
const asked = new WeakMap<Sheet, { from?: Reach; to?: Reach }>();

interface Reach {
	node: string;
	nodes: ReadonlySet<string>;
}

/** Whether what a node gives comes, by whatever way, to another. */
function feeds(sheet: Sheet, from: string, to: string): boolean {
	const { places } = sheet;
	const last = asked.get(sheet) ?? {};
	asked.set(sheet, last);
	if (last.to?.node === to) return last.to.nodes.has(from);
	if (last.from?.node === from) return last.from.nodes.has(to);
	last.to = {
		node: to,
		nodes: allNeeded([to], (node) =>
			[...(places.get(node)?.incoming.values() ?? [])].map((wire) => wire.from[0]),
		),
	};
	last.from = { node: from, nodes: fedBy(sheet, from) };
	return last.to.nodes.has(from);
}

/** A node and all that its values come to. */
function fedBy({ places }: Sheet, from: string): Set<string> {
	const readers = new Map<string, string[]>();
	for (const [id, { incoming }] of places) {
		for (const wire of incoming.values()) {
			const list = readers.get(wire.from[0]);
			if (list) list.push(id);
			else readers.set(wire.from[0], [id]);
		}
	}
	return allNeeded([from], (node) => readers.get(node) ?? []);
}

/** Where a type isn't known, the socket still says what it carries. */
function checkMeaning(port: PortSpec, { meaning }: PortSpec): Verdict {
	if (!meaning) return OK;
	const taken = port.accepts;
	if (taken ? taken.includes(meaning) : meaning !== 'loss') return OK;
	const [given, wanted] = [describeMeanings([meaning]), describeMeanings(taken)];
	return refuse(
		`ここから出るのは${given.ja}です。この入力が受け取るのは${wanted.ja}です。`,
		`This gives ${given.en}; this input takes ${wanted.en}.`,
	);
}

/** The first error that the wire would bring about. */
function newProblem(
	kind: Kind,
	context: NodeContext<ParamSpecs>,
	sheet: Sheet,
	target: Place,
	facts: NodeFacts | undefined,
	from: Endpoint,
	port: string,
	type: NonNullable<NodeFacts['inputs'][string]>,
): Problem | undefined {
	const others = { ...facts?.inputs, [port]: undefined };
	const mending = {
		canvas: sheet.id,
		at: target.node.at,
		from: (name: string) => (name === port ? from : target.incoming.get(name)?.from),
		freshId: (prefix: string) => freshId(sheet.places.keys(), prefix),
	};
	const before = kind.infer({
		...context,
		wired: context.wired.filter((name) => name !== port),
		inputs: others,
	});
	const after = kind.infer({ ...context, inputs: { ...others, [port]: type }, mending });
	const key = (problem: Problem): string => `${problem.code} ${problem.port ?? ''}`;
	const there = new Set((before.problems ?? []).map(key));
	return (after.problems ?? []).find(
		(problem) => problem.severity === 'error' && !there.has(key(problem)),
	);
}

function noPort([node, port]: Endpoint, side: Text): Verdict {
	return refuse(
		`「${node}」に「${port}」という${side.ja}はありません。`,
		`“${node}” has no ${side.en} called “${port}”.`,
	);
}

function refuse(ja: string, en: string): Verdict {
	return { ok: false, reason: { ja, en } };
}
