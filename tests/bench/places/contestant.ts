// A peer seen from afar: in a process or a page of its own.
import type { Turn } from '../stage';

export interface Contestant {
	/** As the table names it. */
	name: string;
	play(): Promise<Turn>;
	close(): Promise<void>;
}

/** One that could not come. */
export interface Absent {
	name: string;
	reason: string;
}

export const isAbsent = <T extends Contestant>(entry: T | Absent): entry is Absent =>
	'reason' in entry;
