// Starts the training worker and speaks to it as if it were here.
import { proxy, wrap, type Remote } from 'comlink';
import { ALIVE } from './alive';
import type { Engine, Failure, Report } from './protocol';

/** The engine across a border: every method gives a promise. */
export type RemoteEngine = Omit<Remote<Engine>, 'onReport' | 'onFailure'>;

export interface Listeners {
	report(report: Report): void;
	failure(failure: Failure): void;
	/** The worker itself is gone; nothing asked of it will be answered. */
	crash(message: string): void;
}

export interface Connection {
	engine: RemoteEngine;
	close(): void;
}

export async function connectWorker(listeners: Listeners): Promise<Connection> {
	const { locks } = navigator;
	const name = locks && `gan-loom/worker/${crypto.randomUUID()}`;
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
	const closed = new AbortController();
	const crashed = new Promise<never>((_, reject) => {
		const crash = (message: string): void => {
			listeners.crash(message);
			reject(new Error(message));
		};
		worker.addEventListener('error', (event) => {
			crash(event.message || 'The training worker could not be started.');
		});
		// A worker that the browser ends says nothing, but the lock it held comes free.
		worker.addEventListener('message', ({ data }) => {
			if (data === ALIVE) void locks.request(name, closed, () => crash(ENDED)).catch(unlessClosed);
		});
	});
	// It may come at any time, and is told of by then.
	crashed.catch(() => undefined);
	const engine = wrap<Engine>(worker);
	const listening = Promise.all([
		engine.onReport(proxy((report) => listeners.report(report))),
		engine.onFailure(proxy((failure) => listeners.failure(failure))),
	]);
	await Promise.race([listening, crashed]);
	const close = (): void => {
		closed.abort();
		worker.terminate();
	};
	return { engine, close };
}

const ENDED = 'The browser ended the training worker.';

function unlessClosed(error: unknown): void {
	if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
