// Which layers the view of distributions shows; remembered in this browser.

export const LAYERS = ['real', 'fake', 'field', 'best', 'manifold', 'pull'] as const;

export type Layer = (typeof LAYERS)[number];

const KEY = 'ganloom.layers';
const FIRST: readonly Layer[] = ['real', 'fake', 'field', 'pull'];

let shown = $state.raw<readonly Layer[]>(remembered());

export function isShown(layer: Layer): boolean {
	return shown.includes(layer);
}

export function toggleLayer(layer: Layer): void {
	shown = shown.includes(layer) ? shown.filter((one) => one !== layer) : [...shown, layer];
	try {
		localStorage.setItem(KEY, shown.join(' '));
	} catch (error) {
		console.warn('The layers could not be remembered.', error);
	}
}

function remembered(): readonly Layer[] {
	try {
		const kept = globalThis.localStorage?.getItem(KEY);
		if (typeof kept !== 'string') return FIRST;
		return kept.split(' ').filter((name): name is Layer => LAYERS.includes(name as Layer));
	} catch {
		// Storage is switched off: nothing can have been remembered.
		return FIRST;
	}
}
