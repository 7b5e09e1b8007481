// Lets the site work without a network after the first visit, and isolates its pages from other origins on hosts that
// can't send headers, so that they may share memory among threads.
//
// Every version of the site keeps files of its own. A new version waits until all pages of the old one are closed: none
// is ever handed parts of another, and nothing is reloaded under anybody's hands.
/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const NAME = 'ganloom-';
const OWN = `${NAME}${version}`;

const root = new URL('./', worker.location.href);
/** All of the site's code; fonts, data and weights are kept once they have been asked for. */
const CODE = build.filter((path) => !/\.woff2?$/.test(path));
const PAGES = ['', 'edit/', 'projects/', 'favicon.svg', 'weights/index.json'].map(
	(path) => new URL(path, root).pathname,
);
/** Their names change with what is in them. */
const UNCHANGING = new URL('_app/immutable/', root).pathname;

worker.addEventListener('install', (event) => {
	// The first one is wanted at once: a page waits to be isolated. It is filled when a page asks for it.
	event.waitUntil(worker.registration.active ? keepAll() : worker.skipWaiting());
});
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', (event) => {
	if (event.data === 'keep') event.waitUntil(keepAll());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (origin !== worker.location.origin || request.method !== 'GET') return;
	if (request.mode === 'navigate' || request.destination === 'worker')
		event.respondWith(answer(request, pathname).then(isolated));
	else event.respondWith(answer(request, pathname));
});

async function takeOver(): Promise<void> {
	const names = await caches.keys();
	const others = names.filter((name) => name.startsWith(NAME) && name !== OWN);
	await Promise.all(others.map((name) => caches.delete(name)));
	await worker.clients.claim();
}

/** Fetches what is not kept yet. */
async function keepAll(): Promise<void> {
	const cache = await caches.open(OWN);
	const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
	await cache.addAll([...PAGES, ...CODE].filter((path) => !kept.has(path)));
}

/** Code as it is kept; all else as the host has it now, or, where it can't be reached, as it was kept last. */
async function answer(request: Request, pathname: string): Promise<Response> {
	let cache: Cache;
	try {
		cache = await caches.open(OWN);
	} catch {
		// Where the browser grants no storage the site needs its host, as any other.
		return fetch(request);
	}
	if (pathname.startsWith(UNCHANGING)) {
		const kept = await cache.match(pathname);
		if (kept) return kept;
	}
	let response: Response;
	try {
		response = await fetch(request);
	} catch (error) {
		const kept = await lastKept(cache, request, pathname);
		if (kept) return kept;
		throw error;
	}
	// A page is one and the same whatever its address asks for.
	const key = request.mode === 'navigate' ? pathname : request;
	if (response.status === 200 && response.type === 'basic') {
		const copy = response.clone();
		// Whoever asked does not wait for it; without room it is not kept.
		cache.put(key, copy).catch((error: unknown) => console.info(`${pathname} is not kept.`, error));
	}
	return response;
}

async function lastKept(
	cache: Cache,
	request: Request,
	pathname: string,
): Promise<Response | undefined> {
	if (request.mode !== 'navigate') return cache.match(request);
	return (await cache.match(pathname)) ?? cache.match(`${pathname}/`);
}

function isolated(response: Response): Response {
	// A redirect is followed by the browser, and comes back as a request of its own.
	if (response.type === 'opaqueredirect') return response;
	const headers = new Headers(response.headers);
	headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
	const { status, statusText } = response;
	return new Response(response.body, { status, statusText, headers });
}
