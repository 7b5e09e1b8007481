// How the page hears that a worker is gone: a lock named like the worker, which it holds as long as it lives.

/** What a worker says once it holds its lock. */
export const ALIVE = 'alive';

/** Held until the worker ends, however it does. Without a name, or locks, nothing is said. */
export function holdForLife(name: string): void {
	const { locks } = navigator;
	if (!name || !locks) return;
	void locks.request(name, () => {
		postMessage(ALIVE);
		return new Promise(() => undefined);
	});
}
