// The keys there are, for the sheet that lists them.

export interface Shortcut {
	/** The text `common.keys.<name>`. */
	name: string;
	press: readonly string[];
}

/** Macs have ⌘ where others have Ctrl. */
const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
const control = (key: string): string => (apple ? `⌘ ${key}` : `Ctrl ${key}`);
const shift = apple ? '⇧' : 'Shift';
const alt = apple ? '⌥' : 'Alt';

export const TRAIN_KEY = control('Enter');
export const UNDO_KEY = control('Z');
export const REDO_KEY = control(`${shift} Z`);

export const SHORTCUTS: readonly { group: string; keys: readonly Shortcut[] }[] = [
	{
		group: 'run',
		keys: [
			{ name: 'train', press: [TRAIN_KEY] },
			{ name: 'help', press: ['?'] },
		],
	},
	{
		group: 'edit',
		keys: [
			{ name: 'add', press: ['Tab', `${shift} A`] },
			{ name: 'undo', press: [UNDO_KEY] },
			{ name: 'redo', press: [REDO_KEY, control('Y')] },
			{ name: 'copy', press: [control('C'), control('X'), control('V')] },
			{ name: 'duplicate', press: [control('D')] },
			{ name: 'selectAll', press: [control('A')] },
			{ name: 'delete', press: ['Delete'] },
			{ name: 'rename', press: ['F2'] },
		],
	},
	{
		group: 'view',
		keys: [
			{ name: 'fit', press: ['F', '1'] },
			{ name: 'zoom', press: ['+', '−'] },
			{ name: 'minimap', press: [`${alt} M`] },
			{ name: 'arrange', press: [`${alt} ${shift} T`] },
			{ name: 'walk', press: ['← ↑ → ↓'] },
			{ name: 'move', press: [`${alt} ← ↑ → ↓`] },
			{ name: 'open', press: ['Enter'] },
			{ name: 'leave', press: ['Esc'] },
		],
	},
];
