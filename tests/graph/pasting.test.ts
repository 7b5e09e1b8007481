// What holds of any selection and any edits in a row, tried by chance.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import type { Command } from '../../src/lib/graph/commands/command';
import { copyFragment, parseFragment, pasteFragment } from '../../src/lib/graph/fragment';
import { edit, redo, startHistory, undo, type History } from '../../src/lib/graph/history';
import { checkDocument, parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { CanvasId, GraphDocument } from '../../src/lib/graph/types';
import { canvasOf, ganDocument } from './documents';

/** A GAN with a framed, bent, repeated block: something of everything a canvas can hold. */
function richDocument(): GraphDocument {
	const document = ganDocument();
	document.blocks.inner = {
		canvas: canvasOf([
			['x', 'input', { name: 'x' }],
			['relu', 'relu', {}, { x: 'x/x' }],
			['y', 'output', { name: 'y' }, { x: 'relu/y' }],
		]),
	};
	const { canvas } = document.networks.G!;
	canvas.nodes.push({ id: 'twice', kind: 'block', params: { block: 'inner' }, at: [900, 40] });
	canvas.wires.push({ from: ['dense1', 'y'], to: ['twice', 'x'], via: [[800, 40]] });
	document.training.frames.push({ id: 'frame1', title: 'F', at: [290, 0], size: [200, 100] });
	return document;
}

const DOCUMENT = richDocument();

/** A canvas, and some of its nodes. */
const selections = fc.constantFrom(...canvasIds(DOCUMENT)).chain((canvas) =>
	fc.record({
		canvas: fc.constant(canvas),
		nodes: fc.subarray(findCanvas(DOCUMENT, canvas)!.nodes.map(({ id }) => id)),
	}),
);
const offsets = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }));

/** Takes away what a paste put there: its nodes, and the frames that came with them. */
function removal(
	canvas: CanvasId,
	nodes: string[],
	before: GraphDocument,
	after: GraphDocument,
): Command[] {
	const there = new Set(findCanvas(before, canvas)!.frames.map(({ id }) => id));
	const frames = findCanvas(after, canvas)!.frames.filter(({ id }) => !there.has(id));
	return [
		{ type: 'removeNodes', canvas, nodes },
		...frames.map(({ id }): Command => ({ type: 'removeFrame', canvas, frame: id })),
	];
}

describe('copying, pasting and deleting', () => {
	it('is nothing, whatever was chosen, wherever it goes', () => {
		fc.assert(
			fc.property(selections, offsets, fc.boolean(), ({ canvas, nodes }, offset, wired) => {
				const text = copyFragment(DOCUMENT, canvas, new Set(nodes));
				const { fragment } = parseFragment(text);
				const paste = pasteFragment(DOCUMENT, canvas, fragment!, offset, { wired });
				const pasted = applyCommands(DOCUMENT, paste.commands);
				expect(paste.nodes).toHaveLength(nodes.length);
				expect(checkDocument(pasted).problem).toBeUndefined();
				if (nodes.length > 0) expect(pasted).not.toEqual(DOCUMENT);
				const gone = applyCommands(pasted, removal(canvas, paste.nodes, DOCUMENT, pasted));
				expect(gone).toEqual(DOCUMENT);
			}),
			{ seed: 20140610, numRuns: 150 },
		);
	});

	it('keeps what was chosen as it was: kinds, parameters and the wires between', () => {
		fc.assert(
			fc.property(selections, ({ canvas, nodes }) => {
				const { fragment } = parseFragment(copyFragment(DOCUMENT, canvas, new Set(nodes)));
				const paste = pasteFragment(DOCUMENT, canvas, fragment!, [0, 0]);
				const after = findCanvas(applyCommands(DOCUMENT, paste.commands), canvas)!;
				const before = findCanvas(DOCUMENT, canvas)!;
				const chosen = before.nodes.filter(({ id }) => nodes.includes(id));
				const made = after.nodes.filter(({ id }) => paste.nodes.includes(id));
				const what = ({ kind, params, at }: (typeof made)[number]) => ({ kind, params, at });
				expect(made.map(what)).toEqual(chosen.map(what));
				const between = before.wires.filter(
					({ from, to }) => nodes.includes(from[0]) && nodes.includes(to[0]),
				);
				expect(after.wires).toHaveLength(before.wires.length + between.length);
			}),
			{ seed: 20140610, numRuns: 150 },
		);
	});
});

/** One edit as the editor makes it: several commands at once, here and there. */
type Deed = (document: GraphDocument) => Command[];

const deeds: fc.Arbitrary<Deed> = fc.oneof(
	fc
		.record({ selection: selections, offset: offsets })
		.map(({ selection: { canvas, nodes }, offset }): Deed => (document) => {
			const there = findCanvas(document, canvas)?.nodes ?? [];
			const chosen = new Set(there.map(({ id }) => id).filter((id) => nodes.includes(id)));
			const { fragment } = parseFragment(copyFragment(document, canvas, chosen));
			return fragment ? pasteFragment(document, canvas, fragment, offset).commands : [];
		}),
	selections.map(({ canvas, nodes }): Deed => () => [{ type: 'removeNodes', canvas, nodes }]),
	fc
		.record({ selection: selections, to: offsets })
		.map(({ selection: { canvas, nodes }, to }): Deed => () => [
			{ type: 'moveNodes', canvas, to: Object.fromEntries(nodes.map((id) => [id, to])) },
		]),
	fc
		.record({ code: fc.constantFrom('checkerboard', 'unusedLoss', '!'), on: fc.boolean() })
		.map(({ code, on }): Deed => () => [{ type: 'setDismissed', code, dismissed: on }]),
	fc
		.constantFrom('G', 'D', 'E')
		.map((name): Deed => () => [{ type: 'renameNetwork', from: name, to: `${name}x` }]),
	fc.constantFrom('G', 'D', 'Gx').map((name): Deed => () => [{ type: 'removeNetwork', name }]),
	fc.constantFrom('inner', 'none').map((name): Deed => () => [{ type: 'removeBlock', name }]),
);

describe('any edits in a row', () => {
	it('leave sound documents, and as many undos give back the very one', () => {
		fc.assert(
			fc.property(fc.array(deeds, { maxLength: 12 }), (row) => {
				const start = startHistory(DOCUMENT);
				let history: History = start;
				const seen: GraphDocument[] = [DOCUMENT];
				for (const deed of row) {
					history = edit(history, deed(history.present));
					if (history.present === seen.at(-1)) continue;
					seen.push(history.present);
					expect(checkDocument(history.present).problem).toBeUndefined();
					expect(parseDocument(serializeDocument(history.present)).document).toEqual(
						history.present,
					);
				}
				expect(history.past).toHaveLength(seen.length - 1);
				for (const document of [...seen].reverse()) {
					expect(history.present).toBe(document);
					history = undo(history);
				}
				expect(history.present).toBe(DOCUMENT);
				for (const document of seen) {
					expect(history.present).toBe(document);
					history = redo(history);
				}
			}),
			{ seed: 20140610, numRuns: 80 },
		);
	});
});
