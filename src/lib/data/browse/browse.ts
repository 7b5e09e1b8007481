// Asks the worker that looks into data sets; it starts with the first question.
import { wrap, type Remote } from 'comlink';
import type { Handful, HandfulRequest } from './handful';
import type { Browse } from './worker';

interface Connection {
	browse: Remote<Browse>;
	/** Rejects when the worker is gone, and with it every answer. */
	crashed: Promise<never>;
}

let connection: Connection | undefined;

function connect(): Connection {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	const crashed = new Promise<never>((_, reject) => {
		worker.addEventListener('error', (event) => {
			connection = undefined;
			worker.terminate();
			reject(new Error(event.message || 'The worker that reads data sets could not be started.'));
		});
	});
	return { browse: wrap<Browse>(worker), crashed };
}

/**
 * A handful of a data set that is loaded now, unless it was the last one asked for.
 * @throws Error with a message for the reader.
 */
export function browseDataset(
	name: string,
	base: string,
	request: HandfulRequest,
): Promise<Handful> {
	const { browse, crashed } = (connection ??= connect());
	return Promise.race([browse.handful(name, base, request), crashed]);
}
