// Adam, SGD and RMSprop by PyTorch's formulas, over all of a player's weights at once.
//
// Gradients are laid end to end and updated as one vector: 12 kernels for Adam, or 3 where the backend has ours, and
// two for each weight, where tfjs's own optimizer takes 14 for each weight, about half of a small network's dispatches.
import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import { sameShape, sizeOf } from '../compile/link/weights';
import type { LinkedWeight } from '../compile/link';
import type { ParamMap } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import { fusedKernels, type AdamCall } from '../nodes/ops/fused';
import type { HostArray } from './protocol';

/** A player's parameters as an optimizer reads them; the rate anew at every update, so that it can be turned. */
export interface OptimizerSettings {
	optimizer: 'adam' | 'sgd' | 'rmsprop';
	learningRate: number;
	/** Adam's decay of the mean of gradients, and of their squares. */
	beta1: number;
	beta2: number;
	/** SGD's. */
	momentum: number;
	/** RMSprop's decay of the mean of squares. */
	alpha: number;
	/** Added outside the root, as PyTorch does. */
	epsilon: number;
}

export function optimizerSettings(params: ParamMap): OptimizerSettings {
	const number = (name: string): number => {
		const value = params[name];
		if (typeof value !== 'number') throw new Error(`A player's ${name} must be a number.`);
		return value;
	};
	const { optimizer } = params;
	if (optimizer !== 'adam' && optimizer !== 'sgd' && optimizer !== 'rmsprop') {
		throw new Error(`There is no optimizer “${String(optimizer)}”.`);
	}
	return {
		optimizer,
		learningRate: number('learningRate'),
		beta1: number('beta1'),
		beta2: number('beta2'),
		momentum: number('momentum'),
		alpha: number('alpha'),
		epsilon: number('epsilon'),
	};
}

type SlotName = 'm' | 'v' | 'momentum' | 'squares';

const SLOTS: Record<OptimizerSettings['optimizer'], readonly SlotName[]> = {
	adam: ['m', 'v'],
	sgd: ['momentum'],
	rmsprop: ['squares'],
};

/** Numbers in a group at most, unless one weight alone has more: GPUs take only so many at once. */
export const GROUP_SIZE = 2 ** 20;

/** Weights updated together: as one vector, or one weight alone. */
interface Group {
	weights: readonly (readonly [path: string, weight: LinkedWeight])[];
	/** Numbers in all of them. */
	size: number;
	slots: ReadonlyMap<SlotName, Variable>;
}

/** One player's optimizer. Its state starts at zero, which all three rules take for “no update yet”. */
export class Optimizer {
	/** Updates made: Adam's t. */
	updates = 0;
	private readonly groups: readonly Group[];
	/** The backend has Adam as one kernel of ours. */
	private readonly fused: boolean;
	private readonly constants = new Map<number, Scalar>();

	constructor(
		private readonly tf: Tfjs,
		/** The player's trained weights, by path. */
		weights: ReadonlyMap<string, LinkedWeight>,
		kind: OptimizerSettings['optimizer'],
	) {
		this.fused = kind === 'adam' && !!tf.getKernel(fusedKernels.adam, tf.getBackend());
		// Handing over kernels is what costs on a GPU, copying what costs on wasm, whose kernel takes weights as they are.
		const alone = this.fused && tf.getBackend() === 'wasm';
		this.groups = inGroups([...weights], alone ? 1 : GROUP_SIZE).map((own) => {
			const size = own.reduce((sum, [, { planned }]) => sum + sizeOf(planned.shape), 0);
			const zeros = (): Variable => tf.tidy(() => tf.variable(tf.zeros([size]), false));
			return {
				weights: own,
				size,
				slots: new Map(SLOTS[kind].map((name) => [name, zeros()])),
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

	/**
	 * The numbers that may change from update to update, of the update that comes after `more` others: the rate, and
	 * with Adam the rate / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ).
	 */
	rates({ optimizer, learningRate, beta1, beta2 }: OptimizerSettings, more = 0): Float32Array {
		if (optimizer !== 'adam') return Float32Array.of(learningRate);
		const t = this.updates + more + 1;
		return Float32Array.of(learningRate / (1 - beta1 ** t), 1 / Math.sqrt(1 - beta2 ** t));
	}

	private applyFused(
		{ weights, slots }: Group,
		gradients: Readonly<Record<string, Tensor | null>>,
		settings: OptimizerSettings,
		rates: Float32Array,
	): void {
		const { tf } = this;
		const [first] = weights;
		if (weights.length === 1 && !gradients[first![1].variable.name]) return;
		const { beta1, beta2, epsilon } = settings;
		const attrs: AdamCall['attrs'] = {
			rate: settings.learningRate / (1 - beta1 ** this.updates),
			root: 1 / Math.sqrt(1 - beta2 ** this.updates),
			rates,
			beta1,
			beta2,
			epsilon,
		};
		const [m, v] = [slotOf(slots, 'm'), slotOf(slots, 'v')];
		// Gives a fresh tensor for the weight, and moves m and v in place.
		const next = (p: Tensor, gradient: Tensor): Tensor =>
			tf.engine().runKernel(fusedKernels.adam, { p, gradient, m, v }, attrs);
		if (weights.length === 1) {
			const { variable } = first![1];
			variable.assign(next(variable, gradients[variable.name]!));
			return;
		}
		const all = tf.concat(weights.map(([, { variable }]) => variable.flatten()));
		this.assignParts(weights, next(all, this.joined(weights, gradients)), (_, part) => part);
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

	/** Cuts a vector into the weights' shapes and sets each to what `next` makes of its part. */
	private assignParts(
		weights: Group['weights'],
		vector: Tensor,
		next: (variable: Tensor, part: Tensor) => Tensor,
	): void {
		let from = 0;
		for (const [, { variable }] of weights) {
			const part = this.tf.slice(vector, [from], [variable.size]);
			from += variable.size;
			variable.assign(next(variable, part.reshape(variable.shape)));
		}
	}

	private applyComposed(
		{ weights, slots }: Group,
		gradients: Readonly<Record<string, Tensor | null>>,
		settings: OptimizerSettings,
		rates: Float32Array,
	): void {
		const change = this.change(slots, this.joined(weights, gradients), settings, rates);
		this.assignParts(weights, change, (variable, part) => this.tf.sub(variable, part));
	}

	/** What is subtracted from the weights. */
	private change(
		slots: Group['slots'],
		gradient: Tensor1D,
		settings: OptimizerSettings,
		rates: Float32Array,
	): Tensor {
		const { tf } = this;
		const rate = (): Tensor => tf.tensor(rates, []);
		const blend = (slot: Variable, decay: number, value: Tensor): Tensor => {
			const blended = tf.add(
				tf.mul(slot, this.constant(decay)),
				tf.mul(value, this.constant(1 - decay)),
			);
			slot.assign(blended);
			return blended;
		};
		switch (settings.optimizer) {
			case 'adam': {
				const m = blend(slotOf(slots, 'm'), settings.beta1, gradient);
				const v = blend(slotOf(slots, 'v'), settings.beta2, tf.square(gradient));
				const bias1 = 1 - settings.beta1 ** this.updates;
				const bias2 = Math.sqrt(1 - settings.beta2 ** this.updates);
				// (rate / bias1) · m / (√v / bias2 + ε), with the corrections folded into two scalars.
				const root = tf.add(tf.sqrt(v), tf.scalar(settings.epsilon * bias2));
				return tf.mul(tf.div(m, root), tf.scalar((settings.learningRate * bias2) / bias1));
			}
			case 'sgd': {
				if (settings.momentum === 0) return tf.mul(gradient, rate());
				const slot = slotOf(slots, 'momentum');
				const moved = tf.add(tf.mul(slot, this.constant(settings.momentum)), gradient);
				slot.assign(moved);
				return tf.mul(moved, rate());
			}
			case 'rmsprop': {
				const squares = blend(slotOf(slots, 'squares'), settings.alpha, tf.square(gradient));
				const root = tf.add(tf.sqrt(squares), this.constant(settings.epsilon));
				return tf.mul(tf.div(gradient, root), rate());
			}
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
