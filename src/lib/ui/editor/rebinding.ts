// Giving commands other keys: what may be taken, what is in the way, and what is kept of it.
import type { Json } from '../../graph/types';
import { commandAt, USUAL_KEYS, type KeyCommand, type Keys } from './keymap';

/** Keys a person has given to commands; those that are not listed have their usual ones. */
export type OwnKeys = Readonly<Partial<Record<KeyCommand, readonly string[]>>>;

/** Why a press can't be had: the text `common.keys.reserved.<reason>`. */
export type Reserved = 'browser' | 'clipboard' | 'walking' | 'panning' | 'arrows';

const BROWSER = new Set([
	...['W', 'T', 'N', 'Q', 'R', 'L', 'P', 'M', 'H'].map((key) => `Mod+${key}`),
	...['W', 'T', 'N', 'Q', 'R', 'I', 'J'].map((key) => `Mod+Shift+${key}`),
	...[...'0123456789+-='].map((key) => `Mod+${key}`),
	...['Mod+Tab', 'Mod+Shift+Tab', 'Mod+PageUp', 'Mod+PageDown', 'Alt+F4', 'Alt+Tab'],
	...['F1', 'F5', 'F6', 'F11', 'F12'],
]);
const CLIPBOARD = new Set(['Mod+C', 'Mod+X', 'Mod+V', 'Mod+Shift+V']);

export function reserved(press: string): Reserved | undefined {
	if (BROWSER.has(press)) return 'browser';
	if (CLIPBOARD.has(press)) return 'clipboard';
	if (/(^|\+)Tab$/.test(press)) return 'walking';
	if (/(^|\+)Space$/.test(press)) return 'panning';
	return /(^|\+)Arrow\w+$/.test(press) ? 'arrows' : undefined;
}

/** All commands with the keys they have now. */
export function keysWith(own: OwnKeys): Keys {
	return { ...USUAL_KEYS, ...own };
}

/** Another command that has these keys. */
export function inTheWay(own: OwnKeys, command: KeyCommand, press: string): KeyCommand | undefined {
	const found = commandAt(keysWith(own), press);
	return found === command ? undefined : found;
}

/** Puts a press in the place of one of a command's; a command that had it gets that one instead. */
export function rebound(own: OwnKeys, command: KeyCommand, old: string, press: string): OwnKeys {
	const keys = keysWith(own);
	const other = inTheWay(own, command, press);
	const put = (list: readonly string[], was: string, now: string): readonly string[] => [
		...new Set(list.map((one) => (one === was ? now : one))),
	];
	return withoutUsual({
		...own,
		...(other && { [other]: put(keys[other], press, old) }),
		[command]: put(keys[command], old, press),
	});
}

/** A command has its usual keys again; commands that were given one of them get theirs back as well. */
export function restored(own: OwnKeys, command: KeyCommand): OwnKeys {
	let left: OwnKeys = own;
	for (const open = [command]; open.length > 0;) {
		const one = open.pop()!;
		left = Object.fromEntries(Object.entries(left).filter(([name]) => name !== one));
		for (const press of USUAL_KEYS[one])
			for (const [name, list] of Object.entries(left))
				if (list?.includes(press)) open.push(name as KeyCommand);
	}
	return left;
}

/** What the store has, as far as it is keys for commands that there are. */
export function readOwnKeys(stored: Json | undefined): OwnKeys {
	if (stored === null || typeof stored !== 'object' || Array.isArray(stored)) return {};
	return withoutUsual(
		Object.fromEntries(
			Object.entries(stored).flatMap(([name, list]) =>
				Object.hasOwn(USUAL_KEYS, name) && Array.isArray(list)
					? [[name, list.filter((press) => typeof press === 'string')]]
					: [],
			),
		),
	);
}

function withoutUsual(own: OwnKeys): OwnKeys {
	return Object.fromEntries(
		Object.entries(own).filter(
			([name, list]) => list && list.join(' ') !== USUAL_KEYS[name as KeyCommand].join(' '),
		),
	);
}
