// Keeps the host from handing over work much faster than the device does it.
import type { Fence } from './deviceFence';

/** Enough to keep the device busy while the host answers a message; a pause waits for so many at most. */
const MOST = 3;

/**
 * Counts stretches of work (a phase, or a whole round that is replayed) by their completion on the device, not by
 * time: an idle device answers at once, which says nothing about how long it will take for the next stretch.
 */
export class StretchesAhead {
	/** Of those not known to be done, oldest first. */
	private readonly pending: Promise<void>[] = [];

	constructor(private readonly fence: Fence | undefined) {}

	/** A stretch was handed over. Resolves when there is room for the next one. */
	async handedOver(): Promise<void> {
		if (!this.fence) return;
		this.pending.push(this.fence());
		if (this.pending.length >= MOST) await this.pending.shift();
	}
}
