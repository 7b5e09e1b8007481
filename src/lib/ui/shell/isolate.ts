// Isolates the page from other origins where its host doesn't send the headers: training on wasm then uses all cores.
import { resolve } from '$app/paths';

/** In this tab the page was reloaded for it: if it isn't isolated then, it never will be. */
const RELOADED = 'ganloom.reloadedForIsolation';

/**
 * Has src/service-worker.ts add the headers, and reloads the page for them: once in a tab's life, and only while nobody
 * has touched it. Where service workers are absent or forbidden nothing happens, and one thread trains.
 */
export async function isolate(): Promise<void> {
	// In a frame it is for the page around it to be isolated.
	if (globalThis.crossOriginIsolated || !navigator.serviceWorker || window.top !== window) return;
	let touched = false;
	for (const type of ['pointerdown', 'keydown', 'drop']) {
		addEventListener(type, () => (touched = true), { once: true, capture: true });
	}
	try {
		const root = resolve('/');
		await navigator.serviceWorker.register(`${root}service-worker.js`, { scope: root });
		await navigator.serviceWorker.ready;
		if (touched || sessionStorage.getItem(RELOADED)) return;
		sessionStorage.setItem(RELOADED, 'yes');
	} catch (error) {
		console.info('The page can’t be isolated here, so training uses one thread.', error);
		return;
	}
	location.reload();
}
