import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import { grouped, ungrouped } from '../../src/lib/graph/grouping';
import type { GraphDocument } from '../../src/lib/graph/types';
import { compileTiny } from '../compile/compileTiny';
import { ganDocument, G_LINES } from './documents';

const document = ganDocument();
const wiresOf = ({ networks }: GraphDocument, name: string) =>
	networks[name]!.canvas.wires.map(({ from, to }) => `${from.join('/')} → ${to.join('/')}`);
const parametersOf = (one: GraphDocument) => compileTiny(one).signatures.G?.parameters;

function group(chosen: readonly string[], of = document): GraphDocument {
	const { commands, problem } = grouped(of, 'networks/G', new Set(chosen));
	if (problem !== undefined) throw new Error(problem);
	return applyCommands(of, commands);
}

describe('making a block', () => {
	it('moves nodes into it and puts its use in their place', () => {
		const next = group(['dense1', 'sigmoid']);
		expect(next.networks.G!.canvas.nodes.map(({ id }) => id)).toEqual([
			...['z', 'picture', 'image', 'block1'],
		]);
		expect(wiresOf(next, 'G')).toEqual(
			expect.arrayContaining(['z/x → block1/x', 'block1/y → picture/x', 'picture/y → image/x']),
		);
		expect(next.blocks.block1!.canvas.nodes.map(({ kind }) => kind)).toEqual([
			...['input', 'dense', 'sigmoid', 'output'],
		]);
		expect(compileTiny(next).diagnostics).toEqual(compileTiny(document).diagnostics);
		expect(parametersOf(next)).toBe(parametersOf(document));
	});

	it('leaves the canvas’s own inputs and outputs alone', () => {
		const next = group(['z', 'dense1', 'sigmoid', 'picture', 'image']);
		expect(next.networks.G!.canvas.nodes.map(({ id }) => id)).toEqual(['z', 'image', 'block1']);
	});

	it('refuses what would run in a circle, and nothing', () => {
		expect(grouped(document, 'networks/G', new Set(['dense1', 'picture'])).problem).toBe('circle');
		expect(grouped(document, 'networks/G', new Set(['z'])).problem).toBe('nothing');
		expect(grouped(document, 'training', new Set(['fake'])).problem).toBe('nothing');
	});
});

describe('taking a block apart', () => {
	it('is the way back', () => {
		const made = group(['dense1', 'sigmoid']);
		const back = applyCommands(made, ungrouped(made, 'networks/G', 'block1')!.commands);
		expect(wiresOf(back, 'G').sort()).toEqual(wiresOf(document, 'G').sort());
		expect(parametersOf(back)).toBe(parametersOf(document));
	});

	it('puts repeats down one after the other', () => {
		const made = group(['sigmoid'], ganDocument({ G: G_LINES }));
		const twice = applyCommands(made, [
			{ type: 'setParam', canvas: 'networks/G', node: 'block1', name: 'repeat', value: 2 },
		]);
		const back = applyCommands(twice, ungrouped(twice, 'networks/G', 'block1')!.commands);
		expect(wiresOf(back, 'G')).toEqual(
			expect.arrayContaining([
				...['dense1/y → sigmoid/x', 'sigmoid/y → sigmoid1/x', 'sigmoid1/y → picture/x'],
			]),
		);
	});

	it('needs a block', () => {
		expect(ungrouped(document, 'networks/G', 'dense1')).toBeUndefined();
	});
});
