// Says when the training loop owes a report or pictures, and how fast it goes.

/** Milliseconds. */
const REPORT_EVERY = 100;
const MONITORS_EVERY = 200;
/** Pictures may take at most one part in this many of the time. */
const MONITOR_SHARE = 10;
/** The speed shown is that of about the last this many milliseconds. */
const SPEED_OVER = 3000;

export class LoopClock {
	/** Rounds a second lately; 0 while unknown. */
	roundsPerSecond = 0;
	private reportedAt = -Infinity;
	private monitorsAt = -Infinity;
	private marks: { at: number; round: number }[] = [];

	/** `now` gives milliseconds. */
	constructor(private readonly now: () => number = () => performance.now()) {}

	/** The loop begins, or goes on after a pause. */
	start(round: number): void {
		this.marks = [{ at: this.now(), round }];
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
		const at = this.now();
		this.reportedAt = at;
		this.marks.push({ at, round });
		while (this.marks.length > 2 && at - this.marks[1]!.at > SPEED_OVER) this.marks.shift();
		const [first] = this.marks;
		const seconds = first ? (at - first.at) / 1000 : 0;
		this.roundsPerSecond = first && seconds > 0 ? Math.max(0, round - first.round) / seconds : 0;
	}
}
