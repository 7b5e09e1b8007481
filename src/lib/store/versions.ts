// Versions of a project that a person named, or that were kept before something large replaced the graph.
import type { GraphDocument } from '../graph/types';
import { ProjectRemoved, type Database, type StoredVersion } from './database';
import { randomId } from './projects';

export interface NewVersion {
	document: GraphDocument;
	name: string;
	by: StoredVersion['by'];
	/** When it was kept, where that is not now. */
	savedAt?: number;
}

/** Those kept by themselves make room for newer ones; named ones stay. */
export const MOST_AUTO = 20;

export class Versions {
	constructor(
		private readonly database: Database,
		private readonly now: () => number = Date.now,
	) {}

	/** Latest first. */
	async list(projectId: string): Promise<StoredVersion[]> {
		const found = await this.database.versions.where({ projectId }).toArray();
		return found.toSorted((a, b) => b.savedAt - a.savedAt);
	}

	/** @throws {ProjectRemoved} */
	async add(
		projectId: string,
		{ document, name, by, savedAt = this.now() }: NewVersion,
	): Promise<StoredVersion> {
		const { projects, versions } = this.database;
		const version: StoredVersion = { id: randomId(), projectId, name, by, savedAt, document };
		await this.database.transaction('rw', projects, versions, async () => {
			// Otherwise a version would stay behind that belongs to nothing.
			if (!(await projects.get(projectId)))
				throw new ProjectRemoved(`There is no project ${projectId}.`);
			await versions.add(version);
			const auto = (await this.list(projectId)).filter((one) => one.by === 'auto');
			await versions.bulkDelete(auto.slice(MOST_AUTO).map(({ id }) => id));
		});
		return version;
	}

	/** A version with a name of one's own is one's own: it is no longer dropped to make room. */
	async rename(id: string, name: string): Promise<void> {
		const { versions } = this.database;
		await this.database.transaction('rw', versions, async () => {
			const version = await versions.get(id);
			if (version) await versions.put({ ...version, name, by: 'hand' });
		});
	}

	/** Gives what brings it back. */
	async remove(id: string): Promise<() => Promise<void>> {
		const { projects, versions } = this.database;
		const version = await versions.get(id);
		await versions.delete(id);
		return async () => {
			if (!version) return;
			await this.database.transaction('rw', projects, versions, async () => {
				if (!(await projects.get(version.projectId)))
					throw new ProjectRemoved(`There is no project ${version.projectId}.`);
				await versions.put(version);
			});
		};
	}
}
