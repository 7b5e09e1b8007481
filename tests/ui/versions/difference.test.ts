// How a version differs is counted over the whole document, and names the next version.
import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { Command } from '../../../src/lib/graph/commands/command';
import {
	differenceOf,
	differenceWords,
	offeredName,
} from '../../../src/lib/ui/versions/difference';
import { smallGan } from '../../runtime/smallGan';

const document = smallGan();
const changed = (...commands: Command[]) => applyCommands(document, commands);
const [first] = document.training.nodes;
const say = {
	t: (key: string, values = {}) => `${key} ${Object.values(values).join(' ')}`.trim(),
	pick: (label: unknown) =>
		typeof label === 'object' ? (label as { en: string }).en : ((label as string) ?? ''),
	list: (names: readonly string[]) => names.join(', '),
};
const node = { id: 'new', kind: 'histogram', at: [0, 0] as [number, number], params: {} };
const added = changed({ type: 'addNode', canvas: 'training', node });
const removed = changed({ type: 'removeNodes', canvas: 'training', nodes: [first!.id] });
const run = changed({ type: 'setRun', run: { rounds: document.run.rounds + 1 } });
const off = changed({ type: 'setOff', canvas: 'training', nodes: [first!.id], off: true });
const moved = changed({ type: 'moveNodes', canvas: 'training', to: { [first!.id]: [9990, 0] } });

describe('differenceOf', () => {
	it('counts what came, went and changed', () => {
		expect(differenceOf(document, document)).toMatchObject({ added: 0, identical: true });
		expect(differenceOf(document, added)).toMatchObject({ added: 1, removed: 0, identical: false });
		expect(differenceOf(document, removed)).toMatchObject({ added: 0, removed: 1 });
		expect(differenceOf(document, off)).toMatchObject({ changed: 1, identical: false });
		expect(differenceOf(document, run)).toMatchObject({ added: 0, removed: 0, run: 1 });
	});
});

describe('differenceWords', () => {
	const words = (now: typeof document) => differenceWords(differenceOf(document, now), say);
	it('tells the same graph from one that only looks different', () => {
		expect(words(document)).toBe('versions.identical');
		expect(words(moved)).toBe('versions.looks');
		expect(words(added)).toBe('versions.since versions.added 1');
	});
});

describe('offeredName', () => {
	it('says what changed on the last version, or the time', () => {
		expect(offeredName(undefined, document, 'noon', say)).toBe('noon');
		expect(offeredName(document, moved, 'noon', say)).toBe('noon');
		expect(offeredName(document, added, 'noon', say)).toMatch(/^\+ \w/);
		expect(offeredName(added, document, 'noon', say)).toMatch(/^− \w/);
	});
});
