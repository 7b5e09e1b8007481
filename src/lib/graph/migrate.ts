// Brings documents of older versions forward, one version at a time.
import { VERSION, type Json } from './types';

export type JsonObject = { [key: string]: Json };

/** Turns a document of version `n` into one of version `n + 1`; sets everything but the version itself. */
export type Migration = (document: JsonObject) => JsonObject;

/** By the version they start from. Version 1 is the first there has been. */
export const migrations: Readonly<Record<number, Migration>> = {};

/**
 * The document in version `to`, or undefined where no chain of migrations leads there. `document.version` must be
 * a whole number no greater than `to`. The given document is left as it is.
 */
export function migrate(
	document: JsonObject,
	chain: Readonly<Record<number, Migration>> = migrations,
	to: number = VERSION,
): JsonObject | undefined {
	let current = document;
	for (let version = Number(document.version); version < to; version++) {
		const step = Object.hasOwn(chain, version) ? chain[version] : undefined;
		if (!step) return undefined;
		current = { ...step(structuredClone(current)), version: version + 1 };
	}
	return current;
}
