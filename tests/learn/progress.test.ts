// Progress is read as it was kept, and whatever else was written there is left out.
import { describe, expect, it } from 'vitest';
import { reach, readProgress } from '../../src/lib/learn/progress';

describe('progress in lessons', () => {
	it('comes back as it was, through JSON', () => {
		const there = reach(reach({}, 'a', { step: 4, project: 'p' }), 'b', { step: 1, project: 'q' });
		expect(readProgress(JSON.parse(JSON.stringify(there)))).toEqual(there);
	});

	it('keeps the furthest step when one goes back', () => {
		const there = reach({}, 'a', { step: 4, project: 'p' });
		const back = reach(there, 'a', { step: 2, project: 'p' });
		expect(back.a).toEqual({ step: 2, furthest: 4, project: 'p' });
	});

	it('leaves out what it can’t understand', () => {
		expect(readProgress(undefined)).toEqual({});
		expect(readProgress([1])).toEqual({});
		const bad = { a: { step: 0, furthest: 1, project: 'p' }, b: { step: 1, furthest: 1 }, c: null };
		expect(readProgress(bad)).toEqual({});
	});
});
