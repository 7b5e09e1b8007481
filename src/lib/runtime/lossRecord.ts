// Keeps the losses of updates on the device, and reads them back many at once.
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../nodes/kind';

/** The loss of each update, by player, with the round it belongs to. */
export type Losses = Record<string, { rounds: number[]; values: number[] }>;

/** More scalars than this are stacked, so that a long stretch without reading stays small. */
const STACK_AT = 128;

export class LossRecord {
	private updates: { player: string; round: number }[] = [];
	private stacked: Tensor[] = [];
	private scalars: Scalar[] = [];

	constructor(private readonly tf: Tfjs) {}

	/** Takes over `loss`. */
	add(player: string, round: number, loss: Scalar): void {
		this.updates.push({ player, round });
		this.scalars.push(this.tf.keep(loss));
		if (this.scalars.length >= STACK_AT) this.stack();
	}

	private stack(): void {
		if (this.scalars.length === 0) return;
		this.stacked.push(this.tf.keep(this.tf.stack(this.scalars)));
		for (const scalar of this.scalars) scalar.dispose();
		this.scalars = [];
	}

	/** Everything since the last reading. */
	async read(): Promise<Losses> {
		this.stack();
		const { updates, stacked } = this;
		this.updates = [];
		this.stacked = [];
		const parts = await Promise.all(stacked.map((tensor) => tensor.data()));
		for (const tensor of stacked) tensor.dispose();
		const values = parts.flatMap((part) => Array.from(part));
		const losses: Losses = {};
		updates.forEach(({ player, round }, i) => {
			const own = (losses[player] ??= { rounds: [], values: [] });
			own.rounds.push(round);
			own.values.push(values[i]!);
		});
		return losses;
	}

	clear(): void {
		for (const tensor of [...this.stacked, ...this.scalars]) tensor.dispose();
		this.updates = [];
		this.stacked = [];
		this.scalars = [];
	}
}
