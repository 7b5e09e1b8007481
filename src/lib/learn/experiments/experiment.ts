// What an experiment is: a question to a preset, and changes of it, as edits, that answer it.
import type { Command } from '../../graph/commands/command';
import type { Text } from '../../graph/types';

export interface Variant {
	/** Stands in addresses, after the experiment's. */
	id: string;
	/** What is changed; the project's title, too. */
	title: Text;
	/** Carried out on the preset, one after the other. Each changes something (see `vary`). */
	edits: readonly Command[];
}

export interface Experiment {
	/** Stands in addresses. */
	id: string;
	question: Text;
	/** What to look at while it trains, and beside what. */
	look: Text;
	preset: string;
	variants: readonly Variant[];
}
