// Which panels are folded; remembered in this browser.

export type PanelName = 'rail' | 'inspector' | 'strip';

const KEY = 'ganloom.folded';

let folded = $state.raw<readonly PanelName[]>(remembered());

export function isFolded(panel: PanelName): boolean {
	return folded.includes(panel);
}

export function toggleFold(panel: PanelName): void {
	folded = folded.includes(panel) ? folded.filter((one) => one !== panel) : [...folded, panel];
	try {
		localStorage.setItem(KEY, folded.join(' '));
	} catch (error) {
		console.warn('The folded panels could not be remembered.', error);
	}
}

function remembered(): PanelName[] {
	try {
		const names = globalThis.localStorage?.getItem(KEY)?.split(' ') ?? [];
		return names.filter((name): name is PanelName => ['rail', 'inspector', 'strip'].includes(name));
	} catch {
		// Storage is switched off: nothing can have been remembered.
		return [];
	}
}
