// Projects kept in the browser: made, saved, listed, copied, removed and brought back.
import type { History } from '../graph/history';
import type { GraphDocument, Label } from '../graph/types';
import type { Checkpoint, RunRecord } from '../runtime/protocol';
import { ProjectRemoved, type Database, type StoredProject } from './database';
import { browserStash } from './stash';

export type ProjectSummary = Omit<StoredProject, 'document'>;

export interface NewProject {
	document: GraphDocument;
	preset?: string;
	checkpoint?: Checkpoint;
	record?: RunRecord;
	/** When it was made and changed, where that is not now. Milliseconds since 1970. */
	times?: Pick<StoredProject, 'createdAt' | 'updatedAt'>;
}

const AUTO = 'auto';

export class Projects {
	constructor(
		private readonly database: Database,
		private readonly now: () => number = Date.now,
		/** Edits that were left waiting when a page was closed. */
		readonly stash = browserStash(),
	) {}

	/** Gives the new project's id. */
	async create({ document, preset, checkpoint, record, times }: NewProject): Promise<string> {
		const { projects, checkpoints } = this.database;
		const id = randomId();
		const time = this.now();
		await this.database.transaction('rw', projects, checkpoints, async () => {
			const { title } = document;
			const { createdAt, updatedAt } = times ?? { createdAt: time, updatedAt: time };
			await projects.add({ id, title, document, createdAt, updatedAt, preset });
			if (checkpoint) await this.saveCheckpoint(id, checkpoint, record);
		});
		return id;
	}

	/** Also takes in an edit that was left waiting when the project's page was closed. */
	async load(id: string): Promise<StoredProject | undefined> {
		const { projects } = this.database;
		const waiting = this.stash.get(id);
		if (waiting && (await projects.get(id))) await this.save(id, waiting);
		if (waiting) this.stash.remove(id);
		return projects.get(id);
	}

	/** To look at: nothing that waits elsewhere is taken in. */
	async documentOf(id: string): Promise<GraphDocument | undefined> {
		return (await this.database.projects.get(id))?.document;
	}

	/** Most recently changed first. */
	async list(): Promise<ProjectSummary[]> {
		const stored = await this.database.projects.orderBy('updatedAt').reverse().toArray();
		return stored.map(({ id, title, createdAt, updatedAt, preset, thumbnail }) => {
			return { id, title, createdAt, updatedAt, preset, thumbnail };
		});
	}

	/** @throws {ProjectRemoved} */
	async save(id: string, document: GraphDocument): Promise<void> {
		await this.update(id, { document, title: document.title, updatedAt: this.now() });
	}

	/** A new picture is no change of the project: it keeps its place in the list. */
	async setThumbnail(id: string, thumbnail: Blob): Promise<void> {
		await this.update(id, { thumbnail });
	}

	async rename(id: string, title: Label): Promise<void> {
		const { projects } = this.database;
		await this.database.transaction('rw', projects, async () => {
			const project = await projects.get(id);
			if (!project) throw new ProjectRemoved(`There is no project ${id}.`);
			await this.save(id, { ...project.document, title });
		});
	}

	/** Copies document, versions and training state under a new title; gives the copy's id. */
	async duplicate(id: string, title: Label): Promise<string> {
		const project = await this.load(id);
		if (!project) throw new ProjectRemoved(`There is no project ${id}.`);
		const { document, preset, thumbnail } = project;
		const checkpoint = await this.loadCheckpoint(id);
		const record = await this.loadRecord(id);
		const copied = { ...document, title };
		const copy = await this.create({ document: copied, preset, checkpoint, record });
		if (thumbnail) await this.setThumbnail(copy, thumbnail);
		const { versions } = this.database;
		const own = await versions.where({ projectId: id }).toArray();
		await versions.bulkAdd(own.map((one) => ({ ...one, id: randomId(), projectId: copy })));
		return copy;
	}

	/** Removes a project with its versions and training states; gives what brings all of it back. */
	async remove(id: string): Promise<() => Promise<void>> {
		this.stash.remove(id);
		const { projects, checkpoints, kept, histories, versions } = this.database;
		const tables = [projects, checkpoints, kept, histories, versions];
		return this.database.transaction('rw', tables, async () => {
			const project = await projects.get(id);
			const states = await checkpoints.where({ projectId: id }).toArray();
			const listed = await kept.where({ projectId: id }).toArray();
			const history = await histories.get(id);
			const named = await versions.where({ projectId: id }).toArray();
			await projects.delete(id);
			await checkpoints.bulkDelete(states.map((state) => state.id));
			await kept.bulkDelete(listed.map((one) => one.id));
			await histories.delete(id);
			await versions.bulkDelete(named.map((version) => version.id));
			return async () => {
				if (!project) return;
				await this.database.transaction('rw', tables, async () => {
					await projects.put(project);
					await checkpoints.bulkPut(states);
					await kept.bulkPut(listed);
					if (history) await histories.put(history);
					await versions.bulkPut(named);
				});
			};
		});
	}

	/** Replaces the state kept for going on later, and what the run had shown by then. */
	async saveCheckpoint(
		projectId: string,
		checkpoint: Checkpoint,
		record?: RunRecord,
	): Promise<void> {
		const { projects, checkpoints } = this.database;
		await this.database.transaction('rw', projects, checkpoints, async () => {
			// Otherwise a state would stay behind that belongs to nothing.
			if (!(await projects.get(projectId)))
				throw new ProjectRemoved(`There is no project ${projectId}.`);
			await checkpoints.put({
				id: `${projectId}/${AUTO}`,
				projectId,
				round: checkpoint.round,
				savedAt: this.now(),
				checkpoint,
				record,
			});
		});
	}

	async loadCheckpoint(projectId: string): Promise<Checkpoint | undefined> {
		return (await this.database.checkpoints.get(`${projectId}/${AUTO}`))?.checkpoint;
	}

	/** What the run had shown when its state was kept. */
	async loadRecord(projectId: string): Promise<RunRecord | undefined> {
		return (await this.database.checkpoints.get(`${projectId}/${AUTO}`))?.record;
	}

	/** Keeps undo and redo, so that they outlive a reload. */
	async saveHistory(projectId: string, history: History): Promise<void> {
		const { projects, histories } = this.database;
		await this.database.transaction('rw', projects, histories, async () => {
			if (!(await projects.get(projectId)))
				throw new ProjectRemoved(`There is no project ${projectId}.`);
			await histories.put({ projectId, history });
		});
	}

	async loadHistory(projectId: string): Promise<History | undefined> {
		return (await this.database.histories.get(projectId))?.history;
	}

	/** After a reset there is nothing to go on from. */
	async removeCheckpoint(projectId: string): Promise<void> {
		await this.database.checkpoints.delete(`${projectId}/${AUTO}`);
	}

	private async update(id: string, changes: Partial<StoredProject>): Promise<void> {
		// Unlike Dexie's `update`, this never looks into the document's keys.
		const { projects } = this.database;
		await this.database.transaction('rw', projects, async () => {
			const project = await projects.get(id);
			if (!project) throw new ProjectRemoved(`There is no project ${id}.`);
			await projects.put({ ...project, ...changes });
		});
	}
}

/** 80 random bits: `crypto.randomUUID` is missing where a page is served over plain http. */
export function randomId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(10));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
