import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import { copyFragment, parseFragment, pasteFragment } from '../../src/lib/graph/fragment';
import { freshId, freshIds } from '../../src/lib/graph/ids';
import { canvasOf, documentOf, ganDocument } from './documents';

describe('ids', () => {
	it('counts on from what is there', () => {
		expect(freshId([], 'dense')).toBe('dense1');
		expect(freshId(['dense1', 'dense2'], 'dense')).toBe('dense3');
		expect(freshId(['dense7'], 'dense7')).toBe('dense1');
	});

	it('renames only what would clash, and wires follow', () => {
		const content = canvasOf([
			['a', 'noise'],
			['b1', 'dense', {}, { x: 'a/z' }],
			['b2', 'dense', {}, { x: 'b1/y' }],
		]);
		const fresh = freshIds(
			content,
			canvasOf([
				['b1', 'dense'],
				['b3', 'dense'],
			]),
		);
		expect(fresh.nodes.map((node) => node.id)).toEqual(['a', 'b2', 'b4']);
		expect(fresh.wires.map(({ from, to }) => [from[0], to[0]])).toEqual([
			['a', 'b2'],
			['b2', 'b4'],
		]);
	});
});

describe('fragments', () => {
	const document = ganDocument();
	const chosen = new Set(['fake', 'dFake', 'bceFake']);
	const fragment = parseFragment(copyFragment(document, 'training', chosen)).fragment!;

	it('take the nodes, the wires between them and the networks they call', () => {
		expect(fragment.content.nodes.map((node) => node.id)).toEqual(['fake', 'dFake', 'bceFake']);
		expect(fragment.content.wires.map(({ from }) => from[0])).toEqual(['fake', 'dFake']);
		expect(Object.keys(fragment.networks)).toEqual(['G', 'D']);
	});

	it('are pasted beside themselves under fresh names', () => {
		const { commands, nodes } = pasteFragment(document, 'training', fragment, [20, 30]);
		const next = applyCommands(document, commands);
		expect(nodes).toEqual(['fake1', 'dFake1', 'bceFake1']);
		expect(next.networks).toBe(document.networks);
		const pasted = next.training.nodes.find((node) => node.id === 'fake1');
		expect(pasted).toMatchObject({ kind: 'call', params: { network: 'G' }, at: [320, 70] });
		expect(next.training.wires.at(-1)).toEqual({ from: ['dFake1', 'p'], to: ['bceFake1', 'p'] });
	});

	it('are wired as before where that is asked for and their sources are there', () => {
		const { commands } = pasteFragment(document, 'training', fragment, [0, 0], { wired: true });
		const next = applyCommands(document, commands);
		expect(next.training.wires.at(-1)).toEqual({ from: ['z', 'z'], to: ['fake1', 'z'] });
		const elsewhere = pasteFragment(documentOf(), 'training', fragment, [0, 0], { wired: true });
		expect(applyCommands(documentOf(), elsewhere.commands).training.wires).toHaveLength(2);
	});

	it('bring their networks to another document', () => {
		const next = applyCommands(
			documentOf(),
			pasteFragment(documentOf(), 'training', fragment, [0, 0]).commands,
		);
		expect(next.networks).toEqual(document.networks);
		expect(next.training.nodes).toHaveLength(3);
	});

	it('take a frame along when all its nodes are', () => {
		const framed = structuredClone(document);
		framed.training.frames.push(
			{ id: 'whole', title: '', at: [290, 0], size: [20, 100] },
			{ id: 'part', title: '', at: [0, 0], size: [400, 100] },
		);
		const taken = parseFragment(copyFragment(framed, 'training', new Set(['fake']))).fragment;
		expect(taken?.content.frames.map((frame) => frame.id)).toEqual(['whole']);
	});

	it('are told from other text, and checked', () => {
		expect(parseFragment('hello').problem?.code).toBe('notJson');
		expect(parseFragment(JSON.stringify(document)).problem?.code).toBe('structure');
		const loose = { ...fragment, content: { ...fragment.content, nodes: [] } };
		expect(parseFragment(JSON.stringify(loose)).problem?.code).toBe('structure');
	});
});
