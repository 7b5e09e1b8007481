// Which phase a player plays when it is stepped on its own.
import type { Program } from './program';

/**
 * Index of the phase that a step of `player` plays, `over` phases of the round being over: the next one it has in this
 * round, or its first of the next round, whose index is below `over`. Undefined for who never plays.
 */
export function steppedPhase(
	{ phases }: Pick<Program, 'phases'>,
	player: string,
	over: number,
): number | undefined {
	const own = [...phases.keys()].filter((index) => phases[index]!.player === player);
	return own.find((index) => index >= over) ?? own[0];
}
