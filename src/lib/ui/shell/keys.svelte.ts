// The keys in use: the usual ones, and those a person has changed, which are remembered in this browser.
import { keyCommand, type KeyCommand, type KeyPress, type Keys as Table } from '../editor/keymap';
import { keysWith, readOwnKeys, rebound, restored, type OwnKeys } from '../editor/rebinding';
import { t } from '../i18n/i18n.svelte';
import { notify } from './notices.svelte';
import { settings } from './store';

const KEY = 'keys';

class Keys {
	own = $state.raw<OwnKeys>({});
	readonly #table: Table = $derived(keysWith(this.own));

	/** Presses as texts of the keymap. */
	of(command: KeyCommand): readonly string[] {
		return this.#table[command];
	}

	/** The first press of a command as people read it, for tooltips; empty where it has none. */
	label(command: KeyCommand): string {
		const [press] = this.of(command);
		return press === undefined ? '' : keyLabel(press);
	}

	commandOf(press: KeyPress): KeyCommand | undefined {
		return keyCommand(press, this.#table);
	}

	/** Gives a command another press for one it has; what is in the way gets the old one. */
	rebind(command: KeyCommand, old: string, press: string): void {
		this.#keep(rebound(this.own, command, old, press));
	}

	restore(command: KeyCommand): void {
		this.#keep(restored(this.own, command));
	}

	restoreAll(): void {
		this.#keep({});
	}

	async load(): Promise<void> {
		try {
			this.own = readOwnKeys(await settings.get(KEY));
		} catch (error) {
			// Where the browser keeps nothing, the usual keys do.
			console.warn('The keys could not be read.', error);
		}
	}

	#keep(own: OwnKeys): void {
		this.own = own;
		const stored = Object.fromEntries(
			Object.entries(own).map(([name, list]) => [name, [...(list ?? [])]]),
		);
		settings.set(KEY, stored).catch((error: unknown) => {
			// They hold until the page is left.
			console.warn('The keys could not be remembered.', error);
			notify({ tone: 'quiet', text: t('common.keys.notKept') });
		});
	}
}

export const keys = new Keys();
if (globalThis.indexedDB) void keys.load();

/** Macs have ⌘ where others have Ctrl. */
const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
const SIGNS: Readonly<Record<string, string>> = {
	Mod: apple ? '⌘' : 'Ctrl',
	Alt: apple ? '⌥' : 'Alt',
	Shift: apple ? '⇧' : 'Shift',
	Escape: 'Esc',
	ArrowLeft: '←',
	ArrowRight: '→',
	ArrowUp: '↑',
	ArrowDown: '↓',
	'-': '−',
};

/** `Mod+Shift+E` as it is written on the keys: `Ctrl Shift E`. */
export function keyLabel(press: string): string {
	// The sign + is itself a key.
	return press
		.split(/(?<=.)\+(?=.)/)
		.map((part) => SIGNS[part] ?? part)
		.join(' ');
}
