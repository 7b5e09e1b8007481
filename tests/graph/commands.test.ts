import { describe, expect, it } from 'vitest';
import { applyCommand, applyCommands } from '../../src/lib/graph/commands/apply';
import type { Command } from '../../src/lib/graph/commands/command';
import { MAX_NODES } from '../../src/lib/graph/limits';
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf, ganDocument, network } from './documents';

const TRAINING = { canvas: 'training' } as const;
const inputsOf = (document: GraphDocument, id: string) =>
	document.training.wires.filter((wire) => wire.to[0] === id).map((wire) => wire.from.join('/'));

describe('applyCommand', () => {
	const document = ganDocument();
	const apply = (command: Command): GraphDocument => applyCommand(document, command);

	it('shares what did not change, and freezes what did', () => {
		const next = apply({ type: 'moveNodes', ...TRAINING, to: { z: [7, 8] } });
		expect(next).not.toBe(document);
		expect(next.networks).toBe(document.networks);
		expect(next.training.wires).toBe(document.training.wires);
		expect(next.training.nodes[0]).toBe(document.training.nodes[0]);
		expect(next.training.nodes[1]?.at).toEqual([7, 8]);
		expect(document.training.nodes[1]?.at).toEqual([150, 40]);
		expect(Object.isFrozen(next.training.nodes[1])).toBe(true);
	});

	it.each<[string, Command]>([
		['a canvas that is not there', { type: 'removeNodes', canvas: 'networks/X', nodes: ['z'] }],
		[
			'a canvas every object has',
			{ type: 'removeNodes', canvas: 'networks/constructor', nodes: ['z'] },
		],
		['a node that is not there', { type: 'setParam', ...TRAINING, node: 'x', name: 'a', value: 1 }],
		[
			'a name in use',
			{ type: 'addNode', ...TRAINING, node: { id: 'z', kind: 'noise', params: {}, at: [0, 0] } },
		],
		[
			'a bad name',
			{ type: 'addNode', ...TRAINING, node: { id: 'a/b', kind: 'noise', params: {}, at: [0, 0] } },
		],
		['no place', { type: 'moveNodes', ...TRAINING, to: { z: [NaN, 0] } }],
		['the same place', { type: 'moveNodes', ...TRAINING, to: { z: [150, 40] } }],
		[
			'the same value',
			{ type: 'setParam', ...TRAINING, node: 'playD', name: 'networks', value: ['D'] },
		],
		['no number', { type: 'setParam', ...TRAINING, node: 'z', name: 'size', value: Infinity }],
		['a tricky name', { type: 'setParam', ...TRAINING, node: 'z', name: '__proto__', value: {} }],
		[
			'a loose end',
			{ type: 'connect', ...TRAINING, wire: { from: ['gone', 'z'], to: ['fake', 'z'] } },
		],
		[
			'the same wire',
			{ type: 'connect', ...TRAINING, wire: { from: ['z', 'z'], to: ['fake', 'z'] } },
		],
		['an open input', { type: 'disconnect', ...TRAINING, to: ['samples', 'more'] }],
		['a network in use', { type: 'addNetwork', name: 'G', role: 'other', content: canvasOf() }],
		['a rename onto another', { type: 'renameNetwork', from: 'G', to: 'D' }],
		['a batch of none', { type: 'setRun', run: { batch: 0 } }],
		['a missing frame', { type: 'removeFrame', ...TRAINING, frame: 'f' }],
		['taken ids', { type: 'insert', ...TRAINING, content: canvasOf([['z', 'noise']]) }],
		[
			'half a wire',
			{
				type: 'insert',
				...TRAINING,
				content: { nodes: [], wires: [{ from: ['a', 'y'], to: ['b', 'x'] }], frames: [] },
			},
		],
	])('leaves the document as it is: %s', (_, command) => {
		expect(apply(command)).toBe(document);
	});

	it('removes the wires at removed nodes', () => {
		const next = apply({ type: 'removeNodes', ...TRAINING, nodes: ['dFake', 'samples'] });
		expect(next.training.nodes).toHaveLength(document.training.nodes.length - 2);
		expect(next.training.wires.flatMap(({ from, to }) => [from[0], to[0]])).not.toContain('dFake');
	});

	it('replaces the wire at an input, in its place', () => {
		const next = apply({
			type: 'connect',
			...TRAINING,
			wire: { from: ['bceFake', 'loss'], to: ['sumD', 'loss1'] },
		});
		expect(inputsOf(next, 'sumD')).toEqual(['bceFake/loss', 'bceFake/loss']);
		expect(next.training.wires).toHaveLength(document.training.wires.length);
	});

	it('bends and straightens wires', () => {
		const bent = apply({ type: 'setVia', ...TRAINING, to: ['fake', 'z'], via: [[1, 2]] });
		expect(bent.training.wires[0]?.via).toEqual([[1, 2]]);
		const same: Command = {
			type: 'connect',
			...TRAINING,
			wire: { from: ['z', 'z'], to: ['fake', 'z'] },
		};
		expect(applyCommand(bent, same)).toBe(bent);
		const straight = applyCommand(bent, {
			type: 'setVia',
			...TRAINING,
			to: ['fake', 'z'],
			via: [],
		});
		expect(straight).toEqual(document);
	});

	it('sets and clears titles, frames, texts and run settings', () => {
		const frame = { id: 'f', title: 'F', at: [0, 0], size: [9, 9] } satisfies {
			[key: string]: unknown;
		};
		const next = applyCommands(document, [
			{ type: 'setTitle', ...TRAINING, node: 'z', title: 'noise' },
			{ type: 'setFrame', ...TRAINING, frame: { ...frame, at: [0, 0], size: [9, 9] } },
			{ type: 'setDocumentTitle', title: 'T' },
			{ type: 'setSummary', summary: 'S' },
			{ type: 'setRun', run: { seed: 9, rounds: 5 } },
			{ type: 'setRole', name: 'G', role: 'other' },
		]);
		expect(next).toMatchObject({ title: 'T', summary: 'S', run: { seed: 9, batch: 4, rounds: 5 } });
		expect(next.training.frames).toHaveLength(1);
		expect(next.networks.G?.role).toBe('other');
		const back = applyCommands(next, [
			{ type: 'setTitle', ...TRAINING, node: 'z', title: undefined },
			{ type: 'removeFrame', ...TRAINING, frame: 'f' },
		]);
		expect(back.training).toEqual(document.training);
	});

	it('renames a network wherever it is named, and keeps its place', () => {
		const nested = ganDocument({
			D: [
				['z', 'input', { name: 'image' }],
				['inner', 'call', { network: 'G' }, { z: 'z/x' }],
				['p', 'output', { name: 'p' }, { x: 'inner/image' }],
			],
		});
		const next = applyCommand(nested, { type: 'renameNetwork', from: 'G', to: 'Maker' });
		expect(Object.keys(next.networks)).toEqual(['Maker', 'D']);
		const params = (id: string) => next.training.nodes.find((node) => node.id === id)?.params;
		expect(params('fake')).toEqual({ network: 'Maker' });
		expect(params('dFake')).toEqual({ network: 'D' });
		expect(params('playG')?.networks).toEqual(['Maker']);
		expect(next.networks.D?.canvas.nodes[1]?.params).toEqual({ network: 'Maker' });
		expect(applyCommand(next, { type: 'renameNetwork', from: 'Maker', to: 'G' })).toEqual(nested);
	});

	it('removes a network with its calls and their wires', () => {
		const next = apply({ type: 'removeNetwork', name: 'D' });
		expect(Object.keys(next.networks)).toEqual(['G']);
		const ids = next.training.nodes.map((node) => node.id);
		expect(ids).not.toContain('dReal');
		expect(ids).not.toContain('dFake');
		expect(inputsOf(next, 'bceReal')).toEqual([]);
		expect(next.training.nodes.find((node) => node.id === 'playD')?.params.networks).toEqual([]);
	});

	it('adds networks and blocks, and removes blocks with their uses', () => {
		const next = applyCommands(document, [
			{
				type: 'addNetwork',
				name: 'E',
				role: 'other',
				content: canvasOf([['x', 'input', { name: 'x' }]]),
			},
			{ type: 'addBlock', name: 'twice', content: canvasOf() },
			{
				type: 'addNode',
				canvas: 'networks/E',
				node: { id: 'b', kind: 'block', params: { block: 'twice' }, at: [0, 0] },
			},
			{ type: 'removeBlock', name: 'twice' },
		]);
		expect(next.networks.E).toEqual(network('other', [['x', 'input', { name: 'x' }]]));
		expect(next.blocks).toEqual({});
	});

	it('never grows a document beyond what can be opened again', () => {
		const full = ganDocument();
		const room = MAX_NODES - 12 - 10;
		const many = canvasOf(
			Array.from({ length: room }, (_, i) => [`n${i}`, 'noise'] as [string, string]),
		);
		const filled = applyCommand(full, { type: 'insert', ...TRAINING, content: many });
		expect(filled.training.nodes).toHaveLength(12 + room);
		const node = { id: 'one', kind: 'noise', params: {}, at: [0, 0] as [number, number] };
		expect(applyCommand(filled, { type: 'addNode', ...TRAINING, node })).toBe(filled);
	});
});
