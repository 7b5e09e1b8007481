// Sets that are never written to: what is selected is replaced whole, so that whoever reads it sees the change.

export function setOf<T>(items: Iterable<T> = []): ReadonlySet<T> {
	return new Set(items);
}

export function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
	return a.size === b.size && [...a].every((item) => b.has(item));
}

/** The items that are still there; the very same set if all are. */
export function keep<T>(set: ReadonlySet<T>, there: Iterable<T>): ReadonlySet<T> {
	const allowed = new Set(there);
	return [...set].every((item) => allowed.has(item))
		? set
		: new Set([...set].filter((item) => allowed.has(item)));
}
