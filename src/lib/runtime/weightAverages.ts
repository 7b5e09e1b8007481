// Running averages of the weights that players train: what is shown and generated with, where a player keeps them.
//
// As with optimizers, a player's weights are laid end to end: five kernels an update, however many weights there are.
import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { LinkedWeight } from '../compile/link';
import { sameShape, sizeOf } from '../compile/link/weights';
import type { Tfjs } from '../nodes/kind';
import type { RoundInputs } from './capture/roundInputs';
import { GROUP_SIZE, inGroups, type Optimizer } from './optimizers';
import type { HostArray } from './protocol';

/** One player's averages. */
export interface Averaged {
	weights: ReadonlyMap<string, LinkedWeight>;
	optimizer: Optimizer;
	/** The most that an average keeps of itself at an update. */
	decay: number;
}

interface Group {
	player: string;
	weights: readonly (readonly [path: string, weight: LinkedWeight])[];
	/** All averages, end to end. */
	vector: Variable;
}

/**
 * What an average keeps of itself at update number `update` (from 1). It begins small, so that the random weights of the
 * start are soon forgotten, and grows to `decay` (as TensorFlow's ExponentialMovingAverage with a number of updates).
 */
export function decayAt(decay: number, update: number): number {
	return Math.min(decay, (1 + update) / (10 + update));
}

export class WeightAverages {
	private readonly groups: readonly Group[];
	private readonly places = new Map<string, { group: Group; from: number; weight: LinkedWeight }>();

	constructor(
		private readonly tf: Tfjs,
		/** By player. */
		private readonly averaged: ReadonlyMap<string, Averaged>,
	) {
		this.groups = [...averaged].flatMap(([player, { weights }]) =>
			inGroups([...weights], GROUP_SIZE).map((own) => ({
				player,
				weights: own,
				vector: tf.tidy(() => tf.variable(joined(tf, own), false)),
			})),
		);
		for (const group of this.groups) {
			let from = 0;
			for (const [path, weight] of group.weights) {
				this.places.set(path, { group, from, weight });
				from += sizeOf(weight.planned.shape);
			}
		}
	}

	/** After an update of the player: moves its averages towards its weights. */
	move(player: string, inputs?: RoundInputs): void {
		const own = this.averaged.get(player);
		if (!own) return;
		const { tf } = this;
		const decays = (update: number): Float32Array => Float32Array.of(decayAt(own.decay, update));
		const kept = inputs?.averaging(player, own.optimizer, decays) ?? decays(own.optimizer.updates);
		for (const { weights, vector } of this.groups.filter((group) => group.player === player)) {
			tf.tidy(() => {
				const now = joined(tf, weights);
				vector.assign(tf.add(now, tf.mul(tf.sub(vector, now), tf.tensor(kept, []))));
			});
		}
	}

	/** The average of a weight that has one: a fresh tensor. */
	of(path: string): Tensor | undefined {
		const place = this.places.get(path);
		if (!place) return undefined;
		const { shape } = place.weight.planned;
		return this.tf.tidy(() =>
			this.tf.slice(place.group.vector, [place.from], [sizeOf(shape)]).reshape([...shape]),
		);
	}

	/** The averages on the device, under names that `split` knows. */
	get state(): ReadonlyMap<string, Variable> {
		return new Map(this.groups.map(({ vector }, i) => [String(i), vector]));
	}

	/** One entry of `state`, by weight path. */
	split(key: string, values: Float32Array): Record<string, HostArray> {
		const group = this.groups[Number(key)];
		return Object.fromEntries(
			[...this.places].flatMap(([path, { group: own, from, weight }]) => {
				if (own !== group) return [];
				const { shape } = weight.planned;
				return [[path, { shape, values: values.slice(from, from + sizeOf(shape)) }]];
			}),
		);
	}

	/** Takes over what `averages` has, by weight path; the rest starts at the weights as they are. */
	write(averages: Readonly<Record<string, HostArray>>): void {
		const { tf } = this;
		for (const { weights, vector } of this.groups) {
			tf.tidy(() => {
				const parts = weights.map(([path, { planned, variable }]) => {
					const given = averages[path];
					if (!given || !sameShape(given.shape, planned.shape)) return variable.flatten();
					return tf.tensor1d(given.values);
				});
				vector.assign(tf.concat(parts));
			});
		}
	}

	dispose(): void {
		for (const { vector } of this.groups) vector.dispose();
	}
}

function joined(tf: Tfjs, weights: Group['weights']): Tensor {
	return tf.concat(weights.map(([, { variable }]) => variable.flatten()));
}
