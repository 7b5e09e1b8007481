// A race: peers take turns at the same rounds, first to agree, then against the clock.
import { isAbsent, type Absent, type Contestant } from './places/contestant';
import type { Turn } from './stage';

export interface Laps {
	/** Rounds in which losses must agree; not timed. */
	warmUp: number;
	rounds: number;
}

export interface Race {
	/** Milliseconds of every round, by name; the rounds are the same for all. */
	times: ReadonlyMap<string, readonly number[]>;
	absent: readonly Absent[];
	/** The largest difference of a loss from the first's in the warm-up. */
	apart: number;
}

/** Losses may be so far apart: rounding grows in the few rounds before the clock runs. */
const AGREEMENT = 1e-3;

/** Milliseconds. A peer that needs longer in its second round is not waited for. */
const PATIENCE = 10_000;

/**
 * Lets all take turns, so that a busy or drifting machine slows them alike: only ratios mean anything. Closes all.
 * Throws when two disagree.
 */
export async function race(
	entries: readonly (Contestant | Absent)[],
	{ warmUp, rounds }: Laps,
): Promise<Race> {
	const running = entries
		.filter((entry): entry is Contestant => !isAbsent(entry))
		.map((contestant) => ({ contestant, times: [] as number[] }));
	const absent = entries.filter(isAbsent);
	let apart = 0;
	try {
		for (let round = 0; round < warmUp + rounds; round++) {
			let wanted: Turn | undefined;
			for (const runner of [...running]) {
				const { contestant, times } = runner;
				const turn = await contestant.play();
				wanted ??= turn;
				if (round >= warmUp) times.push(turn.milliseconds);
				else apart = Math.max(apart, difference(wanted, turn, contestant.name));
				if (round === 1 && turn !== wanted && turn.milliseconds > PATIENCE) {
					const seconds = (turn.milliseconds / 1000).toFixed(0);
					absent.push({ name: contestant.name, reason: `not waited for: ${seconds} s a round` });
					running.splice(running.indexOf(runner), 1);
					await contestant.close();
				}
			}
		}
	} finally {
		for (const { contestant } of running) await contestant.close();
	}
	const times = new Map(running.map(({ contestant, times }) => [contestant.name, times]));
	return { times, absent, apart };
}

/** Relative, or absolute where losses are small. Throws when they are too far apart, or not numbers. */
export function difference({ losses: wanted }: Turn, { losses }: Turn, name: string): number {
	const offs = wanted.map((loss, i) => Math.abs(loss - losses[i]!) / Math.max(1, Math.abs(loss)));
	const off = Math.max(...offs);
	if (off < AGREEMENT && losses.length === wanted.length) return off;
	throw new Error(`${name} has losses ${losses.join(', ')}; the first has ${wanted.join(', ')}.`);
}
