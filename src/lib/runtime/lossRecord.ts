// Keeps the losses of updates on the device, and reads them back many at once.
import type { Scalar, Tensor1D } from '@tensorflow/tfjs';
import type { Tfjs } from '../nodes/kind';

/** The loss of each update, by player, with the round it belongs to. */
export type Losses = Record<string, { rounds: number[]; values: number[] }>;

/** More scalars than this are stacked, so that a long stretch without reading stays small. */
const STACK_AT = 128;

/** Losses side by side; the first `count` are there. */
interface Block {
	tensor: Tensor1D;
	count: number;
}

export class LossRecord {
	private updates: { player: string; round: number }[] = [];
	private blocks: Block[] = [];
	private scalars: Scalar[] = [];
	/** The last block, while it has room for losses that the device writes by itself. */
	private open: Block | undefined;

	constructor(private readonly tf: Tfjs) {}

	/** Takes over `loss`. */
	add(player: string, round: number, loss: Scalar): void {
		this.updates.push({ player, round });
		this.scalars.push(this.tf.keep(loss));
	}

	/** Makes room for a loss that the device will write there itself, before the next reading. */
	claim(player: string, round: number): { into: Tensor1D; element: number } {
		this.stack();
		if (!this.open || this.open.count >= STACK_AT) {
			this.open = { tensor: this.tf.keep(this.tf.zeros([STACK_AT])), count: 0 };
			this.blocks.push(this.open);
		}
		this.updates.push({ player, round });
		return { into: this.open.tensor, element: this.open.count++ };
	}

	/** Stacks what has gathered. Called between rounds: a round's kernels are the same every time. */
	tidy(): void {
		if (this.scalars.length >= STACK_AT) this.stack();
	}

	private stack(): void {
		if (this.scalars.length === 0) return;
		const tensor = this.tf.keep(this.tf.stack(this.scalars)) as Tensor1D;
		this.blocks.push({ tensor, count: this.scalars.length });
		this.open = undefined;
		for (const scalar of this.scalars) scalar.dispose();
		this.scalars = [];
	}

	/** Everything since the last reading. */
	async read(): Promise<Losses> {
		this.stack();
		const { updates, blocks } = this;
		this.updates = [];
		this.blocks = [];
		this.open = undefined;
		const parts = await Promise.all(blocks.map(({ tensor }) => tensor.data()));
		for (const { tensor } of blocks) tensor.dispose();
		const values = parts.flatMap((part, i) => Array.from(part.subarray(0, blocks[i]!.count)));
		const losses: Losses = {};
		updates.forEach(({ player, round }, i) => {
			const own = (losses[player] ??= { rounds: [], values: [] });
			own.rounds.push(round);
			own.values.push(values[i]!);
		});
		return losses;
	}

	clear(): void {
		for (const { tensor } of this.blocks) tensor.dispose();
		for (const scalar of this.scalars) scalar.dispose();
		this.updates = [];
		this.blocks = [];
		this.scalars = [];
		this.open = undefined;
	}
}
