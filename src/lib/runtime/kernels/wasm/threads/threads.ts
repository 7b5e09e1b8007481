// Starts the threads that share our kernels' work: with the one that calls, as many as there are processors.
import { SharedJob } from './sharedJob.js';

/** Each has its own scratch memory and instance, and products gain less and less. */
const MOST_THREADS = 8;

/** What a thread is handed. */
export interface ThreadStart {
	module: WebAssembly.Module;
	memory: WebAssembly.Memory;
	/** Where the job and this thread's own scratch memory lie. */
	job: number;
	scratch: number;
}

/** What threads need from where they run. */
export interface ThreadHost {
	/** Logical processors. */
	cores: number;
	/** The bytes of a file named in `WasmFiles`. */
	read(file: string): Promise<Uint8Array>;
	/** Resolves when the thread serves. */
	start(start: ThreadStart): Promise<void>;
}

export interface Threads {
	/** What they serve. */
	job: SharedJob;
	/** The calling thread included. */
	count: number;
	/** Why one could not be started. */
	problem?: string;
}

/** Those that fail to start are done without. */
export async function startThreads(
	host: ThreadHost,
	module: WebAssembly.Module,
	memory: WebAssembly.Memory,
	allocate: (bytes: number) => number,
	scratchBytes: number,
): Promise<Threads> {
	const job = allocate(SharedJob.bytes);
	// Before any thread looks at it: what lay here once may say that there is work.
	new Uint8Array(memory.buffer, job, SharedJob.bytes).fill(0);
	const others = Math.max(0, Math.min(host.cores, MOST_THREADS) - 1);
	const started = await Promise.allSettled(
		Array.from({ length: others }, () =>
			host.start({ module, memory, job, scratch: allocate(scratchBytes) }),
		),
	);
	const failed = started.filter((thread) => thread.status === 'rejected');
	return {
		job: new SharedJob(memory, job),
		count: 1 + others - failed.length,
		problem: failed.length > 0 ? String(failed[0]!.reason) : undefined,
	};
}
