// What a run takes: memory at its fullest moment, and multiply-adds a round. Reckoned from the plan, before anything runs.
import type { ParamMap, PortRef } from '../graph/types';
import { kindOf } from '../nodes/catalogue';
import { sizeOf } from '../nodes/shape';
import { numbersIn } from './cost';
import { contextOf, nodeOf } from './plan';
import { networksIn } from './phaseRoles';
import type { Phase, PlannedWeight, Program, Step } from './program';
import { paramsOfType } from './workspace';

/** Bytes, at the document’s batch. */
export interface Budget {
	/** All networks’ weights and running statistics, averaged copies, and what training nodes keep. */
	weights: number;
	/** What the players’ optimizers keep of past gradients. */
	optimizer: number;
	/** Of the player with the most weights. */
	gradients: number;
	/** Values kept for the way back, in the turn with the most. */
	activations: number;
	total: number;
	/** Products and convolutions of one round, forward and back. */
	multiplyAdds: number;
	/** The largest value or weight in one piece. */
	largest: number;
	/** Network with the most weights. */
	heaviest: string | undefined;
}

const BYTES = 4;

/** Numbers each optimizer keeps for one weight. */
export const SLOTS: Readonly<Record<string, number>> = { adam: 2, rmsprop: 1, sgd: 1 };

/** A penalty on the slope runs its network forward and back once, and the loss differentiates both: what twice as many layers would take. */
const SLOPE_PASSES = 2;

interface Load {
	multiplyAdds: number;
	activations: number;
	largest: number;
}

export function budgetOf(program: Program): Budget {
	const { networks, run, state } = program;
	const steps = new Map(program.steps.map((step) => [step.node, step]));
	const loads = new Map(program.steps.map((step) => [step.node, loadOf(program, step)]));
	const parameters = (names: readonly string[]): number =>
		names.reduce((sum, name) => sum + (networks[name]?.parameters ?? 0), 0);
	const all = Object.values(networks).flatMap(({ weights }) => weights);

	const players = new Map(program.phases.map((phase) => [phase.player, phase.networks]));
	let [optimizer, averages] = [0, 0];
	for (const [player, names] of players) {
		const params = steps.get(player)?.params ?? {};
		optimizer += slotsOf(params) * parameters(names);
		if (typeof params.ema === 'number' && params.ema > 0) averages += parameters(names);
	}
	const numbers = {
		weights: count(all) + count(state) + averages,
		optimizer,
		gradients: Math.max(0, ...program.phases.map((phase) => parameters(phase.networks))),
		activations: run.batch * Math.max(0, ...program.phases.map((phase) => kept(phase, loads))),
	};
	const memory = Object.values(numbers).reduce((sum, value) => sum + value, 0);
	const heaviest = Object.values(networks).reduce<(typeof networks)[string] | undefined>(
		(most, one) => (!most || one.parameters > most.parameters ? one : most),
		undefined,
	);
	return {
		weights: numbers.weights * BYTES,
		optimizer: numbers.optimizer * BYTES,
		gradients: numbers.gradients * BYTES,
		activations: numbers.activations * BYTES,
		total: memory * BYTES,
		multiplyAdds: run.batch * workOf(program, loads),
		largest:
			BYTES *
			Math.max(
				0,
				...all.map(({ shape }) => sizeOf(shape)),
				...[...loads.values()].map(({ largest }) => largest * run.batch),
			),
		heaviest: heaviest?.name,
	};
}

function slotsOf({ optimizer, momentum }: ParamMap): number {
	// Without momentum nothing is kept.
	if (optimizer === 'sgd' && momentum === 0) return 0;
	return SLOTS[String(optimizer)] ?? 0;
}

const count = (weights: readonly PlannedWeight[]): number =>
	weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** What a step computes for one item, all that it runs included. */
function loadOf(program: Program, step: Step): Load {
	const kind = kindOf(step.kind);
	const own: Load = {
		multiplyAdds: kind?.multiplyAdds?.(contextOf(step)) ?? 0,
		activations: numbersIn(Object.values(step.outputTypes)),
		largest: Math.max(0, ...Object.values(step.outputTypes).map((type) => numbersIn([type]))),
	};
	const inside = paramsOfType({ kind, params: step.params }, 'network').flatMap(
		(name) => program.networks[name]?.steps.map((one) => loadOf(program, one)) ?? [],
	);
	if (inside.length === 0) return own;
	const passes = kind?.category === 'losses' ? SLOPE_PASSES : 1;
	const sum = (of: (load: Load) => number): number =>
		passes * inside.reduce((total, load) => total + of(load), 0);
	return {
		multiplyAdds: own.multiplyAdds + sum((load) => load.multiplyAdds),
		activations: sum((load) => load.activations),
		largest: Math.max(own.largest, ...inside.map((load) => load.largest)),
	};
}

/** Numbers of one item kept in a phase: all on the tape, and of the rest what it hands over. */
function kept({ tape }: Phase, loads: ReadonlyMap<string, Load>): number {
	return tape.reduce((sum, node) => sum + (loads.get(node)?.activations ?? 0), 0);
}

/**
 * Multiply-adds of a round for one item. The way back costs as much again for the values, and once more for the
 * weights that are updated. Outside the tape a node runs once a draw, until a network behind it is updated.
 */
function workOf(program: Program, loads: ReadonlyMap<string, Load>): number {
	const dependsOn = new Map(program.steps.map((step) => [step.node, step.dependsOn]));
	const networks = new Map(program.steps.map((step) => [step.node, networksIn(program, step)]));
	const there = new Set<string>();
	let work = 0;
	for (const phase of program.phases) {
		if (phase.redraw || phase.recompute) there.clear();
		const own = new Set(phase.networks);
		const reached = new Set<string>([
			nodeOf(phase.loss),
			...phase.gradient.map((ref: PortRef) => nodeOf(ref)),
		]);
		for (const node of phase.before) {
			if (!there.has(node)) work += loads.get(node)?.multiplyAdds ?? 0;
			there.add(node);
		}
		const behind = new Set(phase.gradient.map((ref) => sourceOf(program, ref)));
		for (const node of phase.tape) {
			const learns = [...(networks.get(node) ?? [])].some((name) => own.has(name));
			const back = reached.has(node) || behind.has(node) ? (learns ? 2 : 1) : 0;
			work += (1 + back) * (loads.get(node)?.multiplyAdds ?? 0);
		}
		for (const node of there) {
			if (dependsOn.get(node)?.some((name) => own.has(name))) there.delete(node);
		}
	}
	return work;
}

/** The node whose value comes in at an input. */
function sourceOf({ steps }: Program, ref: PortRef): string {
	const node = nodeOf(ref);
	const from = steps.find((step) => step.node === node)?.inputs[ref.slice(node.length + 1)];
	return from === undefined ? '' : nodeOf(from);
}
