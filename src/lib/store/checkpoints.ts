// Moments of runs that are kept to go back to, beside the one state that follows each project.
import type { GraphDocument } from '../graph/types';
import type { Checkpoint, HostArray, RunRecord } from '../runtime/protocol';
import { ProjectRemoved, type Database, type KeptCheckpoint } from './database';
import { dropped, MOST_BYTES, type KeepRule } from './keepRule';
import { randomId } from './projects';

/** All of a kept moment. */
export interface KeptState {
	checkpoint: Checkpoint;
	/** The graph it was trained with. */
	document: GraphDocument;
	record?: RunRecord;
}

export interface ToKeep extends KeptState {
	by: KeptCheckpoint['by'];
	name?: string;
	samples?: Blob;
}

export class Checkpoints {
	constructor(
		private readonly database: Database,
		private readonly now: () => number = Date.now,
		private readonly mostBytes = MOST_BYTES,
	) {}

	/**
	 * Keeps a moment, and lets those go that it takes the place of; what is kept by hand is marked.
	 * @throws {ProjectRemoved}
	 */
	async keep(
		projectId: string,
		{ by, name, samples, ...state }: ToKeep,
		rule: Pick<KeepRule, 'last'>,
	): Promise<KeptCheckpoint> {
		const { projects, checkpoints, kept } = this.database;
		const id = `${projectId}/${randomId()}`;
		const { round } = state.checkpoint;
		const savedAt = this.now();
		const marked = by === 'hand';
		const bytes = bytesOf(state) + (samples?.size ?? 0);
		const entry: KeptCheckpoint = {
			...{ id, projectId, round, savedAt, by, marked, name, samples, bytes },
		};
		await this.database.transaction('rw', projects, checkpoints, kept, async () => {
			// Otherwise a state would stay behind that belongs to nothing.
			if (!(await projects.get(projectId)))
				throw new ProjectRemoved(`There is no project ${projectId}.`);
			const others = await kept.where({ projectId }).toArray();
			const going = dropped([...others, entry], rule, this.mostBytes).map((one) => one.id);
			// First, so that there is room.
			await checkpoints.bulkDelete(going);
			await kept.bulkDelete(going);
			await checkpoints.add({ id, projectId, round, savedAt, ...state });
			await kept.add(entry);
		});
		return entry;
	}

	/** Newest first; without weights. */
	async list(projectId: string): Promise<KeptCheckpoint[]> {
		const all = await this.database.kept.where({ projectId }).toArray();
		return all.toSorted((a, b) => b.savedAt - a.savedAt);
	}

	/** Undefined where it is gone. */
	async load(id: string): Promise<KeptState | undefined> {
		const stored = await this.database.checkpoints.get(id);
		if (!stored?.document) return undefined;
		const { checkpoint, document, record } = stored;
		return { checkpoint, document, record };
	}

	/** Does nothing where it is gone. */
	async change(id: string, changes: Partial<Pick<KeptCheckpoint, 'name' | 'marked'>>) {
		await this.database.kept.update(id, changes);
	}

	/** Gives what brings it back. */
	async remove(id: string): Promise<() => Promise<void>> {
		const { checkpoints, kept } = this.database;
		return this.database.transaction('rw', checkpoints, kept, async () => {
			const [state, entry] = [await checkpoints.get(id), await kept.get(id)];
			await checkpoints.delete(id);
			await kept.delete(id);
			return async () => {
				if (!state || !entry) return;
				await this.database.transaction('rw', checkpoints, kept, async () => {
					await checkpoints.put(state);
					await kept.put(entry);
				});
			};
		});
	}
}

/** What the numbers and pictures of a state take. */
export function bytesOf({ checkpoint, record }: Omit<KeptState, 'document'>): number {
	const { weights, optimizer, averages = {}, held = {} } = checkpoint;
	const arrays: HostArray[] = [weights, optimizer, averages, held].flatMap((part) =>
		Object.values(part),
	);
	const frames = Object.values(record?.pictures ?? {}).flat();
	const series = Object.values(record?.losses ?? {});
	return (
		arrays.reduce((sum, { values }) => sum + values.byteLength, 0) +
		frames.reduce((sum, { pictures }) => sum + pictures.pixels.byteLength, 0) +
		// A round and a value, each a number of eight bytes.
		series.reduce((sum, { rounds }) => sum + rounds.length * 16, 0)
	);
}
