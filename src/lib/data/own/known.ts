// The own data sets that are known on this thread: the compiler asks for types at every edit, and can't wait.
import type { Dataset } from '../dataset';
import { datasetOf, isOwnName, type OwnSet } from './ownSet';
import { ownStore } from './ownStore';

const known = new Map<string, Dataset>();

export function remember(set: OwnSet): void {
	known.set(set.name, datasetOf(set));
}

export function forget(name: string): void {
	known.delete(name);
}

export function knownOwn(name: string): Dataset | undefined {
	return known.get(name);
}

/**
 * Looks up those of these names that this thread hasn't met; one that this browser doesn't have stays unknown.
 * @throws where the browser's database can't be asked.
 */
export async function learnOwn(names: readonly string[]): Promise<void> {
	// Outside of browsers there is nowhere to keep any.
	if (!globalThis.indexedDB) return;
	for (const name of names) {
		if (!isOwnName(name) || known.has(name)) continue;
		const set = await ownStore().find(name);
		if (set) remember(set);
	}
}
