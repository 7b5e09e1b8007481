// Saves the open project by itself, a moment after every change, and says how that goes.
import type { History } from '../graph/history';
import type { GraphDocument } from '../graph/types';
import type { Checkpoint, RunRecord } from '../runtime/protocol';
import { claimProject, type Claim, type Locks } from './claim';
import { troubleOf, type StoreTrouble } from './database';
import type { Projects } from './projects';

export type SaveState =
	| { status: 'saved' }
	/** Changes are waiting to be written, or are being written. */
	| { status: 'saving' }
	/** `elsewhere`: another tab has the project open, and this one doesn't write. `detail` is the browser's own message. */
	| { status: 'failed'; reason: StoreTrouble | 'elsewhere'; detail?: string };

export interface Changes {
	document?: GraphDocument;
	/** Undo and redo as they are with this document. */
	history?: History;
	/** Null: there is nothing to go on from any more. */
	checkpoint?: Checkpoint | null;
	/** What the run has shown; written with its checkpoint. */
	record?: RunRecord;
	thumbnail?: Blob;
}

export interface AutosaveOptions {
	/** Milliseconds of quiet before writing. */
	delay?: number;
	onState(state: SaveState): void;
	/** The other tab has let go: load what it saved, then go on with this one. */
	onFree?(): void;
	/** Told when the page is about to be left. */
	page?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
	locks?: Locks;
}

export class Autosave {
	private pending: Changes = {};
	private timer?: ReturnType<typeof setTimeout>;
	private writing: Promise<void> = Promise.resolve();
	/** The latest document that is not in the database yet. */
	private unsaved?: GraphDocument;
	private readonly leave = (): void => {
		// The page may be gone before the database has written anything.
		if (this.writes && this.unsaved) this.keepAside(this.unsaved);
		void this.flush();
	};

	private constructor(
		private readonly projects: Projects,
		readonly projectId: string,
		private readonly options: AutosaveOptions,
		private claim: Claim | undefined,
	) {}

	/** Claims the project for this tab and begins to listen for changes. */
	static async open(
		projects: Projects,
		projectId: string,
		options: AutosaveOptions,
	): Promise<Autosave> {
		const autosave = new Autosave(projects, projectId, options, undefined);
		const freed = (): void => {
			// Changes made here while the other tab was writing rest on what is out of date by now.
			autosave.pending = {};
			autosave.unsaved = undefined;
			options.onState({ status: 'saved' });
			options.onFree?.();
		};
		autosave.claim = await claimProject(projectId, freed, options.locks);
		const page = options.page ?? globalThis.window;
		page?.addEventListener('pagehide', autosave.leave);
		// On phones a page may be thrown away without `pagehide`, but never without having been hidden.
		page?.addEventListener('visibilitychange', autosave.leave);
		options.onState(
			autosave.claim.held ? { status: 'saved' } : { status: 'failed', reason: 'elsewhere' },
		);
		return autosave;
	}

	/** False while another tab writes this project. */
	get writes(): boolean {
		return this.claim?.held ?? false;
	}

	/** Notes changes, to be written once no more come. Later ones replace earlier ones of the same name. */
	change(changes: Changes): void {
		if (!this.writes) return;
		this.pending = { ...this.pending, ...changes };
		this.unsaved = changes.document ?? this.unsaved;
		this.options.onState({ status: 'saving' });
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), this.options.delay ?? 600);
	}

	/** Writes now what is waiting; also tries again what failed. Never rejects: trouble is told as a state. */
	flush(): Promise<void> {
		clearTimeout(this.timer);
		this.writing = this.writing.then(() => this.write());
		return this.writing;
	}

	/** Writes what is waiting and lets go of the project. */
	async close(): Promise<void> {
		await this.flush();
		const page = this.options.page ?? globalThis.window;
		page?.removeEventListener('pagehide', this.leave);
		page?.removeEventListener('visibilitychange', this.leave);
		this.claim?.release();
	}

	private async write(): Promise<void> {
		const changes = this.pending;
		if (!this.writes || Object.keys(changes).length === 0) return;
		this.pending = {};
		const { document, history, checkpoint, record, thumbnail } = changes;
		const { projects, projectId } = this;
		// The document first and on its own: it is small, and must not be lost because the weights find no room.
		try {
			if (document) {
				await projects.save(projectId, document);
				if (this.unsaved === document) this.unsaved = undefined;
				projects.stash.remove(projectId);
			}
			delete changes.document;
			if (history) await projects.saveHistory(projectId, history);
			delete changes.history;
			if (checkpoint) await projects.saveCheckpoint(projectId, checkpoint, record);
			else if (checkpoint === null) await projects.removeCheckpoint(projectId);
			delete changes.checkpoint;
			delete changes.record;
			if (thumbnail) await projects.setThumbnail(projectId, thumbnail);
		} catch (error) {
			this.pending = { ...changes, ...this.pending };
			this.fail(error);
			return;
		}
		if (Object.keys(this.pending).length === 0) this.options.onState({ status: 'saved' });
	}

	private keepAside(document: GraphDocument): void {
		try {
			this.projects.stash.put(this.projectId, document);
		} catch (error) {
			this.fail(error);
		}
	}

	private fail(error: unknown): void {
		const detail = error instanceof Error ? error.message : String(error);
		this.options.onState({ status: 'failed', reason: troubleOf(error), detail });
	}
}
