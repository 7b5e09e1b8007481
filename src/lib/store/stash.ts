// Where the latest edit waits when a page is left before the database could take it.
//
// A browser drops database writes begun while a page goes away; only `localStorage` writes at once.
import type { GraphDocument } from '../graph/types';

export type StashStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Stash {
	constructor(private readonly storage: StashStorage | undefined) {}

	/** Throws when the browser has no room or keeps nothing. */
	put(projectId: string, document: GraphDocument): void {
		this.storage?.setItem(keyOf(projectId), JSON.stringify(document));
	}

	get(projectId: string): GraphDocument | undefined {
		const text = this.storage?.getItem(keyOf(projectId));
		return text ? (JSON.parse(text) as GraphDocument) : undefined;
	}

	remove(projectId: string): void {
		this.storage?.removeItem(keyOf(projectId));
	}
}

const keyOf = (projectId: string): string => `gan-loom/unsaved/${projectId}`;

/** Browsers that keep nothing throw at the mere mention of their storage. */
export function browserStash(): Stash {
	try {
		return new Stash(globalThis.localStorage);
	} catch {
		return new Stash(undefined);
	}
}
