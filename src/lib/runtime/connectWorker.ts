// Starts the training worker and speaks to it as if it were here.
import { proxy, wrap, type Remote } from 'comlink';
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
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	const crashed = new Promise<never>((_, reject) => {
		worker.addEventListener('error', (event) => {
			const message = event.message || 'The training worker could not be started.';
			listeners.crash(message);
			reject(new Error(message));
		});
	});
	const engine = wrap<Engine>(worker);
	const listening = Promise.all([
		engine.onReport(proxy((report) => listeners.report(report))),
		engine.onFailure(proxy((failure) => listeners.failure(failure))),
	]);
	await Promise.race([listening, crashed]);
	return { engine, close: () => worker.terminate() };
}
