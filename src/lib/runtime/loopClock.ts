// Says when the training loop owes a yield, a report or pictures, and how fast it goes.

/** Milliseconds. */
const YIELD_EVERY = 25;
const REPORT_EVERY = 100;
const MONITORS_EVERY = 200;
/** Pictures may take at most one part in this many of the time. */
const MONITOR_SHARE = 10;
/** The speed shown is that of about the last this many milliseconds. */
const SPEED_OVER = 3000;

export class LoopClock {
	/** Rounds a second lately; 0 while unknown. */
	roundsPerSecond = 0;
	/** Until the device is known to keep pace, every phase owes a yield. */
	private yieldEvery = 0;
	private yieldedAt = 0;
	private reportedAt = -Infinity;
	private monitorsAt = -Infinity;
	private marks: { at: number; round: number }[] = [];

	/** `now` gives milliseconds. */
	constructor(private readonly now: () => number = () => performance.now()) {}

	/** The loop begins, or goes on after a pause. */
	start(round: number): void {
		this.yieldEvery = 0;
		this.yieldedAt = this.now();
		this.marks = [{ at: this.now(), round }];
	}

	yieldDue(): boolean {
		return this.now() - this.yieldedAt >= this.yieldEvery;
	}

	/**
	 * Waits for the device. Where that takes long, phases are handed over much faster than they are computed: then
	 * every single one owes a yield, or a pause would have to wait for all that is queued.
	 */
	async timeWaiting(reading: Promise<void>): Promise<void> {
		const begun = this.now();
		await reading;
		this.yieldEvery = this.now() - begun >= YIELD_EVERY ? 0 : YIELD_EVERY;
	}

	yielded(): void {
		this.yieldedAt = this.now();
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
