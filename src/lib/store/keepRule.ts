// When a run's state is kept by itself, and how much of what was kept stays.
import type { Json } from '../graph/types';
import type { KeptCheckpoint } from './database';

/** Zero rounds or minutes: not by these. */
export interface KeepRule {
	/** Kept after so many rounds since the last one … */
	rounds: number;
	/** … or after so many minutes of training, whichever is first. */
	minutes: number;
	/** So many that are not marked stay. */
	last: number;
}

/** Ten seconds of a fast GAN are a thousand rounds: rounds alone would fill the list with one minute. */
export const USUAL_RULE: KeepRule = { rounds: 2000, minutes: 5, last: 8 };

/** Bytes of all that a project keeps: beyond, unmarked ones give way before their number is reached. */
export const MOST_BYTES = 500_000_000;

export const RULE_BOUNDS: Readonly<Record<keyof KeepRule, readonly [min: number, max: number]>> = {
	rounds: [0, 1_000_000],
	minutes: [0, 1440],
	last: [1, 100],
};

/** A rule as it was stored; what is missing or out of bounds is the usual one's. */
export function readRule(stored: Json | undefined): KeepRule {
	const given = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<
		string,
		unknown
	>;
	const read = (name: keyof KeepRule): number => {
		const value = given[name];
		const [min, max] = RULE_BOUNDS[name];
		return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
			? value
			: USUAL_RULE[name];
	};
	return { rounds: read('rounds'), minutes: read('minutes'), last: read('last') };
}

/** A moment of a run: its round, and when it was, in milliseconds. */
export interface Moment {
	round: number;
	at: number;
}

/** Whether the present state is to be kept: something was played since the last one, and enough. */
export function isDue(rule: KeepRule, last: Moment, now: Moment): boolean {
	if (now.round <= last.round) return false;
	const byRounds = rule.rounds > 0 && now.round - last.round >= rule.rounds;
	return byRounds || (rule.minutes > 0 && now.at - last.at >= rule.minutes * 60_000);
}

/**
 * Which of what is kept goes: the oldest that is not marked first, until no more than `last` unmarked ones and
 * `mostBytes` in all are left. The newest always stays, and so does everything marked.
 */
export function dropped(
	kept: readonly KeptCheckpoint[],
	{ last }: Pick<KeepRule, 'last'>,
	mostBytes = MOST_BYTES,
): KeptCheckpoint[] {
	const newestFirst = kept.toSorted((a, b) => b.savedAt - a.savedAt);
	const unmarked = newestFirst.filter(({ marked }) => !marked);
	let bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
	const going: KeptCheckpoint[] = [];
	for (let i = unmarked.length - 1; i >= 0; i--) {
		const one = unmarked[i]!;
		if ((i < last && bytes <= mostBytes) || one === newestFirst[0]) break;
		going.push(one);
		bytes -= one.bytes;
	}
	return going;
}
