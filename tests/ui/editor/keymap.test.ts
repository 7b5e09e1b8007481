import { expect, test } from 'vitest';
import { isMouseWheel, keyCommand, type KeyPress } from '../../../src/lib/ui/editor/keymap';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	key,
	code: `Key${key.toUpperCase()}`,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	altKey: false,
	...more,
});

test.each([
	[press('z', { ctrlKey: true }), 'undo'],
	[press('z', { metaKey: true }), 'undo'],
	[press('Z', { ctrlKey: true, shiftKey: true }), 'redo'],
	[press('y', { ctrlKey: true }), 'redo'],
	[press('d', { ctrlKey: true }), 'duplicate'],
	[press('Delete'), 'delete'],
	[press('Backspace'), 'delete'],
	[press('Delete', { ctrlKey: true }), 'dissolve'],
	[press('f', { ctrlKey: true }), 'find'],
	[press('/'), 'find'],
	[press('k', { metaKey: true }), 'palette'],
	[press('g', { ctrlKey: true }), 'frame'],
	[press('E', { ctrlKey: true, shiftKey: true }), 'makeBlock'],
	[press('G', { ctrlKey: true, shiftKey: true }), 'takeApart'],
	[press('f'), 'fit'],
	[press('Home'), 'fit'],
	[press('.'), 'fitSelection'],
	[press('1'), 'fit'],
	[press('A', { shiftKey: true }), 'add'],
	[press('Tab'), 'add'],
	[press('m'), 'off'],
	[press('b', { ctrlKey: true }), 'off'],
	[press('x'), 'scissors'],
	[press('x', { altKey: true }), 'breakWires'],
	[press('w'), 'moveWires'],
	[press('Enter', { ctrlKey: true, code: 'Enter' }), 'train'],
	// Shift is in the sign already.
	[press('?', { shiftKey: true, code: 'Slash' }), 'help'],
	[press('+', { shiftKey: true, code: 'Equal' }), 'zoomIn'],
	[press('F2'), 'rename'],
	[press('ArrowLeft'), 'focusLeft'],
	[press('ArrowLeft', { altKey: true }), 'moveLeft'],
	// Alt turns letters into other signs on some keyboards.
	[press('µ', { code: 'KeyM', altKey: true }), 'minimap'],
	[press('Ê', { code: 'KeyT', altKey: true, shiftKey: true }), 'arrange'],
])('%o is %s', (event, command) => {
	expect(keyCommand(event)).toBe(command);
});

test('what the browser or the keyboard layout needs is left alone', () => {
	for (const event of [
		press('r', { ctrlKey: true }),
		press('z', { ctrlKey: true, altKey: true }),
		press('Tab', { shiftKey: true }),
		press('q'),
		press('Shift', { shiftKey: true, code: 'ShiftLeft' }),
		press('Process'),
		press('M', { shiftKey: true }),
	])
		expect(keyCommand(event)).toBeUndefined();
});

test('a wheel turns in notches along one axis; fingers do not', () => {
	expect(isMouseWheel({ deltaX: 0, deltaY: 100, deltaMode: 0 })).toBe(true);
	expect(isMouseWheel({ deltaX: 0, deltaY: -3, deltaMode: 1 })).toBe(true);
	expect(isMouseWheel({ deltaX: 0, deltaY: 4, deltaMode: 0 })).toBe(false);
	expect(isMouseWheel({ deltaX: 0, deltaY: 61.5, deltaMode: 0 })).toBe(false);
	expect(isMouseWheel({ deltaX: 12, deltaY: 100, deltaMode: 0 })).toBe(false);
});
