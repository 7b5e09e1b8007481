// Which panels are folded; remembered in this browser.

const NAMES = ['rail', 'inspector', 'strip', 'timeline', 'openTimeline', 'theory'] as const;

export type PanelName = (typeof NAMES)[number];

const KEY = 'ganloom.folded';

let folded = $state.raw<readonly PanelName[]>(remembered());

export function isFolded(panel: PanelName): boolean {
	return folded.includes(panel);
}

export function toggleFold(panel: PanelName): void {
	remember(folded.includes(panel) ? folded.filter((one) => one !== panel) : [...folded, panel]);
}

/** The timeline is there where it has something to tell, unless a person has it otherwise. */
export function showsTimeline(tells: boolean): boolean {
	return !folded.includes('timeline') && (tells || folded.includes('openTimeline'));
}

export function toggleTimeline(shown: boolean): void {
	const others = folded.filter((one) => one !== 'timeline' && one !== 'openTimeline');
	remember([...others, shown ? 'timeline' : 'openTimeline']);
}

function remember(names: readonly PanelName[]): void {
	folded = names;
	try {
		localStorage.setItem(KEY, folded.join(' '));
	} catch (error) {
		console.warn('The folded panels could not be remembered.', error);
	}
}

function remembered(): PanelName[] {
	try {
		const names = globalThis.localStorage?.getItem(KEY)?.split(' ') ?? [];
		return names.filter((name): name is PanelName => (NAMES as readonly string[]).includes(name));
	} catch {
		// Storage is switched off: nothing can have been remembered.
		return [];
	}
}
