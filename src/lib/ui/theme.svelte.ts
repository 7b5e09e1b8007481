// Light or dark: as the system is, until a person says otherwise; that is remembered in this browser.

export type Theme = 'light' | 'dark';

const KEY = 'ganloom.theme';

const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

let system = $state<Theme>(dark?.matches ? 'dark' : 'light');
let chosen = $state<Theme | undefined>(remembered());

/** The theme in use; reading it in markup makes the markup follow. */
export function theme(): Theme {
	return chosen ?? system;
}

/** Goes over to the other theme. Choosing what the system has anyway means to follow the system again. */
export function switchTheme(): void {
	const next = theme() === 'dark' ? 'light' : 'dark';
	chosen = next === system ? undefined : next;
	try {
		if (chosen) localStorage.setItem(KEY, chosen);
		else localStorage.removeItem(KEY);
	} catch (error) {
		// The switch works all the same; it just is not remembered.
		console.warn('The theme could not be remembered.', error);
	}
	show();
}

function remembered(): Theme | undefined {
	try {
		const value = globalThis.localStorage?.getItem(KEY);
		return value === 'light' || value === 'dark' ? value : undefined;
	} catch {
		// Storage is switched off: nothing can have been remembered.
		return undefined;
	}
}

function show(): void {
	document.documentElement.dataset.theme = theme();
}

dark?.addEventListener('change', () => {
	system = dark.matches ? 'dark' : 'light';
	show();
});
if (globalThis.document) show();
