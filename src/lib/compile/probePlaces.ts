// Where a port of any canvas is found when the program runs: the training canvas, or each call and repeat it is part of.
import { canvasIds, entry, findCanvas, nameOfCanvas, surfaceOf } from '../graph/canvases';
import { kindOf } from '../nodes/catalogue';
import { resolveParams } from '../nodes/params';
import type { CanvasId, GraphDocument, GraphNode } from '../graph/types';

/** One run of a canvas: a call of a network, or a use of a block in one. */
export interface Run {
	/** Stands before the names of its nodes: `''`, `dFake/`, `dFake/res.0.`. */
	prefix: string;
	/** The nodes it is reached through, from the training canvas on; a block's with which repeat of it. */
	through: readonly { node: string; repeat?: number }[];
	canvas: CanvasId;
	/** Of a block: where it is used. */
	user?: { run: Run; node: GraphNode; repeat: number };
}

/** Nobody chooses among more. */
const MAX_RUNS = 48;

/** All runs of a canvas, in the order of the calls. A body that calls itself has none. */
export function runsOf(
	document: GraphDocument,
	canvas: CanvasId,
	within: ReadonlySet<CanvasId> = new Set(),
): Run[] {
	if (canvas === 'training') return [{ prefix: '', through: [], canvas }];
	if (within.has(canvas)) return [];
	const name = nameOfCanvas(canvas)!;
	const isBlock = surfaceOf(canvas) === 'block';
	const runs: Run[] = [];
	for (const outer of canvasIds(document)) {
		const uses = findCanvas(document, outer)!.nodes.filter(({ kind, params }) =>
			isBlock
				? kind === 'block' && params.block === name
				: kind === 'call' && params.network === name,
		);
		if (uses.length === 0) continue;
		for (const run of runsOf(document, outer, new Set([...within, canvas]))) {
			for (const node of uses) {
				for (let repeat = 0; repeat < (isBlock ? repeats(node) : 1); repeat++) {
					if (runs.length >= MAX_RUNS) return runs;
					runs.push(
						isBlock
							? {
									prefix: `${run.prefix}${node.id}.${repeat}.`,
									through: [...run.through, { node: node.id, repeat }],
									canvas,
									user: { run, node, repeat },
								}
							: {
									prefix: `${run.prefix}${node.id}/`,
									through: [...run.through, { node: node.id }],
									canvas,
								},
					);
				}
			}
		}
	}
	return runs;
}

/** Where a port's value is computed in one run; undefined where nothing is wired that would compute it. */
export function placeOf(
	document: GraphDocument,
	run: Run,
	node: string,
	port: string,
): string | undefined {
	const canvas = findCanvas(document, run.canvas);
	const found = canvas?.nodes.find(({ id }) => id === node);
	if (!canvas || !found) return undefined;
	if (found.kind === 'block') {
		return outputOf(document, run, found, port, repeats(found) - 1);
	}
	if (found.kind === 'input' && run.user) return inputOf(document, run.user, nameIn(found));
	return `${run.prefix}${node}/${port}`;
}

/** What a repeat of a block gives at an output of its. */
function outputOf(
	document: GraphDocument,
	run: Run,
	node: GraphNode,
	port: string,
	repeat: number,
): string | undefined {
	const id: CanvasId = `blocks/${String(node.params.block)}`;
	const body = findCanvas(document, id);
	const output = body?.nodes.find((one) => one.kind === 'output' && nameIn(one) === port);
	const wire = body?.wires.find(({ to }) => to[0] === output?.id);
	if (!wire) return undefined;
	const inner: Run = {
		prefix: `${run.prefix}${node.id}.${repeat}.`,
		through: [...run.through, { node: node.id, repeat }],
		canvas: id,
		user: { run, node, repeat },
	};
	return placeOf(document, inner, ...wire.from);
}

/** What a block is given: by what is wired to its use, or by the repeat before. */
function inputOf(
	document: GraphDocument,
	{ run, node, repeat }: NonNullable<Run['user']>,
	port: string,
): string | undefined {
	if (repeat === 0) {
		const wire = findCanvas(document, run.canvas)?.wires.find(
			({ to }) => to[0] === node.id && to[1] === port,
		);
		return wire && placeOf(document, run, ...wire.from);
	}
	// A repeat gives its outputs to the next one's inputs, in their order.
	const body = entry(document.blocks, node.params.block)?.canvas;
	const named = (kind: string): string[] =>
		(body?.nodes ?? []).filter((one) => one.kind === kind).map(nameIn);
	const output = named('output')[named('input').indexOf(port)];
	return output === undefined ? undefined : outputOf(document, run, node, output, repeat - 1);
}

/** What a body's input or output is called from outside. */
function nameIn({ kind, params }: GraphNode): string {
	const found = kindOf(kind);
	return String(found ? resolveParams(found, params).values.name : params.name);
}

function repeats({ params }: GraphNode): number {
	const { repeat } = params;
	return typeof repeat === 'number' && repeat >= 1 ? Math.floor(repeat) : 1;
}
