// Own data sets in the browser's database: what they are apart from their values, which are read only when they are used.
import { Dexie, type EntityTable } from 'dexie';
import type { OwnSet } from './ownSet';

interface StoredValues {
	name: string;
	/** One for each output, in order. Browsers keep blobs on disk, and read them when they are asked to. */
	ports: Blob[];
}

class OwnDatabase extends Dexie {
	declare readonly sets: EntityTable<OwnSet, 'name'>;
	declare readonly values: EntityTable<StoredValues, 'name'>;

	constructor(name: string) {
		super(name);
		this.version(1).stores({ sets: 'name, createdAt', values: 'name' });
	}
}

export class OwnStore {
	private readonly database: OwnDatabase;

	/** A database of its own, so that a worker opens nothing but this. */
	constructor(name = 'gan-loom-data') {
		this.database = new OwnDatabase(name);
	}

	/** Newest first. */
	async list(): Promise<OwnSet[]> {
		return this.database.sets.orderBy('createdAt').reverse().toArray();
	}

	find(name: string): Promise<OwnSet | undefined> {
		return this.database.sets.get(name);
	}

	/** `ports`: the values of every output, items to train on first. Kept whole, or not at all. */
	async add(set: OwnSet, ports: Blob[]): Promise<void> {
		const { sets, values } = this.database;
		await this.database.transaction('rw', sets, values, async () => {
			await sets.put(set);
			await values.put({ name: set.name, ports });
		});
	}

	/** Absent where there is no such set. */
	async values(name: string): Promise<Blob[] | undefined> {
		return (await this.database.values.get(name))?.ports;
	}

	async rename(name: string, title: string): Promise<void> {
		await this.database.sets.where({ name }).modify({ title });
	}

	/** Gives what brings it back. */
	async remove(name: string): Promise<() => Promise<void>> {
		const { sets, values } = this.database;
		return this.database.transaction('rw', sets, values, async () => {
			const set = await sets.get(name);
			const kept = await values.get(name);
			await sets.delete(name);
			await values.delete(name);
			return async () => {
				if (set && kept) await this.add(set, kept.ports);
			};
		});
	}

	close(): void {
		this.database.close();
	}
}

let shared: OwnStore | undefined;

export const ownStore = (): OwnStore => (shared ??= new OwnStore());
