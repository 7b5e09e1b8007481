// The keys there are, for the sheet that lists them and the palette that offers what they do.
import type { KeyCommand } from '../editor/keymap';
import { keyLabel, keys } from './keys.svelte';

export type Shortcut = {
	/** The text `common.keys.<name>`. */
	name: string;
} & (
	| { command: KeyCommand; fixed?: undefined }
	/** The browser's own, or what a pointer does: presses to be shown, which can't be changed. */
	| { fixed: readonly string[]; command?: undefined }
);

const commands = (...list: KeyCommand[]): Shortcut[] =>
	list.map((command) => ({ name: command, command }));

export const SHORTCUTS: readonly { group: string; keys: readonly Shortcut[] }[] = [
	{ group: 'run', keys: commands('train', 'help') },
	{
		group: 'edit',
		keys: [
			...commands('palette', 'add', 'undo', 'redo'),
			{ name: 'copy', fixed: ['Mod+C', 'Mod+X', 'Mod+V'] },
			{ name: 'pasteWired', fixed: ['Mod+Shift+V'] },
			...commands('duplicate', 'selectAll', 'delete', 'dissolve', 'off', 'rename'),
			...commands('frame', 'makeBlock', 'takeApart'),
		],
	},
	{
		group: 'view',
		keys: [
			...commands('find', 'fit', 'fitSelection', 'zoomIn', 'zoomOut'),
			...commands('probe', 'minimap', 'arrange'),
			{ name: 'walk', fixed: ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'] },
			{ name: 'move', fixed: ['Alt+ArrowLeft', 'Alt+ArrowUp', 'Alt+ArrowRight', 'Alt+ArrowDown'] },
			...commands('open', 'leave'),
		],
	},
];

/** As people read them, in the order they are shown. */
export function pressesOf({ command, fixed }: Shortcut): readonly string[] {
	return (command ? keys.of(command) : fixed).map(keyLabel);
}
