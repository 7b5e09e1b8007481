// Runs single nodes of the training canvas, in training or in evaluation mode.
import type { Tensor } from '@tensorflow/tfjs';
import type { Linked } from '../compile/link';
import { gatherInputs, type Evaluation, type LinkedStep } from '../compile/link/forward';
import { randomAt, type Random } from '../graph/random';
import type { PortRef } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import type { WeightAverages } from './weightAverages';

export interface Lookup {
	get(ref: PortRef): Tensor | undefined;
}

/** Which evaluation of a node this is; see `DrawValues`. */
export interface Occasion {
	seed: number;
	draw: number;
	repeat: boolean;
	count: number;
	/** Where random numbers come from, instead of the generator directly. */
	random?: (seed: number, site: string, draw: number) => Random;
}

export class Evaluator {
	/** Running statistics and nodes' memories that have moved since they were last written back, by weight path. */
	private readonly moved = new Map<string, Tensor>();
	/** What nodes of the training canvas keep: names and paths, by node. */
	private readonly state = new Map<string, (readonly [name: string, path: string])[]>();

	constructor(
		private readonly tf: Tfjs,
		private readonly linked: Linked,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
		private readonly averages: WeightAverages,
	) {
		for (const [path, { network, planned }] of linked.weights) {
			if (network !== undefined) continue;
			const own = this.state.get(planned.node) ?? [];
			this.state.set(planned.node, [...own, [planned.name, path]]);
		}
	}

	/** Outputs by port; nothing for nodes that only look on (players, monitors). Intermediates are tidied. */
	run(node: string, values: Lookup, evaluation: Evaluation): Record<string, Tensor> {
		const linked = this.steps.get(node);
		if (!linked) throw new Error(`There is no node “${node}” on the training canvas.`);
		const { kind, context } = linked;
		return this.tf.tidy(() => {
			if (!kind.tfjs) return {};
			const state = this.state.get(node) ?? [];
			return kind.tfjs.forward(this.tf, gatherInputs(linked.from, values), {
				...context,
				weights: Object.fromEntries(state.map(([name, path]) => [name, evaluation.weight(path)])),
				training: evaluation.training,
				random: evaluation.random(node),
				update:
					evaluation.update &&
					((name, value) => {
						const own = state.find(([known]) => known === name);
						if (own) evaluation.update?.(own[1], value);
					}),
				apply: (network, given) => this.linked.forward(network, given, evaluation, node),
			});
		});
	}

	/** Runs a network on given inputs, in the order of its ports. The caller tidies. */
	apply(network: string, inputs: readonly Tensor[], evaluation: Evaluation): Tensor[] {
		return this.linked.forward(network, inputs, evaluation, network);
	}

	/** Training mode. Numbers depend on the draw and on how often the node was evaluated in it. */
	training({ seed, draw, repeat, count, random = randomAt }: Occasion): Evaluation {
		const suffix = count > 1 ? `#${count}` : '';
		return {
			training: true,
			random: (path) => random(seed, path + suffix, draw),
			weight: (path) => this.moved.get(path) ?? this.variable(path),
			update: repeat
				? undefined
				: (path, value) => {
						this.moved.get(path)?.dispose();
						this.moved.set(path, this.tf.keep(value));
					},
		};
	}

	/** Evaluation mode: running statistics are used, nothing changes. On the weights as they are. */
	readonly asPlayed: Evaluation = {
		training: false,
		random: (path) => randomAt(0, path, 0),
		weight: (path) => this.variable(path),
	};

	/**
	 * Evaluation mode on the averages of weights that have them; running statistics are the latest. The seed is for
	 * what stays random, like dropout that is kept on.
	 */
	shown(seed: number): Evaluation {
		return {
			...this.asPlayed,
			random: (path) => randomAt(seed, path, 0),
			weight: (path) => this.averages.of(path) ?? this.variable(path),
		};
	}

	/** Writes back what has moved. Not inside a gradient tape, where it would be recorded. */
	settle(): void {
		for (const [path, value] of this.moved) {
			this.variable(path).assign(value);
			value.dispose();
		}
		this.moved.clear();
	}

	private variable(path: string) {
		const weight = this.linked.weights.get(path);
		if (!weight) throw new Error(`There is no weight ${path}.`);
		return weight.variable;
	}
}
