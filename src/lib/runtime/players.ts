// The players of a program: the weights each trains, and its optimizer.
import type { Variable } from '@tensorflow/tfjs';
import type { Linked, LinkedWeight } from '../compile/link';
import type { LinkedStep } from '../compile/link/forward';
import type { Program } from '../compile/program';
import type { Tfjs } from '../nodes/kind';
import { optimizerSettings, type OptimizerSettings } from './optimizerRules';
import { Optimizer } from './optimizers';

export class Players {
	/** By player. */
	readonly optimizers = new Map<string, Optimizer>();
	private readonly trained = new Map<string, ReadonlyMap<string, LinkedWeight>>();

	constructor(
		tf: Tfjs,
		program: Program,
		linked: Linked,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
	) {
		for (const { player, networks } of program.phases) {
			if (this.optimizers.has(player)) continue;
			const own = new Map(
				[...linked.weights].filter(
					([, { network, planned }]) => networks.includes(network) && planned.trainable,
				),
			);
			this.trained.set(player, own);
			this.optimizers.set(player, new Optimizer(tf, own, this.settings(player).optimizer));
		}
	}

	/** The weights a player trains. */
	variables(player: string): Variable[] {
		return [...this.trained.get(player)!.values()].map(({ variable }) => variable);
	}

	/** Read anew at every update: they may be turned while training runs. */
	settings(player: string): OptimizerSettings {
		return optimizerSettings(this.steps.get(player)!.context.params);
	}

	dispose(): void {
		for (const optimizer of this.optimizers.values()) optimizer.dispose();
	}
}
