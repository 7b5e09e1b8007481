// The keys there are, for the sheet that lists them and the palette that offers what they do.
import type { KeyCommand } from '../editor/keymap';

export interface Shortcut {
	/** The text `common.keys.<name>`. */
	name: string;
	press: readonly string[];
	/** What they do, where that is one thing. */
	command?: KeyCommand;
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
			{ name: 'palette', press: [control('K')], command: 'palette' },
			{ name: 'add', press: ['Tab', `${shift} A`], command: 'add' },
			{ name: 'undo', press: [UNDO_KEY], command: 'undo' },
			{ name: 'redo', press: [REDO_KEY, control('Y')], command: 'redo' },
			{ name: 'copy', press: [control('C'), control('X'), control('V')] },
			{ name: 'pasteWired', press: [control(`${shift} V`)] },
			{ name: 'duplicate', press: [control('D')], command: 'duplicate' },
			{ name: 'selectAll', press: [control('A')], command: 'selectAll' },
			{ name: 'delete', press: ['Delete'], command: 'delete' },
			{ name: 'dissolve', press: [control('Delete')], command: 'dissolve' },
			{ name: 'frame', press: [control('G')], command: 'frame' },
			{ name: 'makeBlock', press: [control(`${shift} E`)], command: 'makeBlock' },
			{ name: 'takeApart', press: [control(`${shift} G`)], command: 'takeApart' },
			{ name: 'rename', press: ['F2'], command: 'rename' },
		],
	},
	{
		group: 'view',
		keys: [
			{ name: 'find', press: [control('F'), '/'], command: 'find' },
			{ name: 'fit', press: ['F', '1', 'Home'], command: 'fit' },
			{ name: 'fitSelection', press: ['.'], command: 'fitSelection' },
			{ name: 'zoom', press: ['+', '−'] },
			{ name: 'probe', press: ['P'], command: 'probe' },
			{ name: 'minimap', press: [`${alt} M`], command: 'minimap' },
			{ name: 'arrange', press: [`${alt} ${shift} T`], command: 'arrange' },
			{ name: 'walk', press: ['← ↑ → ↓'] },
			{ name: 'move', press: [`${alt} ← ↑ → ↓`] },
			{ name: 'open', press: ['Enter'], command: 'open' },
			{ name: 'leave', press: ['Esc'], command: 'leave' },
		],
	},
];
