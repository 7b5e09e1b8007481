// Runs a network's steps on the weights of its model, in plan order: the path that training takes.
//
// Calling the tf.LayersModel instead gives the same values with about 35 % more kernel dispatches (it casts, checks
// and copies around every layer) and no say over running statistics and random numbers, so models are kept for
// predict, summary and save, and share their variables with this.
import type { Tensor } from '@tensorflow/tfjs';
import type { Random } from '../../graph/random';
import type { PortRef, PortType } from '../../graph/types';
import { kindOf } from '../../nodes/catalogue';
import type { BuildContext, Kind, ParamSpecs, Tfjs } from '../../nodes/kind';
import { contextOf } from '../plan';
import type { NetworkPlan, Step } from '../program';

/** What a step's kind is told every time it runs; made once. */
export interface LinkedStep {
	step: Step;
	kind: Kind;
	context: BuildContext<ParamSpecs>;
	/** Where each wired input comes from. */
	from: readonly (readonly [port: string, ref: PortRef])[];
}

/** How an evaluation goes: what a runner decides, not the network. */
export interface Evaluation {
	training: boolean;
	/** The numbers of the step at `path` (`callNode/step`, deeper for calls within networks). */
	random(path: string): Random;
	/** The value a weight has now, by path. */
	weight(path: string): Tensor;
	/** The next value of a weight that isn't trained. Absent where none counts. */
	update?(path: string, value: Tensor): void;
	/**
	 * Is shown every value inside networks as it is computed, at `callNode/step/port` (deeper for calls within networks).
	 * Must not keep it without a copy. Absent where nobody looks.
	 */
	see?(place: string, value: Tensor, type: PortType): void;
}

/** A network ready to run. */
export interface ForwardPlan {
	plan: NetworkPlan;
	steps: readonly LinkedStep[];
	/** Weight paths of each step, by spec name. */
	weights: ReadonlyMap<string, readonly (readonly [name: string, path: string])[]>;
}

export function linkStep(step: Step): LinkedStep {
	const kind = kindOf(step.kind);
	if (!kind) throw new Error(`${step.node}: there is no kind “${step.kind}”.`);
	return {
		step,
		kind,
		context: contextOf(step),
		from: Object.entries(step.inputs),
	};
}

export function gatherInputs(
	from: LinkedStep['from'],
	values: { get(ref: PortRef): Tensor | undefined },
): Record<string, Tensor> {
	const inputs: Record<string, Tensor> = {};
	for (const [port, ref] of from) {
		const value = values.get(ref);
		if (!value) throw new Error(`${ref} has no value yet.`);
		inputs[port] = value;
	}
	return inputs;
}

/** Names the network whose outputs are the step's own. */
export function calledNetwork(step: Step): string | undefined {
	return step.kind === 'call' ? String(step.params.network) : undefined;
}

/**
 * Outputs of `name` in the order of its ports, batch axis first; inputs likewise. `path` stands before the names of its
 * steps where random numbers are drawn. Leaves intermediate tensors to the caller's tidy.
 */
export function forwardNetwork(
	tf: Tfjs,
	networks: ReadonlyMap<string, ForwardPlan>,
	name: string,
	inputs: readonly Tensor[],
	evaluation: Evaluation,
	path: string,
): Tensor[] {
	const network = networks.get(name);
	if (!network) throw new Error(`There is no network “${name}”.`);
	const values = new Map<PortRef, Tensor>();
	network.plan.inputs.forEach(({ port, type, from }, i) => {
		const value = inputs[i];
		if (!value) throw new Error(`Network “${name}” got nothing at its input “${port}”.`);
		values.set(from, value);
		evaluation.see?.(`${path}/${from}`, value, type);
	});
	for (const linked of network.steps) {
		const { step, kind, context } = linked;
		const stepPath = `${path}/${step.node}`;
		if (!kind.tfjs || isBoundary(step)) continue;
		const weights: Record<string, Tensor> = {};
		for (const [weight, at] of network.weights.get(step.node) ?? []) {
			weights[weight] = evaluation.weight(at);
		}
		const outputs = kind.tfjs.forward(tf, gatherInputs(linked.from, values), {
			...context,
			weights,
			training: evaluation.training,
			random: evaluation.random(stepPath),
			update:
				evaluation.update &&
				((weight, value) => evaluation.update?.(`${name}/${step.node}/${weight}`, value)),
			apply: (other, given) => forwardNetwork(tf, networks, other, given, evaluation, stepPath),
		});
		for (const [port, value] of Object.entries(outputs)) {
			values.set(`${step.node}/${port}`, value);
			evaluation.see?.(`${stepPath}/${port}`, value, step.outputTypes[port]!);
		}
	}
	return network.plan.outputs.map(({ port, from }) => {
		const value = values.get(from);
		if (!value) throw new Error(`Network “${name}” gives nothing at its output “${port}”.`);
		return value;
	});
}

/** Steps that stand for a network's inputs and outputs: their values are given, or taken elsewhere. */
export function isBoundary(step: Step): boolean {
	return step.kind === 'input' || step.kind === 'output';
}
