// Which phase a player plays when it is stepped on its own.
import type { Program } from './program';

/**
 * Index of the phase that `player` plays next, `played` phases of the round being over: the next one it has in this
 * round, or its first of the next round, whose index is below `played`. Undefined for who never plays.
 */
export function nextPhase(
	{ phases }: Pick<Program, 'phases'>,
	player: string,
	played: number,
): number | undefined {
	const next = (from: number): number =>
		phases.findIndex((phase, i) => i >= from && phase.player === player);
	const index = next(played) < 0 ? next(0) : next(played);
	return index < 0 ? undefined : index;
}
