// What is remembered of nodes must never be told where it no longer holds: after any edit, as if compiled afresh.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { applyCommand } from '../../src/lib/graph/commands/apply';
import type { Command } from '../../src/lib/graph/commands/command';
import type { GraphDocument } from '../../src/lib/graph/types';
import { largeDocument } from '../bench/largeDocument';
import { canvasOf, G_LINES, ganDocument } from '../graph/documents';
import { tinyDatasets } from './compileTiny';

const outcome = (document: GraphDocument) => compile(document, { datasets: tinyDatasets });

/** The same, of nodes never seen before. */
const afresh = (document: GraphDocument) => outcome(structuredClone(document));

/** Numbers that choose what an edit does, and to what. */
const choices = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), {
	minLength: 1,
	maxLength: 10,
});

function commandFor(
	document: GraphDocument,
	[what, where, a, b]: readonly [number, number, number, number],
): Command {
	const ids = canvasIds(document);
	const canvas = ids[where % ids.length]!;
	const { nodes, wires } = findCanvas(document, canvas)!;
	const node = (at: number): string => nodes[at % Math.max(1, nodes.length)]?.id ?? 'none';
	const wire = wires[a % Math.max(1, wires.length)];
	const to = wire?.to ?? ['none', 'x'];
	const all: Command[] = [
		{ type: 'setParam', canvas, node: node(a), name: 'units', value: 1 + (b % 6) },
		{ type: 'setParam', canvas, node: node(a), name: 'slope', value: b % 2 },
		{ type: 'setParam', canvas, node: node(a), name: 'shape', value: [1 + (b % 4)] },
		{ type: 'disconnect', canvas, to: [...to] },
		{ type: 'connect', canvas, wire: { from: [node(b), 'y'], to: [...to] } },
		{ type: 'connect', canvas, wire: { from: [node(b), 'x'], to: [node(a), 'x'] } },
		{ type: 'removeNodes', canvas, nodes: [node(a)] },
		{ type: 'setRun', run: { batch: 1 + (b % 3) } },
		{ type: 'setTitle', canvas, node: node(a), title: String(b) },
	];
	return all[what % all.length]!;
}

function withBlock(): GraphDocument {
	const document = ganDocument({
		G: [
			...G_LINES.slice(0, 2),
			['block', 'block', { block: 'inner', repeat: 2 }, { x: 'dense1/y' }],
			['sigmoid', 'sigmoid', {}, { x: 'block/y' }],
			...G_LINES.slice(3),
		],
	});
	document.blocks.inner = {
		canvas: canvasOf([
			['x', 'input', { name: 'x' }],
			['norm', 'batchNorm', {}, { x: 'x/x' }],
			['relu', 'relu', {}, { x: 'norm/y' }],
			['y', 'output', { name: 'y' }, { x: 'relu/y' }],
		]),
	};
	return document;
}

it.each([
	['a GAN', ganDocument()],
	['one with a block', withBlock()],
	['a larger one', largeDocument({ nodes: 30, wires: 45 })],
])('%s: whatever is edited, nothing old is told', (_, document) => {
	fc.assert(
		fc.property(choices, (row) => {
			let next = document;
			outcome(next);
			for (const choice of row) {
				next = applyCommand(next, commandFor(next, choice));
				expect(outcome(next)).toEqual(afresh(next));
			}
		}),
		{ seed: 20140610, numRuns: 60 },
	);
});
