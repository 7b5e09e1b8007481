// The keys there are, for the sheet that lists them and the palette that offers what they do.
import type { KeyCommand } from '../editor/keymap';
import { t } from '../i18n/i18n.svelte';
import { keyLabel, keys } from './keys.svelte';

export type Shortcut = {
	/** The text `common.keys.<name>`. */
	name: string;
} & (
	| { command: KeyCommand; fixed?: undefined; pointer?: undefined }
	/** The browser's own: to be shown, for they can't be changed. */
	| { fixed: readonly string[]; command?: undefined; pointer?: undefined }
	/** Something a pointer does while a key is held. */
	| { pointer: readonly [held: string, does: string]; command?: undefined; fixed?: undefined }
);

const commands = (...list: KeyCommand[]): Shortcut[] =>
	list.map((command) => ({ name: command, command }));

export const SHORTCUTS: readonly { group: string; keys: readonly Shortcut[] }[] = [
	{ group: 'run', keys: commands('train', 'keep', 'save', 'help') },
	{
		group: 'edit',
		keys: [
			...commands('palette', 'add', 'undo', 'redo'),
			{ name: 'copy', fixed: ['Mod+C', 'Mod+X', 'Mod+V'] },
			{ name: 'pasteWired', fixed: ['Mod+Shift+V'] },
			...commands('duplicate', 'selectAll', 'delete', 'dissolve', 'off', 'rename'),
			...commands('scissors', 'breakWires', 'moveWires'),
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
	{
		group: 'pointing',
		keys: [
			{ name: 'cutStroke', pointer: ['Mod', 'rightDrag'] },
			{ name: 'breakSocket', pointer: ['Alt', 'click'] },
			{ name: 'moveSocket', pointer: ['Mod', 'drag'] },
			{ name: 'freely', pointer: ['Mod', 'hold'] },
		],
	},
];

/** As people read them, in the order they are shown. */
export function pressesOf({ command, fixed, pointer }: Shortcut): readonly string[] {
	if (pointer) return [`${keyLabel(pointer[0])} + ${t(`common.keys.pointer.${pointer[1]}`)}`];
	return (command ? keys.of(command) : fixed).map(keyLabel);
}
