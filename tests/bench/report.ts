// What a run of the bench finds: tables to read, and aims that are met or missed.
import type { Spread } from './statistics';

/** A figure, a word, or the reason why there is none. */
export type Cell = number | string | Spread | { none: string };

export interface Table {
	title: string;
	/** How to read it. */
	note?: string;
	columns: readonly string[];
	/** The first cell names the row. */
	rows: readonly (readonly Cell[])[];
}

export interface Aim {
	what: string;
	result: Cell;
	/** The bounds it is to keep. */
	most?: number;
	least?: number;
}

export interface Report {
	tables: readonly Table[];
	aims: readonly Aim[];
}

export interface Options {
	/** A document or a section; all when absent. */
	only?: string;
	/** Few rounds: to see that it runs, not to believe. */
	quick: boolean;
}

/** Absent when there is no figure, or nothing to keep. */
export function isMet({ result, most, least }: Aim): boolean | undefined {
	if (most === undefined && least === undefined) return undefined;
	if (typeof result === 'string' || (typeof result === 'object' && 'none' in result)) {
		return undefined;
	}
	const figure = typeof result === 'number' ? result : result.median;
	return (least ?? -Infinity) <= figure && figure <= (most ?? Infinity);
}
