// What the tests of the store share: a fresh database, a document, a checkpoint, and a browser's locks.
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import type { GraphDocument } from '../../src/lib/graph/types';
import type { Checkpoint } from '../../src/lib/runtime/protocol';
import { Database } from '../../src/lib/store/database';
import type { Locks } from '../../src/lib/store/claim';
import type { StashStorage } from '../../src/lib/store/stash';

Dexie.dependencies.indexedDB = indexedDB;
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let made = 0;
export const freshDatabase = (): Database => new Database(`test-${made++}`);

export const makeDocument = (title: string): GraphDocument => ({
	format: 'ganloom',
	version: 1,
	title,
	summary: '',
	networks: {},
	blocks: {},
	training: { nodes: [], wires: [], frames: [] },
	run: { seed: 1, batch: 4, rounds: 10 },
});

export const makeCheckpoint = (round: number): Checkpoint => ({
	version: 1,
	seed: 1,
	round,
	phase: 0,
	draw: round,
	updates: { playerD: round },
	weights: { 'G/dense1/weight': { shape: [2, 1], values: Float32Array.from([0.1, -2]) } },
	optimizer: {},
});

export function makeStorage(): StashStorage {
	const texts = new Map<string, string>();
	return {
		getItem: (key) => texts.get(key) ?? null,
		setItem: (key, text) => void texts.set(key, text),
		removeItem: (key) => void texts.delete(key),
	};
}

/** Locks as browsers have them: one holder a name, the others queue. */
export function makeLocks(): Locks {
	const held = new Set<string>();
	const queues = new Map<string, (() => void)[]>();
	const hold = async (name: string, run: (lock: Lock | null) => unknown): Promise<unknown> => {
		held.add(name);
		try {
			return await run({ name, mode: 'exclusive' });
		} finally {
			held.delete(name);
			queues.get(name)?.shift()?.();
		}
	};
	const request = async (
		name: string,
		options: LockOptions,
		run: (lock: Lock | null) => unknown,
	): Promise<unknown> => {
		if (!held.has(name)) return hold(name, run);
		if (options.ifAvailable) return run(null);
		await new Promise<void>((resolve, reject) => {
			const queue = queues.get(name) ?? [];
			queues.set(name, [...queue, resolve]);
			options.signal?.addEventListener('abort', () => {
				queues.set(
					name,
					(queues.get(name) ?? []).filter((waiting) => waiting !== resolve),
				);
				reject(options.signal?.reason);
			});
		});
		return hold(name, run);
	};
	return { request: request as Locks['request'] };
}
