// Keys of the editor: which press means which command. Fields keep their own keys, and so does anything a person types
// text into.

/**
 * Presses by command, as text: `Mod+Shift+E`, `Alt+M`, `F2`, `?`. `Mod` is Ctrl, and ⌘ on a Mac. Shift is named where
 * it does not already make another sign.
 */
export const USUAL_KEYS = {
	train: ['Mod+Enter'],
	/** Keeps a checkpoint of the run as it is. */
	keep: ['K'],
	/** Writes what is still waiting, and offers to name it. */
	save: ['Mod+S'],
	help: ['?'],
	palette: ['Mod+K'],
	add: ['Tab', 'Shift+A'],
	undo: ['Mod+Z'],
	redo: ['Mod+Shift+Z', 'Mod+Y'],
	duplicate: ['Mod+D'],
	selectAll: ['Mod+A'],
	delete: ['Delete', 'Backspace'],
	/** Removes nodes, and leads their wires on. */
	dissolve: ['Mod+Delete', 'Mod+Backspace'],
	/** Takes nodes out of the run, or back into it. */
	off: ['M', 'Mod+B'],
	frame: ['Mod+G'],
	makeBlock: ['Mod+Shift+E'],
	takeApart: ['Mod+Shift+G'],
	/** The next stroke cuts the wires it crosses. */
	scissors: ['X'],
	breakWires: ['Alt+X'],
	/** Lists where wires can go instead. */
	moveWires: ['W'],
	rename: ['F2'],
	find: ['Mod+F', '/'],
	fit: ['F', '1', 'Home'],
	fitSelection: ['.'],
	zoomIn: ['+', '='],
	zoomOut: ['-'],
	/** Opens or closes a look at what flows. */
	probe: ['P'],
	minimap: ['Alt+M'],
	arrange: ['Alt+Shift+T'],
	open: ['Enter'],
	leave: ['Escape'],
	focusLeft: ['ArrowLeft'],
	focusRight: ['ArrowRight'],
	focusUp: ['ArrowUp'],
	focusDown: ['ArrowDown'],
	moveLeft: ['Alt+ArrowLeft'],
	moveRight: ['Alt+ArrowRight'],
	moveUp: ['Alt+ArrowUp'],
	moveDown: ['Alt+ArrowDown'],
} as const satisfies Record<string, readonly string[]>;

export type KeyCommand = keyof typeof USUAL_KEYS;

export type Keys = Readonly<Record<KeyCommand, readonly string[]>>;

export interface KeyPress {
	key: string;
	code: string;
	ctrlKey: boolean;
	metaKey: boolean;
	shiftKey: boolean;
	altKey: boolean;
}

/** Keys that only go with others, or that stand for none. */
const NO_KEYS = new Set([
	...['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock', 'NumLock', 'Fn'],
	...['Dead', 'Process', 'Unidentified', 'Compose'],
]);

/** A press as text; undefined for modifiers alone, and for AltGr, which types signs. */
export function pressText({
	key,
	code,
	ctrlKey,
	metaKey,
	shiftKey,
	altKey,
}: KeyPress): string | undefined {
	const control = ctrlKey || metaKey;
	if (NO_KEYS.has(key) || (control && altKey)) return undefined;
	// With Alt some keyboards type other signs, so the key's place decides.
	const placed = altKey ? /^(?:Key|Digit)(.)$/.exec(code)?.[1] : undefined;
	const name = placed ?? (key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key);
	// Shift makes another sign of what is no letter.
	const shifts =
		shiftKey && (placed !== undefined || name.length > 1 || name.toLowerCase() !== name);
	return [control && 'Mod', altKey && 'Alt', shifts && 'Shift', name].filter(Boolean).join('+');
}

/** What a key press asks for; undefined leaves it to the browser. */
export function keyCommand(press: KeyPress, keys: Keys = USUAL_KEYS): KeyCommand | undefined {
	const text = pressText(press);
	return text === undefined ? undefined : commandAt(keys, text);
}

export function commandAt(keys: Keys, press: string): KeyCommand | undefined {
	return (Object.keys(keys) as KeyCommand[]).find((command) => keys[command].includes(press));
}

/** Whether keys pressed here are text or belong to a control of its own. */
export function ownsKeys(target: EventTarget | null): boolean {
	if (!(target instanceof Element)) return false;
	const own = 'input, textarea, select, dialog, [contenteditable=""], [contenteditable="true"]';
	// What had the focus in an open dialog may be gone from it, and keys come from the page.
	return (
		target.closest(own) !== null || target.ownerDocument.querySelector('dialog:modal') !== null
	);
}

/**
 * Tells a mouse wheel, which zooms, from two fingers on a trackpad, which pan: a wheel turns in whole, large
 * notches along one axis.
 */
export function isMouseWheel(event: {
	deltaX: number;
	deltaY: number;
	deltaMode: number;
}): boolean {
	if (event.deltaMode !== 0) return true;
	return event.deltaX === 0 && Number.isInteger(event.deltaY) && Math.abs(event.deltaY) >= 50;
}
