// Runs the nodes of one phase in training mode: each once a draw, as long as its value holds.
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import { nodeOf } from '../compile/plan';
import type { Phase } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import type { DrawValues } from './drawValues';
import type { Evaluator, Lookup, Occasion } from './evaluator';
import type { Observer } from './observer';

export interface PhaseParts {
	steps: ReadonlyMap<string, LinkedStep>;
	values: DrawValues;
	evaluator: Evaluator;
	observer: Observer;
	/** The draw under way, and where its random numbers come from. */
	occasion(): Pick<Occasion, 'seed' | 'draw' | 'random'>;
}

export class PhaseRunner {
	/** Is shown every value as it is computed, inside networks too. Must not keep it without a copy. */
	watch?: (place: string, value: Tensor) => void;

	constructor(
		private readonly tf: Tfjs,
		private readonly parts: PhaseParts,
	) {}

	/** What no gradient is to pass. */
	runBefore({ before }: Phase, observe: boolean): void {
		for (const node of before) this.evaluate(node, observe);
	}

	/** Computes what depends on the player's weights, while tfjs records; gives the loss. */
	runTape(phase: Phase, observe: boolean): Scalar {
		const { steps, values, observer } = this.parts;
		const taped = new Map<PortRef, Tensor>();
		const lookup = { get: (ref: PortRef) => taped.get(ref) ?? values.get(ref) };
		for (const node of phase.tape) {
			if (steps.get(node)?.kind.holds) {
				if (!this.isThere(node)) this.keep(node, this.run(node, lookup), observe);
				continue;
			}
			for (const [port, value] of Object.entries(this.run(node, lookup))) {
				taped.set(`${node}/${port}`, value);
				if (observe) observer.see(`${node}/${port}`, value);
			}
		}
		const loss = lookup.get(phase.loss);
		if (!loss) throw new Error(`The loss ${phase.loss} of ${phase.player} was not computed.`);
		return loss.asScalar();
	}

	/** Whether a node's value for this draw is there and still good. */
	private isThere(node: string): boolean {
		const { steps, values } = this.parts;
		return values.holds(node, Object.keys(steps.get(node)?.context.outputs ?? {}));
	}

	/**
	 * Computes a node's value for this draw, unless it is there. What feeds it is there already, but for a hold whose
	 * value an earlier phase should have kept: that phase may have been skipped.
	 */
	private evaluate(node: string, observe: boolean): void {
		if (this.isThere(node)) return;
		const { steps, values } = this.parts;
		for (const [, ref] of steps.get(node)?.from ?? []) this.evaluate(nodeOf(ref), observe);
		this.tf.tidy(() => this.keep(node, this.run(node, values), observe));
	}

	private keep(node: string, outputs: Readonly<Record<string, Tensor>>, observe: boolean): void {
		const { tf } = this;
		const { values, observer } = this.parts;
		const kept: Record<string, Tensor> = {};
		for (const [port, value] of Object.entries(outputs)) {
			// A node may hand an input through: a copy lets every value be disposed once, on its own.
			kept[port] = tf.keep(tf.clone(value));
			if (observe) observer.see(`${node}/${port}`, value);
		}
		values.store(node, kept);
	}

	private run(node: string, lookup: Lookup): Record<string, Tensor> {
		const { values, evaluator, occasion } = this.parts;
		const counted = values.evaluating(node);
		const evaluation = evaluator.training({ ...occasion(), ...counted });
		const { watch } = this;
		if (!watch) return evaluator.run(node, lookup, evaluation);
		const outputs = evaluator.run(node, lookup, { ...evaluation, see: watch });
		for (const [port, value] of Object.entries(outputs)) watch(`${node}/${port}`, value);
		return outputs;
	}
}
