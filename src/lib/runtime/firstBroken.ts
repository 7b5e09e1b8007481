// Plays a stretch again, op by op and watched, to find what left the finite numbers first.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../nodes/kind';
import { nextTask } from './nextTask';
import type { Broken } from './protocol';
import type { Trainer } from './trainer';

/** Notes, on the device, which tensors are finite; read all at once, for reading one by one would stop every kernel. */
export class FiniteWatch {
	private seen: { place: string; sum: Tensor }[] = [];

	constructor(private readonly tf: Tfjs) {}

	readonly see = (place: string, value: Tensor): void => {
		if (value.dtype !== 'float32') return;
		// Zero times what is finite is zero; times anything else, NaN. Backends all have these two kernels.
		const sum = this.tf.tidy(() => this.tf.keep(value.mul(0).sum()));
		this.seen.push({ place, sum });
	};

	/** The place seen first whose tensor was not all finite; forgets everything. */
	async first(): Promise<string | undefined> {
		const { seen } = this;
		this.seen = [];
		const sums = await Promise.all(seen.map(({ sum }) => sum.data()));
		for (const { sum } of seen) sum.dispose();
		return seen[sums.findIndex(([value]) => Number.isNaN(value))]?.place;
	}
}

/**
 * From where the trainer stands, which is before the loss of `round` (counted from 1) that is not finite. The trainer is
 * left somewhere on the way: the caller puts it back. Undefined where everything stays finite this time.
 */
export async function firstBroken(
	tf: Tfjs,
	trainer: Trainer,
	round: number,
): Promise<Broken | undefined> {
	const watch = new FiniteWatch(tf);
	// What an update breaks is seen at the next loss at the latest: no earlier round needs to be watched.
	while (trainer.round < round - 2) {
		trainer.playPhase();
		if (trainer.phase === 0) {
			await trainer.readLosses();
			await nextTask();
		}
	}
	while (trainer.round < round) {
		const at = trainer.round + 1;
		const { player } = trainer.playWatched(watch.see);
		const place = await watch.first();
		if (place !== undefined) return { kind: 'value', place, round: at };
		for (const [path, { variable }] of trainer.linked.weights) watch.see(path, variable);
		const path = await watch.first();
		if (path !== undefined) return { kind: 'weight', path, player, round: at };
	}
	return undefined;
}
