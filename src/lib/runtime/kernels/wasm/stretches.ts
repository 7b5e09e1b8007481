// Cuts a run of numbers into stretches that are worth a thread's while.

/** Numbers that are worth a stretch of their own: a quarter of a megabyte of each operand, some 20 microseconds. */
const STRETCH = 2 ** 16;
/** More than threads, so that one held up leaves its share to the others. */
const STRETCHES_PER_THREAD = 2;
/** Stretches begin where a cache line does, if the run does: no two threads write to one. */
const LINE = 16;

export interface Stretch {
	/** Bytes from the first number of the run. */
	offset: number;
	/** Numbers of four bytes each. */
	count: number;
}

/** About equal stretches, in order, that cover `count` numbers; one where that is enough or there is one thread. */
export function stretchesOf(count: number, threads: number): Stretch[] {
	const most = threads === 1 ? 1 : threads * STRETCHES_PER_THREAD;
	const wanted = Math.max(1, Math.min(most, Math.floor(count / STRETCH)));
	const length = Math.max(1, Math.ceil(count / wanted / LINE)) * LINE;
	return Array.from({ length: Math.ceil(count / length) }, (_, index) => ({
		offset: index * length * 4,
		count: Math.min(length, count - index * length),
	}));
}
