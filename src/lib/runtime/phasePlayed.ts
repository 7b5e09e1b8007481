// Which phase a run stands at, when it does not run on its own.
import { nextPhase } from '../compile/nextPhase';
import type { Program } from '../compile/program';

/**
 * Index of the phase played last, `over` phases of the round being over; undefined between rounds, but for `stepped`,
 * the phase stepped last, if it ended its round.
 */
export function phasePlayed(over: number, program?: Program, stepped?: number): number | undefined {
	if (over > 0) return over - 1;
	return program && stepped === program.phases.length - 1 ? stepped : undefined;
}

/** Index of the phase that a step of `player` plays after `played`. */
export function phaseStepped(
	program: Program,
	player: string,
	played: number | undefined,
): number | undefined {
	const over = played === undefined ? 0 : (played + 1) % program.phases.length;
	return nextPhase(program, player, over);
}
