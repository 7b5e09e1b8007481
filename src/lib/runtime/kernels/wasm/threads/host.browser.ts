// Threads as workers of the training worker. There are none unless the page is isolated from other origins: only then
// may memory be shared.
import type { ThreadHost } from './threads';

export const threads: ThreadHost | undefined = globalThis.crossOriginIsolated
	? {
			cores: navigator.hardwareConcurrency,
			read: async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer()),
			start: (start) =>
				new Promise((resolve, reject) => {
					const worker = new Worker(new URL('./worker.browser.ts', import.meta.url), {
						type: 'module',
					});
					worker.onmessage = () => resolve();
					worker.onerror = ({ message }) => reject(new Error(message || 'no worker'));
					worker.postMessage(start);
				}),
		}
	: undefined;
