// Isolates the page from other origins on hosts that can't send headers, so that it may share memory among threads.
//
// It only adds the headers to pages and workers; it keeps nothing, and everything else passes it by.
/// <reference lib="webworker" />

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	if (new URL(request.url).origin !== worker.location.origin) return;
	if (request.mode === 'navigate' || request.destination === 'worker') {
		event.respondWith(isolated(request));
	}
});

async function isolated(request: Request): Promise<Response> {
	const response = await fetch(request);
	// A redirect is followed by the browser, and comes back as a request of its own.
	if (response.type === 'opaqueredirect') return response;
	const headers = new Headers(response.headers);
	headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
	const { status, statusText } = response;
	return new Response(response.body, { status, statusText, headers });
}
