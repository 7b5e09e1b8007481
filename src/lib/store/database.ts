// The browser's database: projects, their training states, and settings. Nothing of it leaves the browser.
import { Dexie, type EntityTable } from 'dexie';
import type { History } from '../graph/history';
import type { GraphDocument, Json, Label } from '../graph/types';
import type { Checkpoint, RunRecord } from '../runtime/protocol';

export interface StoredProject {
	id: string;
	/** The document's title, beside it so that a list need not look inside. */
	title: Label;
	document: GraphDocument;
	/** Milliseconds since 1970. */
	createdAt: number;
	updatedAt: number;
	/** The preset it was made from. */
	preset?: string;
	/** A PNG of the latest samples. */
	thumbnail?: Blob;
}

export interface StoredCheckpoint {
	/** `project/name`; the one saved by itself is named `auto`. */
	id: string;
	projectId: string;
	round: number;
	/** Milliseconds since 1970. */
	savedAt: number;
	checkpoint: Checkpoint;
	/** What the run had shown by then. */
	record?: RunRecord;
	/** The graph it was trained with; absent from the one that follows the project. */
	document?: GraphDocument;
}

/** What a list shows of a checkpoint that is kept: its weights lie in `checkpoints`, under the same id. */
export interface KeptCheckpoint {
	id: string;
	projectId: string;
	round: number;
	/** Milliseconds since 1970. */
	savedAt: number;
	by: 'auto' | 'hand';
	/** Never dropped to make room. */
	marked: boolean;
	name?: string;
	/** A PNG of the samples then. */
	samples?: Blob;
	/** Of weights, optimizer states and pictures together. */
	bytes: number;
}

/** Undo and redo of a project, on its own: lists of projects need none of it. */
export interface StoredHistory {
	projectId: string;
	/** Documents that share parts are kept sharing them. */
	history: History;
}

/** A graph as it once was. */
export interface StoredVersion {
	id: string;
	projectId: string;
	name: string;
	/** By a person, or by itself before something large replaced the graph. */
	by: 'hand' | 'auto';
	/** Milliseconds since 1970. */
	savedAt: number;
	document: GraphDocument;
}

export interface StoredSetting {
	key: string;
	value: Json;
}

export class Database extends Dexie {
	declare readonly projects: EntityTable<StoredProject, 'id'>;
	declare readonly checkpoints: EntityTable<StoredCheckpoint, 'id'>;
	declare readonly kept: EntityTable<KeptCheckpoint, 'id'>;
	declare readonly histories: EntityTable<StoredHistory, 'projectId'>;
	declare readonly versions: EntityTable<StoredVersion, 'id'>;
	declare readonly settings: EntityTable<StoredSetting, 'key'>;

	constructor(name = 'gan-loom') {
		super(name);
		// Only keys and indexed fields are listed; all other fields are kept as they are.
		this.version(1).stores({
			projects: 'id, updatedAt',
			checkpoints: 'id, projectId',
			settings: 'key',
		});
		this.version(2).stores({ histories: 'projectId' });
		this.version(3).stores({ versions: 'id, projectId' });
		this.version(4).stores({ kept: 'id, projectId' });
	}
}

/** Why something could not be kept, in words the page has texts for. */
export type StoreTrouble =
	/** The browser grants no more room. */
	| 'full'
	/** The browser keeps nothing: private window, storage switched off, or a broken profile. */
	| 'unavailable'
	/** The project was removed meanwhile, here or in another tab. */
	| 'removed'
	| 'unknown';

export class ProjectRemoved extends Error {
	override name = 'ProjectRemoved';
}

const troubles: Readonly<Record<string, StoreTrouble>> = {
	ProjectRemoved: 'removed',
	QuotaExceededError: 'full',
	InvalidStateError: 'unavailable',
	MissingAPIError: 'unavailable',
	OpenFailedError: 'unavailable',
	SecurityError: 'unavailable',
	DatabaseClosedError: 'unavailable',
};

/** Looks through the wrapping that Dexie and aborted transactions put around the cause. */
export function troubleOf(error: unknown): StoreTrouble {
	const { name, inner } = error as { name?: string; inner?: unknown };
	const cause = inner && inner !== error ? troubleOf(inner) : 'unknown';
	return cause === 'unknown' ? (troubles[name ?? ''] ?? 'unknown') : cause;
}
