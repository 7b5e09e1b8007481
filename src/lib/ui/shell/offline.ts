// Keeps the site in this browser, so that it opens without a network; see src/service-worker.ts.
import { dev } from '$app/environment';
import { resolve } from '$app/paths';

/** Where service workers are absent or forbidden the site needs its host, as any other. */
export async function keepOffline(): Promise<void> {
	// While it is being developed the site changes all the time.
	if (dev || !navigator.serviceWorker || window.top !== window) return;
	const root = resolve('/');
	try {
		await navigator.serviceWorker.register(`${root}service-worker.js`, { scope: root });
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage('keep');
	} catch (error) {
		console.info('The site can’t be kept for use without a network.', error);
	}
}
