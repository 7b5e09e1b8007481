// Giving commands other keys.
import { describe, expect, it } from 'vitest';
import { commandAt, USUAL_KEYS } from '../../../src/lib/ui/editor/keymap';
import {
	inTheWay,
	keysWith,
	readOwnKeys,
	rebound,
	reserved,
	restored,
} from '../../../src/lib/ui/editor/rebinding';

describe('a key that is given', () => {
	it('takes the place of the old one, and the others stay', () => {
		const own = rebound({}, 'fit', '1', 'Q');
		expect(keysWith(own).fit).toEqual(['F', 'Q', 'Home']);
		expect(commandAt(keysWith(own), 'Q')).toBe('fit');
		expect(commandAt(keysWith(own), '1')).toBeUndefined();
	});

	it('is swapped with the command that had it', () => {
		expect(inTheWay({}, 'duplicate', 'Mod+G')).toBe('frame');
		expect(inTheWay({}, 'frame', 'Mod+G')).toBeUndefined();
		const own = rebound({}, 'duplicate', 'Mod+D', 'Mod+G');
		expect([keysWith(own).duplicate, keysWith(own).frame]).toEqual([['Mod+G'], ['Mod+D']]);
		// Swapped back, nothing is one's own.
		expect(rebound(own, 'duplicate', 'Mod+G', 'Mod+D')).toEqual({});
	});

	it('is never two commands’, however often keys are given', () => {
		let own = rebound({}, 'off', 'M', 'F');
		own = rebound(own, 'scissors', 'X', 'M');
		own = rebound(own, 'frame', 'Mod+G', 'X');
		const all = Object.values(keysWith(own)).flat();
		expect(new Set(all).size).toBe(all.length);
	});
});

it('a command gets its usual keys back, and so does who had been given them', () => {
	const own = rebound({}, 'duplicate', 'Mod+D', 'Mod+G');
	expect(restored(own, 'duplicate')).toEqual({});
	const other = rebound(own, 'find', '/', 'Q');
	expect(restored(other, 'frame')).toEqual({ find: ['Mod+F', 'Q'] });
});

it('no two usual commands share a key', () => {
	const all = Object.values(USUAL_KEYS).flat();
	expect(new Set(all).size).toBe(all.length);
});

it.each([
	['Mod+W', 'browser'],
	['F5', 'browser'],
	['Mod+V', 'clipboard'],
	['Shift+Tab', 'walking'],
	['Space', 'panning'],
	['Alt+ArrowUp', 'arrows'],
	['Q', undefined],
	['Mod+Shift+K', undefined],
])('%s is reserved: %s', (press, why) => {
	expect(reserved(press)).toBe(why);
});

it('what the store has is read as far as it is sound', () => {
	expect(
		readOwnKeys({ fit: ['Q', 3], nothing: ['P'], undo: 'U', redo: [...USUAL_KEYS.redo] }),
	).toEqual({ fit: ['Q'] });
	for (const odd of [undefined, null, 'keys', [1]]) expect(readOwnKeys(odd)).toEqual({});
});
