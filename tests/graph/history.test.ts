import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/lib/graph/commands/command';
import {
	edit,
	endGesture,
	MAX_PAST,
	redo,
	resumeHistory,
	startHistory,
	undo,
} from '../../src/lib/graph/history';
import { ganDocument } from './documents';

const move = (x: number): Command[] => [
	{ type: 'moveNodes', canvas: 'training', to: { z: [x, 0] } },
];

describe('history', () => {
	const start = startHistory(ganDocument());

	it('goes back and forth to the very same documents', () => {
		const one = edit(start, move(1));
		const two = edit(one, [{ type: 'setRole', name: 'G', role: 'other' }]);
		expect(undo(two).present).toBe(one.present);
		expect(undo(undo(two)).present).toBe(start.present);
		expect(redo(redo(undo(undo(two)))).present).toBe(two.present);
		expect(undo(start)).toBe(start);
		expect(redo(two)).toBe(two);
	});

	it('remembers on which canvas an edit took place', () => {
		const history = edit(start, [
			{ type: 'setTitle', canvas: 'networks/G', node: 'z', title: 'Z' },
		]);
		expect(history.past.at(-1)?.canvas).toBe('networks/G');
		expect(undo(history).future[0]?.canvas).toBe('networks/G');
	});

	it('drops the future after a new edit', () => {
		const branched = edit(undo(edit(start, move(1))), move(2));
		expect(branched.future).toEqual([]);
	});

	it('makes one entry of a gesture', () => {
		const dragged = [1, 2, 3].reduce(
			(history, x) => edit(history, move(x), { gesture: 'drag' }),
			start,
		);
		expect(dragged.past).toHaveLength(1);
		expect(undo(dragged).present).toBe(start.present);
		const again = edit(endGesture(dragged), move(4), { gesture: 'drag' });
		expect(again.past).toHaveLength(2);
		const other = edit(dragged, move(5), { gesture: 'slider' });
		expect(other.past).toHaveLength(2);
		const afterUndo = edit(undo(again), move(6), { gesture: 'drag' });
		expect(afterUndo.past).toHaveLength(2);
	});

	it('leaves no trace of what changes nothing', () => {
		expect(edit(start, move(NaN))).toBe(start);
	});

	it('goes on where it was kept, also in a copy', () => {
		const kept = structuredClone(undo(edit(edit(start, move(1)), move(2))));
		const resumed = resumeHistory(structuredClone(kept.present), kept);
		expect(undo(resumed).present).toEqual(start.present);
		expect(redo(resumed).present).toEqual(edit(start, move(2)).present);
		expect(resumeHistory(start.present, undefined)).toEqual(start);
	});

	it('leads back to where it was kept when the document went on without it', () => {
		const kept = edit(start, move(1));
		const later = edit(kept, move(2)).present;
		const resumed = resumeHistory(later, kept);
		expect(resumed.present).toBe(later);
		expect(undo(resumed).present).toBe(kept.present);
		expect(undo(undo(resumed)).present).toBe(start.present);
	});

	it('is bounded', () => {
		let history = start;
		for (let x = 1; x <= MAX_PAST + 10; x++) history = edit(history, move(x));
		expect(history.past).toHaveLength(MAX_PAST);
		expect(history.past[0]?.document.training.nodes[1]?.at).toEqual([10, 0]);
	});
});
