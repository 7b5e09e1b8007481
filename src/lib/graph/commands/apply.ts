// Carries out commands: a new document that shares with the old one whatever did not change.
import { produce } from 'immer';
import { excess } from '../limits';
import type { GraphDocument } from '../types';
import { bodyEdits } from './bodies';
import type { Command } from './command';
import { contentEdits } from './content';
import type { Edit, Edits } from './edits';
import { frameEdits } from './frames';
import { nodeEdits } from './nodes';
import { settingsEdits } from './settings';
import { wireEdits } from './wires';

const edits: Edits<Command['type']> = {
	...nodeEdits,
	...wireEdits,
	...contentEdits,
	...frameEdits,
	...bodyEdits,
	...settingsEdits,
};

/**
 * Pure: the document given is not written to, the one returned is frozen. A command that can't be carried out (a
 * node that isn't there, a name in use) or that would change nothing gives back the very same document.
 */
export function applyCommand(document: GraphDocument, command: Command): GraphDocument {
	// The table ties every type to its own edit; that can't be said of a type not yet known.
	const edit = edits[command.type] as Edit<Command['type']>;
	const next = produce(document, (draft) => edit(draft as GraphDocument, command));
	// A document too large to be opened again must not come about.
	return next !== document && excess(next) && !excess(document) ? document : next;
}

/** One after the other. */
export function applyCommands(
	document: GraphDocument,
	commands: readonly Command[],
): GraphDocument {
	return commands.reduce(applyCommand, document);
}
