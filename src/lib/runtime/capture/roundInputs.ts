// The host's side of a recorded round: where its data, random numbers and rates come from, round after round.
import { randomAt, type Random } from '../../graph/random';
import type { HostTensor } from '../../nodes/kind';
import type { OptimizerSettings } from '../optimizerRules';
import type { Optimizer } from '../optimizers';
import type { HostInputs, HostValues } from './hostInputs';

/** What the trainer gives; all of it seen from the beginning of the round about to be played. */
export interface RoundStart {
	/** Draws made before the round. */
	draw(): number;
	/** Values of some ports of a source at a draw. */
	source(
		node: string,
		draw: number,
		ports: readonly string[],
	): Readonly<Record<string, HostTensor>>;
}

/** Marks what the host gives in one round, by how far into the round it is given. */
export class RoundInputs {
	private readonly updates = new Map<string, number>();
	private readonly firstDraw: number;

	constructor(
		private readonly inputs: HostInputs,
		private readonly start: RoundStart,
	) {
		this.firstDraw = start.draw();
	}

	/** Values of a source. */
	drawn(node: string, draw: number, values: Readonly<Record<string, HostTensor>>): void {
		const more = draw - this.firstDraw;
		const ports = Object.keys(values);
		for (const [port, given] of Object.entries(values)) {
			this.inputs.mark(given.values, {
				key: `${node}/${port} of draw ${more}`,
				again: () => this.start.source(node, this.start.draw() + more, ports)[port]!.values,
			});
		}
	}

	/** The generator, whose numbers are marked. */
	readonly random = (seed: number, site: string, draw: number): Random => {
		const more = draw - this.firstDraw;
		const marked = <T extends HostValues>(what: string, numbers: (random: Random) => T): T =>
			this.inputs.mark(numbers(randomAt(seed, site, draw)), {
				key: `${site}: ${what} of draw ${more}`,
				again: () => numbers(randomAt(seed, site, this.start.draw() + more)),
			});
		return {
			...randomAt(seed, site, draw),
			uniform: (...args) => marked(`uniform(${args.join()})`, (random) => random.uniform(...args)),
			normal: (...args) => marked(`normal(${args.join()})`, (random) => random.normal(...args)),
			integers: (...args) =>
				marked(`integers(${args.join()})`, (random) => random.integers(...args)),
			mask: (...args) => marked(`mask(${args.join()})`, (random) => random.mask(...args)),
		};
	};

	/** The rates of the player's next update. */
	rates(player: string, optimizer: Optimizer, settings: () => OptimizerSettings): Float32Array {
		const more = this.updates.get(player) ?? 0;
		this.updates.set(player, more + 1);
		return this.inputs.mark(optimizer.rates(settings()), {
			key: `rates of ${player}’s update ${more}`,
			again: () => optimizer.rates(settings(), more),
		});
	}

	/** What the player's averages keep of themselves at its latest update, given the number of the update. */
	averaging(
		player: string,
		optimizer: Optimizer,
		decays: (update: number) => Float32Array,
	): Float32Array {
		const made = this.updates.get(player) ?? 0;
		return this.inputs.mark(decays(optimizer.updates), {
			key: `averaging of ${player}’s update ${made - 1}`,
			again: () => decays(optimizer.updates + made),
		});
	}
}
