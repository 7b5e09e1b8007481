// The players of a program: the weights each trains, its optimizer, and the averages it keeps.
import type { Variable } from '@tensorflow/tfjs';
import type { Linked, LinkedWeight } from '../compile/link';
import type { LinkedStep } from '../compile/link/forward';
import type { Program } from '../compile/program';
import type { Tfjs } from '../nodes/kind';
import { optimizerSettings, type OptimizerSettings } from './optimizerRules';
import { Optimizer } from './optimizers';
import { lastRound, rateFactor } from './rateSchedule';
import { WeightAverages, type Averaged } from './weightAverages';

export class Players {
	/** By player. */
	readonly optimizers = new Map<string, Optimizer>();
	readonly averages: WeightAverages;
	private readonly trained = new Map<string, ReadonlyMap<string, LinkedWeight>>();

	constructor(
		private readonly tf: Tfjs,
		private readonly program: Program,
		linked: Linked,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
	) {
		for (const { player, networks } of program.phases) {
			if (this.optimizers.has(player)) continue;
			const own = new Map(
				[...linked.weights].filter(
					([, { network, planned }]) =>
						network !== undefined && networks.includes(network) && planned.trainable,
				),
			);
			this.trained.set(player, own);
			this.optimizers.set(player, new Optimizer(tf, own, this.settings(player, 0).optimizer));
		}
		this.averages = new WeightAverages(tf, this.averaged());
	}

	/** The weights a player trains. */
	variables(player: string): Variable[] {
		return [...this.trained.get(player)!.values()].map(({ variable }) => variable);
	}

	/** Those that keep averages. */
	private averaged(): Map<string, Averaged> {
		const averaged = new Map<string, Averaged>();
		for (const [player, optimizer] of this.optimizers) {
			const { ema } = this.steps.get(player)!.context.params;
			if (typeof ema !== 'number' || ema === 0) continue;
			averaged.set(player, { weights: this.trained.get(player)!, optimizer, decay: ema });
		}
		return averaged;
	}

	/** Of a round (from 0). Read anew at every update: they may be turned while training runs. */
	settings(player: string, round: number): OptimizerSettings {
		const { params } = this.steps.get(player)!.context;
		const settings = optimizerSettings(params);
		const factor = rateFactor(params, round, lastRound(params, this.program.run.rounds));
		return { ...settings, learningRate: settings.learningRate * factor };
	}

	/** Brings a player's weights back within ± its `clip`, where it has one (Arjovsky et al. 2017). */
	clip(player: string): void {
		const { clip } = this.steps.get(player)!.context.params;
		if (typeof clip !== 'number' || clip === 0) return;
		for (const variable of this.variables(player)) {
			this.tf.tidy(() => variable.assign(this.tf.clipByValue(variable, -clip, clip)));
		}
	}

	dispose(): void {
		for (const optimizer of this.optimizers.values()) optimizer.dispose();
		this.averages.dispose();
	}
}
