// What every node and wire of the training canvas does in one phase.
import type { PortRef } from '../graph/types';
import { kindOf } from '../nodes/catalogue';
import { allNeeded } from './order';
import { nodeOf } from './plan';
import type { Program, Step } from './program';
import { paramsOfType } from './workspace';

export type NodeRole =
	/** The player whose turn it is. */
	| 'player'
	/** Runs a network, and the gradient reaches weights of it that are updated. */
	| 'learns'
	/** Runs a network that the gradient passes through: its weights stay as they are. */
	| 'passed'
	/** The gradient passes through it; it runs no network. */
	| 'gradient'
	/** Computed, or kept from earlier, with no gradient. */
	| 'runs';

export type WireRole =
	/** A value goes one way and the loss's gradient comes back. */
	| 'gradient'
	/** A value only. */
	| 'value';

/** What has no part in the phase is in neither map. */
export interface PhaseRoles {
	nodes: ReadonlyMap<string, NodeRole>;
	/** By the input they end at. */
	wires: ReadonlyMap<PortRef, WireRole>;
}

/** `index`: of the phase in its round. Without such a phase nothing has a part. */
export function phaseRoles(program: Program, index: number): PhaseRoles {
	const nodes = new Map<string, NodeRole>();
	const wires = new Map<PortRef, WireRole>();
	const phase = program.phases[index];
	if (!phase) return { nodes, wires };

	const runs = new Set([...phase.before, ...phase.tape]);
	const kept = keptBefore(program, index);
	const comesBack = new Set(phase.gradient);
	const own = new Set(phase.networks);
	/** Nodes that the gradient comes to: the loss first, then along its wires. */
	const reached = new Set([nodeOf(phase.loss)]);
	for (const { node, inputs } of program.steps) {
		for (const [port, from] of Object.entries(inputs)) {
			const source = nodeOf(from);
			if (comesBack.has(`${node}/${port}`)) {
				wires.set(`${node}/${port}`, 'gradient');
				reached.add(source);
			} else if (runs.has(node) && !kept.has(node) && runs.has(source)) {
				wires.set(`${node}/${port}`, 'value');
			}
		}
	}
	for (const step of program.steps) {
		if (!runs.has(step.node)) continue;
		const networks = reached.has(step.node) ? networksIn(program, step) : undefined;
		if (!networks) nodes.set(step.node, 'runs');
		else if (networks.size === 0) nodes.set(step.node, 'gradient');
		else nodes.set(step.node, [...networks].some((name) => own.has(name)) ? 'learns' : 'passed');
	}
	nodes.set(phase.player, 'player');
	wires.set(`${phase.player}/loss`, 'gradient');
	return { nodes, wires };
}

/** Holds that have their value from an earlier phase of the draw. */
function keptBefore({ phases, steps }: Program, index: number): Set<string> {
	const holds = new Set(steps.filter(({ kind }) => kindOf(kind)?.holds).map(({ node }) => node));
	const begins = phases.findLastIndex((phase, i) => i <= index && phase.redraw);
	const earlier = phases.slice(begins, index).flatMap(({ before, tape }) => [...before, ...tape]);
	return new Set(earlier.filter((node) => holds.has(node)));
}

/** The network a step runs, and those that it runs in turn. */
export function networksIn({ networks }: Program, step: Step): Set<string> {
	const called = ({ kind, params }: Step): string[] =>
		paramsOfType({ kind: kindOf(kind), params }, 'network');
	return allNeeded(called(step), (name) => networks[name]?.steps.flatMap(called) ?? []);
}
