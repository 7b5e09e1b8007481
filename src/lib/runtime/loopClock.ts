// Says when the training loop owes a report or pictures, how fast it goes, and where the time goes.

import type { RoundTimes } from './protocol';

/** Milliseconds. */
const REPORT_EVERY = 100;
const MONITORS_EVERY = 200;
/** Pictures may take at most one part in this many of the time. */
const MONITOR_SHARE = 10;
/** The speed shown is that of about the last this many milliseconds. */
const SPEED_OVER = 3000;

const nothing = (): RoundTimes => ({ host: 0, device: 0, pictures: 0, rest: 0 });

export class LoopClock {
	/** Rounds a second lately; 0 while unknown. */
	roundsPerSecond = 0;
	/** Where a round's time went lately; undefined while unknown. */
	times: RoundTimes | undefined;
	private readonly spent = nothing();
	private part: keyof RoundTimes = 'rest';
	private partSince = 0;
	private reportedAt = -Infinity;
	private monitorsAt = -Infinity;
	private marks: { at: number; round: number; spent: RoundTimes }[] = [];

	/** `now` gives milliseconds. */
	constructor(private readonly now: () => number = () => performance.now()) {}

	/** The loop begins, or goes on after a pause. */
	start(round: number): void {
		this.part = 'rest';
		this.partSince = this.now();
		this.marks = [{ at: this.partSince, round, spent: { ...this.spent } }];
	}

	/** What the loop does from now on: every moment of it counts for one part. */
	turnTo(part: keyof RoundTimes): void {
		const now = this.now();
		this.spent[this.part] += now - this.partSince;
		this.part = part;
		this.partSince = now;
	}

	reportDue(): boolean {
		return this.now() - this.reportedAt >= REPORT_EVERY;
	}

	monitorsDue(): boolean {
		return this.now() >= this.monitorsAt;
	}

	/** Runs what draws pictures, and sets the time for the next ones by how long it took. */
	async timeMonitors<T>(draw: () => Promise<T>): Promise<T> {
		const begun = this.now();
		const result = await draw();
		const took = this.now() - begun;
		this.monitorsAt = begun + Math.max(MONITORS_EVERY, took * MONITOR_SHARE);
		return result;
	}

	reported(round: number): void {
		this.turnTo(this.part);
		const at = this.partSince;
		this.reportedAt = at;
		this.marks.push({ at, round, spent: { ...this.spent } });
		while (this.marks.length > 2 && at - this.marks[1]!.at > SPEED_OVER) this.marks.shift();
		const [first] = this.marks;
		const seconds = first ? (at - first.at) / 1000 : 0;
		const rounds = first ? Math.max(0, round - first.round) : 0;
		this.roundsPerSecond = seconds > 0 ? rounds / seconds : 0;
		if (!first || rounds === 0) return;
		const times = nothing();
		for (const part of Object.keys(times) as (keyof RoundTimes)[]) {
			times[part] = (this.spent[part] - first.spent[part]) / rounds;
		}
		this.times = times;
	}
}
