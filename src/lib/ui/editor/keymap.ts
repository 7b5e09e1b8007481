// Keys of the canvas. Fields keep their own keys, and so does anything a person types text into.

export type KeyCommand =
	| 'undo'
	| 'redo'
	| 'copy'
	| 'cut'
	| 'paste'
	| 'duplicate'
	| 'selectAll'
	| 'delete'
	/** Removes nodes, and leads their wires on. */
	| 'dissolve'
	| 'frame'
	| 'makeBlock'
	| 'takeApart'
	| 'find'
	| 'palette'
	| 'fit'
	| 'fitSelection'
	| 'add'
	| 'rename'
	| 'open'
	| 'leave'
	| 'arrange'
	| 'minimap'
	/** Opens or closes a look at what flows. */
	| 'probe'
	| 'zoomIn'
	| 'zoomOut'
	| 'focusLeft'
	| 'focusRight'
	| 'focusUp'
	| 'focusDown'
	| 'moveLeft'
	| 'moveRight'
	| 'moveUp'
	| 'moveDown';

export interface KeyPress {
	key: string;
	code: string;
	ctrlKey: boolean;
	metaKey: boolean;
	shiftKey: boolean;
	altKey: boolean;
}

const ARROWS: Record<string, 'Left' | 'Right' | 'Up' | 'Down'> = {
	ArrowLeft: 'Left',
	ArrowRight: 'Right',
	ArrowUp: 'Up',
	ArrowDown: 'Down',
};

const WITH_CONTROL: Record<string, KeyCommand> = {
	z: 'undo',
	y: 'redo',
	c: 'copy',
	x: 'cut',
	v: 'paste',
	d: 'duplicate',
	a: 'selectAll',
	f: 'find',
	g: 'frame',
	k: 'palette',
	Delete: 'dissolve',
	Backspace: 'dissolve',
};

const WITH_CONTROL_AND_SHIFT: Record<string, KeyCommand> = {
	z: 'redo',
	e: 'makeBlock',
	g: 'takeApart',
};

const PLAIN: Record<string, KeyCommand> = {
	Delete: 'delete',
	Backspace: 'delete',
	F2: 'rename',
	Enter: 'open',
	Escape: 'leave',
	Tab: 'add',
	f: 'fit',
	p: 'probe',
	'1': 'fit',
	Home: 'fit',
	'.': 'fitSelection',
	'/': 'find',
	'+': 'zoomIn',
	'=': 'zoomIn',
	'-': 'zoomOut',
};

/** What a key press asks of the canvas; undefined leaves it to the browser. */
export function keyCommand(press: KeyPress): KeyCommand | undefined {
	const control = press.ctrlKey || press.metaKey;
	const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
	const arrow = ARROWS[key];
	if (control) {
		if (press.altKey) return undefined;
		if (press.shiftKey) return WITH_CONTROL_AND_SHIFT[key];
		return WITH_CONTROL[key];
	}
	if (press.altKey) {
		if (arrow) return press.shiftKey ? undefined : `move${arrow}`;
		// With Alt some keyboards type other signs, so the key's place decides.
		if (press.code === 'KeyM') return press.shiftKey ? undefined : 'minimap';
		if (press.code === 'KeyT') return press.shiftKey ? 'arrange' : undefined;
		return undefined;
	}
	if (press.shiftKey) {
		if (key === 'a') return 'add';
		return key === '+' ? 'zoomIn' : undefined;
	}
	return arrow ? `focus${arrow}` : PLAIN[key];
}

/** Whether keys pressed here are text or belong to a control of its own. */
export function ownsKeys(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]') !==
			null
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
