// Where training goes back to when a loss leaves the finite numbers.
import { disposeSnapshot, type Snapshot } from './snapshot';
import type { Trainer } from './trainer';

/** Milliseconds between points. */
const EVERY = 2000;

/**
 * A finite loss vouches only for the weights before the update it causes. So a new point is a candidate first, and
 * becomes the one to go back to when losses computed from it have turned out finite.
 */
export class RecoveryPoints {
	private good: Snapshot;
	private candidate: Snapshot | undefined;
	private takenAt: number;

	/** `now` gives milliseconds. */
	constructor(
		private readonly trainer: Trainer,
		private readonly now: () => number = () => performance.now(),
	) {
		this.good = trainer.snapshot();
		this.takenAt = now();
	}

	/** All losses up to here are finite. */
	advance(): void {
		if (this.now() - this.takenAt < EVERY) return;
		const { round } = this.trainer;
		if (this.candidate) {
			// At least one whole round was computed from it.
			if (round <= this.candidate.position.round + 1) return;
			disposeSnapshot(this.good);
			this.good = this.candidate;
		}
		this.candidate = this.trainer.snapshot();
		this.takenAt = this.now();
	}

	/** Puts the trainer back; gives the round it is at then. */
	goBack(): number {
		if (this.candidate) disposeSnapshot(this.candidate);
		this.candidate = undefined;
		this.trainer.goBack(this.good);
		return this.good.position.round;
	}

	/** The weights were replaced from outside: earlier points are of another run. */
	restart(): void {
		this.dispose();
		this.good = this.trainer.snapshot();
		this.takenAt = this.now();
	}

	dispose(): void {
		disposeSnapshot(this.good);
		if (this.candidate) disposeSnapshot(this.candidate);
		this.candidate = undefined;
	}
}
