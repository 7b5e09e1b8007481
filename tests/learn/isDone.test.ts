// What counts as done, and what does not.
import { describe, expect, it } from 'vitest';
import { isDone, type Seen } from '../../src/lib/learn/isDone';
import type { Task } from '../../src/lib/learn/lesson';

const NOTHING: Seen = {
	canvas: 'training',
	selection: new Set(),
	round: 100,
	stepping: undefined,
	stage: undefined,
	generating: false,
};

const CASES: [Task, Partial<Seen>, Partial<Seen>][] = [
	[
		{ does: 'select', nodes: ['G', 'z'] },
		{ selection: new Set(['z']) },
		{ selection: new Set(['z']), canvas: 'networks/G' },
	],
	[{ does: 'enter', canvas: 'networks/G' }, { canvas: 'networks/G' }, { canvas: 'networks/D' }],
	[{ does: 'step', player: 'playD' }, { stepping: 'playD' }, { stepping: 'playG' }],
	[{ does: 'train', rounds: 30 }, { round: 130 }, { round: 129 }],
	[{ does: 'slow' }, { stage: 'update' }, { stage: 'gradient' }],
	[{ does: 'generate' }, { generating: true }, {}],
];

describe('a task', () => {
	it.each(CASES)('%o', (task, enough, notEnough) => {
		expect(isDone(task, NOTHING, 100)).toBe(false);
		expect(isDone(task, { ...NOTHING, ...notEnough }, 100)).toBe(false);
		expect(isDone(task, { ...NOTHING, ...enough }, 100)).toBe(true);
	});
});
