// How a player's learning rate changes over a run.
import type { ParamMap } from '../graph/types';

/**
 * What the rate is multiplied by in `round` (from 0) of `rounds`. From the round `decayFrom` on it falls, in a line or
 * half a cosine, to the zero of the round after the last: the schedule of CycleGAN's own code, with `decayFrom` epochs
 * constant.
 */
export function rateFactor(params: ParamMap, round: number, rounds: number): number {
	const { schedule, decayFrom } = params;
	const from = typeof decayFrom === 'number' ? decayFrom : 0;
	if (schedule === 'constant' || schedule === undefined || round < from) return 1;
	const left = Math.max(0, rounds - round) / Math.max(1, rounds - from + 1);
	return schedule === 'cosine' ? (1 - Math.cos(Math.PI * left)) / 2 : left;
}

/** The round after which a player plays no more: its own, or the run's. */
export function lastRound({ until }: ParamMap, rounds: number): number {
	return typeof until === 'number' && until > 0 ? Math.min(until, rounds) : rounds;
}
