// Sorts what depends on one another, and finds what depends on itself.

export interface Sorted {
	/** What is on no circle, dependencies first, otherwise as given. */
	order: string[];
	/** Each circle's members, in the order in which one depends on the next. */
	circles: string[][];
}

/** Tarjan's strongly connected components. `needs` may name what isn't among `names`: it is ignored. */
export function sortByNeed(
	names: readonly string[],
	needs: (name: string) => Iterable<string>,
): Sorted {
	const known = new Set(names);
	const found = new Map<string, { index: number; low: number; onPath: boolean }>();
	const path: string[] = [];
	const sorted: Sorted = { order: [], circles: [] };

	const visit = (name: string): { index: number; low: number; onPath: boolean } => {
		const mark = { index: found.size, low: found.size, onPath: true };
		found.set(name, mark);
		path.push(name);
		let itself = false;
		for (const need of needs(name)) {
			if (!known.has(need)) continue;
			if (need === name) itself = true;
			const other = found.get(need);
			if (!other) mark.low = Math.min(mark.low, visit(need).low);
			else if (other.onPath) mark.low = Math.min(mark.low, other.index);
		}
		if (mark.low === mark.index) {
			const members = path.splice(path.indexOf(name));
			for (const member of members) found.get(member)!.onPath = false;
			if (members.length > 1 || itself) sorted.circles.push(members);
			else sorted.order.push(name);
		}
		return mark;
	};

	for (const name of names) if (!found.has(name)) visit(name);
	return sorted;
}

/** `roots` and all they need, directly or not. */
export function allNeeded(
	roots: Iterable<string>,
	needs: (name: string) => Iterable<string>,
): Set<string> {
	const found = new Set<string>();
	const open = [...roots];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (found.has(next)) continue;
		found.add(next);
		open.push(...needs(next));
	}
	return found;
}
