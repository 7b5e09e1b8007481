// Threads as Node's own.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ThreadHost } from './threads';

export const threads: ThreadHost = {
	cores: availableParallelism(),
	read: (file) => readFile(file),
	start: (workerData) =>
		new Promise((resolve, reject) => {
			const worker = new Worker(new URL('./workerInNode.js', import.meta.url), {
				workerData,
				// Not the loaders of this process.
				execArgv: [],
			});
			worker.once('message', () => {
				// A thread is no reason for the process to go on.
				worker.unref();
				resolve();
			});
			worker.once('error', reject);
		}),
};
