// When a player plays.
import type { ParamMap } from '../graph/types';

/** Whether a player plays in `round` (from 0): from its first round on, until its last one if it has one. */
export function isActive({ from, until }: ParamMap, round: number): boolean {
	if (typeof from === 'number' && round < from) return false;
	return typeof until !== 'number' || until === 0 || round < until;
}
