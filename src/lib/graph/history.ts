// Undo and redo, as plain data: every moment is a whole document, and documents share what did not change.
import { applyCommands } from './commands/apply';
import type { Command } from './commands/command';
import type { CanvasId, GraphDocument } from './types';

/** A document to go back to, and where the edit that left it took place. */
export interface Moment {
	document: GraphDocument;
	canvas?: CanvasId;
}

export interface History {
	/** Oldest first. */
	past: readonly Moment[];
	present: GraphDocument;
	/** Next first. */
	future: readonly Moment[];
	/** The gesture whose edits still join the latest entry of the past. */
	gesture?: string;
}

/** Entries that can be undone. */
export const MAX_PAST = 200;

export function startHistory(document: GraphDocument): History {
	return { past: [], present: document, future: [] };
}

/**
 * The history to go on with when `document` is opened again. One that stopped at another document (its last edit was
 * kept, the history was not) leads back to where it stopped.
 */
export function resumeHistory(document: GraphDocument, kept: History | undefined): History {
	if (!kept) return startHistory(document);
	const { past, present, future } = kept;
	if (JSON.stringify(present) === JSON.stringify(document)) return { past, present, future };
	return { past: [...past, { document: present }].slice(-MAX_PAST), present: document, future: [] };
}

/**
 * Carries out commands as one entry. Entries with the same `gesture` in a row (a drag, a slider held) become one.
 * Commands that change nothing leave the history as it is.
 */
export function edit(
	history: History,
	commands: readonly Command[],
	{ gesture }: { gesture?: string } = {},
): History {
	const { past, present } = history;
	const next = applyCommands(present, commands);
	if (next === present) return history;
	const joins = gesture !== undefined && gesture === history.gesture && past.length > 0;
	const moment: Moment = { document: present, canvas: canvasOf(commands) };
	return {
		past: joins ? past : [...past, moment].slice(-MAX_PAST),
		present: next,
		future: [],
		gesture,
	};
}

/** Another document takes the place of the whole, as one entry. */
export function replaceWhole(history: History, document: GraphDocument): History {
	const { past, present } = history;
	if (JSON.stringify(present) === JSON.stringify(document)) return history;
	return {
		past: [...past, { document: present }].slice(-MAX_PAST),
		present: document,
		future: [],
	};
}

/** The next edit is an entry of its own, even in a gesture of the same name. */
export function endGesture(history: History): History {
	return history.gesture === undefined ? history : { ...history, gesture: undefined };
}

export function undo(history: History): History {
	const { past, present, future } = history;
	const last = past.at(-1);
	if (!last) return history;
	return {
		past: past.slice(0, -1),
		present: last.document,
		future: [{ document: present, canvas: last.canvas }, ...future],
	};
}

export function redo(history: History): History {
	const { past, present, future } = history;
	const [next, ...rest] = future;
	if (!next) return history;
	return {
		past: [...past, { document: present, canvas: next.canvas }],
		present: next.document,
		future: rest,
	};
}

function canvasOf(commands: readonly Command[]): CanvasId | undefined {
	for (const command of commands) if ('canvas' in command) return command.canvas;
	return undefined;
}
