// A job that threads share: a kernel, and the arguments of each of its parts, in memory that all of them see.
//
// Whoever is free takes the next part, so a thread held up elsewhere delays only its own. In JavaScript, for Node's
// threads have no loader for TypeScript, and one takes longer to load than a kernel saves.

/** Places in the block, in 32-bit words: those that threads contend for lie on cache lines of their own. */
const BELL = 0;
const UNTAKEN = 16;
const DONE = 32;
const FAILED = 33;
const KERNEL = 48;
const ARGUMENTS = 49;
const PARTS = 64;

export const MOST_PARTS = 64;
const MOST_ARGUMENTS = 24;

/** Looks at a word this often before it sleeps: some 10 microseconds, for the next job is often that near. */
const SPINS = 2000;

/** @typedef {readonly ((...args: number[]) => unknown)[]} Kernels */

/**
 * What an instance exports, in the module's order: a kernel's place is the same on every thread.
 * @param {WebAssembly.Instance} instance
 * @returns {Kernels}
 */
export function kernelsOf({ exports }) {
	const kernels = Object.values(exports).filter((value) => typeof value === 'function');
	return /** @type {Kernels[number][]} */ (kernels);
}

export class SharedJob {
	static bytes = PARTS * 4 + MOST_PARTS * MOST_ARGUMENTS * 8;

	#words;
	#parts;

	/**
	 * @param {WebAssembly.Memory} memory
	 * @param {number} at a multiple of eight; `bytes` from there are this job's own, zero at first
	 */
	constructor({ buffer }, at) {
		this.#words = new Int32Array(buffer, at, PARTS);
		this.#parts = new Float64Array(buffer, at + PARTS * 4, MOST_PARTS * MOST_ARGUMENTS);
	}

	/**
	 * Runs a kernel with each part's arguments, here and on every thread that serves this job; returns when all are done.
	 * Throws when a part failed.
	 * @param {number} kernel its place among `kernels`
	 * @param {readonly (readonly number[])[]} parts
	 * @param {Kernels} kernels
	 * @param {number} scratch this thread's
	 */
	run(kernel, parts, kernels, scratch) {
		const words = this.#words;
		words[KERNEL] = kernel;
		words[ARGUMENTS] = parts[0]?.length ?? 0;
		parts.forEach((own, index) => this.#parts.set(own, index * MOST_ARGUMENTS));
		Atomics.store(words, DONE, 0);
		Atomics.store(words, FAILED, 0);
		// From here on threads may take parts, even before the bell.
		Atomics.store(words, UNTAKEN, parts.length);
		Atomics.add(words, BELL, 1);
		Atomics.notify(words, BELL, parts.length - 1);
		const cause = this.#takeParts(kernels, scratch);
		this.#waitForOthers(parts.length);
		if (Atomics.load(words, FAILED)) throw new Error('A kernel failed.', { cause });
	}

	/**
	 * Serves this job for ever.
	 * @param {Kernels} kernels
	 * @param {number} scratch
	 * @returns {never}
	 */
	serve(kernels, scratch) {
		for (;;) {
			const error = this.#takeParts(kernels, scratch);
			// The thread that runs the job throws; it can't be handed the error.
			if (error) console.error(error);
			this.#waitForParts();
		}
	}

	/**
	 * Gives the last error of a part.
	 * @param {Kernels} kernels
	 * @param {number} scratch
	 */
	#takeParts(kernels, scratch) {
		const words = this.#words;
		/** @type {unknown} */
		let failure;
		// What is taken when nothing is left makes the count negative, which the next job overwrites.
		for (let part; (part = Atomics.sub(words, UNTAKEN, 1) - 1) >= 0;) {
			const from = part * MOST_ARGUMENTS;
			const own = this.#parts.subarray(from, from + Number(words[ARGUMENTS]));
			try {
				const kernel = /** @type {Kernels[number]} */ (kernels[Number(words[KERNEL])]);
				kernel(...own, scratch);
			} catch (error) {
				failure = error;
				Atomics.store(words, FAILED, 1);
			}
			Atomics.add(words, DONE, 1);
			Atomics.notify(words, DONE);
		}
		return failure;
	}

	#waitForParts() {
		const words = this.#words;
		const bell = Atomics.load(words, BELL);
		for (let i = 0; i < SPINS; i++) if (Atomics.load(words, UNTAKEN) > 0) return;
		Atomics.wait(words, BELL, bell);
	}

	/** @param {number} parts */
	#waitForOthers(parts) {
		const words = this.#words;
		for (let spins = 0; ; spins++) {
			const done = Atomics.load(words, DONE);
			if (done === parts) return;
			if (spins >= SPINS) Atomics.wait(words, DONE, done);
		}
	}
}

/**
 * What a thread does: it calls `ready` and serves its job until its worker is ended.
 * @param {import('./threads').ThreadStart} start
 * @param {() => void} ready
 * @returns {never}
 */
export function serve({ module, memory, job, scratch }, ready) {
	const instance = new WebAssembly.Instance(module, { env: { memory } });
	const shared = new SharedJob(memory, job);
	ready();
	return shared.serve(kernelsOf(instance), scratch);
}
