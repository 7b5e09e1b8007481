// Plays an optimizer's rule over all of a player's weights at once.
//
// Where the backend has a kernel of ours, that is one for each weight. Else gradients are laid end to end and updated as
// one vector: 12 kernels for Adam and two for each weight, where tfjs's own optimizer takes 14 for each weight.
import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import { sameShape, sizeOf } from '../compile/link/weights';
import type { LinkedWeight } from '../compile/link';
import type { Tfjs } from '../nodes/kind';
import { RULES, type OptimizerSettings, type Rule, type SlotName } from './optimizerRules';
import type { HostArray } from './protocol';

/** Numbers in a group at most, unless one weight alone has more: GPUs take only so many at once. */
export const GROUP_SIZE = 2 ** 20;

/** Weights updated together: as one vector, or one weight alone by a kernel of ours. */
interface Group {
	weights: readonly (readonly [path: string, weight: LinkedWeight])[];
	/** Numbers in all of them. */
	size: number;
	slots: ReadonlyMap<SlotName, Variable>;
}

/** One player's optimizer. */
export class Optimizer {
	/** Updates made: Adam's t. */
	updates = 0;
	private readonly groups: readonly Group[];
	private readonly rule: Rule;
	/** The backend has the rule as one kernel of ours. */
	private readonly fused: boolean;
	private readonly constants = new Map<number, Scalar>();

	constructor(
		private readonly tf: Tfjs,
		/** The player's trained weights, by path. */
		weights: ReadonlyMap<string, LinkedWeight>,
		kind: OptimizerSettings['optimizer'],
	) {
		this.rule = RULES[kind];
		this.fused = !!tf.getKernel(this.rule.kernel, tf.getBackend());
		this.groups = inGroups([...weights], this.fused ? 1 : GROUP_SIZE).map((own) => {
			const size = own.reduce((sum, [, { planned }]) => sum + sizeOf(planned.shape), 0);
			const zeros = (): Variable => tf.tidy(() => tf.variable(tf.zeros([size]), false));
			return {
				weights: own,
				size,
				slots: new Map(this.rule.slots.map((name) => [name, zeros()])),
			};
		});
	}

	/**
	 * One update. Gradients are by variable name; a weight the loss does not reach has none, and stays. `rates` are those
	 * of this update.
	 */
	apply(
		gradients: Readonly<Record<string, Tensor | null>>,
		settings: OptimizerSettings,
		rates = this.rates(settings),
	): void {
		this.updates++;
		for (const group of this.groups) {
			this.tf.tidy(() =>
				this.fused
					? this.applyFused(group, gradients, settings, rates)
					: this.applyComposed(group, gradients, settings, rates),
			);
		}
	}

	/** The numbers that may change from update to update, of the update that comes after `more` others. */
	rates(settings: OptimizerSettings, more = 0): Float32Array {
		return Float32Array.from(this.rule.rates(settings, this.updates + more + 1));
	}

	private applyFused(
		{ weights, slots }: Group,
		gradients: Readonly<Record<string, Tensor | null>>,
		settings: OptimizerSettings,
		rates: Float32Array,
	): void {
		const attrs = {
			rates,
			...Object.fromEntries(this.rule.settings.map((name) => [name, settings[name]])),
		};
		for (const [, { variable }] of weights) {
			const gradient = gradients[variable.name];
			if (!gradient) continue;
			const inputs = { p: variable, gradient, ...Object.fromEntries(slots) };
			variable.assign(this.tf.engine().runKernel(this.rule.kernel, inputs, attrs));
		}
	}

	/** All gradients as one vector. */
	private joined(
		weights: Group['weights'],
		gradients: Readonly<Record<string, Tensor | null>>,
	): Tensor1D {
		const { tf } = this;
		const parts = weights.map(([, { variable }]) => {
			const gradient = gradients[variable.name];
			return (gradient ? gradient.flatten() : tf.zeros([variable.size])) as Tensor1D;
		});
		return parts.length === 1 ? parts[0]! : tf.concat1d(parts);
	}

	private applyComposed(
		{ weights, slots }: Group,
		gradients: Readonly<Record<string, Tensor | null>>,
		settings: OptimizerSettings,
		rates: Float32Array,
	): void {
		const change = this.rule.change({
			...{ tf: this.tf, gradient: this.joined(weights, gradients), settings, rates },
			slot: (name) => slotOf(slots, name),
			constant: (value) => this.constant(value),
		});
		let from = 0;
		for (const [, { variable }] of weights) {
			const part = this.tf.slice(change, [from], [variable.size]);
			from += variable.size;
			variable.assign(this.tf.sub(variable, part.reshape(variable.shape)));
		}
	}

	/** A scalar uploaded once: the same few numbers are needed at every update. */
	private constant(value: number): Scalar {
		let scalar = this.constants.get(value);
		if (!scalar) {
			scalar = this.tf.keep(this.tf.scalar(value));
			this.constants.set(value, scalar);
		}
		return scalar;
	}

	/** The state on the device, under names that `split` knows. */
	get state(): ReadonlyMap<string, Variable> {
		return new Map(
			this.groups.flatMap(({ slots }, i) =>
				[...slots].map(([name, slot]) => [`${name}/${i}`, slot] as const),
			),
		);
	}

	/** One entry of `state`, by `slot/weight path`. */
	split(key: string, values: Float32Array): Record<string, HostArray> {
		const [name, index] = key.split('/');
		const state: Record<string, HostArray> = {};
		let from = 0;
		for (const [path, { planned }] of this.groups[Number(index)]?.weights ?? []) {
			const to = from + sizeOf(planned.shape);
			state[`${name}/${path}`] = { shape: planned.shape, values: values.slice(from, to) };
			from = to;
		}
		return state;
	}

	/** Takes over what `state` has of this optimizer, by `slot/weight path`; the rest starts at zero. */
	write(state: Readonly<Record<string, HostArray>>): void {
		const { tf } = this;
		for (const { weights, size, slots } of this.groups) {
			for (const [name, slot] of slots) {
				const values = new Float32Array(size);
				let from = 0;
				for (const [path, { planned }] of weights) {
					const part = state[`${name}/${path}`];
					if (part && sameShape(part.shape, planned.shape)) values.set(part.values, from);
					from += sizeOf(planned.shape);
				}
				tf.tidy(() => slot.assign(tf.tensor1d(values)));
			}
		}
	}

	dispose(): void {
		for (const slot of this.state.values()) slot.dispose();
		for (const constant of this.constants.values()) constant.dispose();
	}
}

/** Neighbours together as long as they have no more than `most` numbers. */
export function inGroups(weights: Group['weights'], most: number): Group['weights'][] {
	const groups: Group['weights'][number][][] = [];
	let size = Infinity;
	for (const weight of weights) {
		const own = sizeOf(weight[1].planned.shape);
		if (size + own > most) {
			groups.push([]);
			size = 0;
		}
		groups.at(-1)!.push(weight);
		size += own;
	}
	return groups;
}

function slotOf(slots: Group['slots'], name: SlotName): Variable {
	const slot = slots.get(name);
	if (!slot) throw new Error(`This optimizer holds no “${name}”.`);
	return slot;
}
