// A player's turn as the canvas shows it: who learns, who is passed through, and what has no part in it.
import { nodeOf, refOf } from '../../compile/plan';
import {
	phaseRoles,
	type NodeRole,
	type PhaseRoles,
	type WireRole,
} from '../../compile/phaseRoles';
import type { Program } from '../../compile/program';
import type { Stage } from '../../compile/stages';
import type { GraphDocument, PortRef } from '../../graph/types';
import type { ChipView } from './node/view';
import { barOf } from '../panels/run/timeline';
import { whoIs, type Who } from './who';

/** `computes`: in slow motion, its value is made now. */
export type NodePart = NodeRole | 'computes' | 'idle';
export type WirePart = WireRole | 'idle';

export interface Turn {
	/** Place of the phase in its rounds, from 1, and how many there are: players of other rounds don't count. */
	place: number;
	phases: number;
	/** Networks that are updated. */
	chips: readonly ChipView[];
	/** The colour of the turn: its first network's. */
	who: Who;
	/** Networks that the gradient passes through, and those that run forward only. */
	passed: readonly string[];
	forwardOnly: readonly string[];
	/** Undefined where the question does not arise: monitors look on in every phase. */
	partOf(node: string): NodePart | undefined;
	/** Of the wire that ends at an input; undefined where a monitor is shown what the phase computes. */
	partOfWire(input: PortRef): WirePart | undefined;
}

/** Undefined where there is no such phase. With a stage of it only what has a part in that is lit. */
export function turnOf(
	program: Program,
	document: GraphDocument,
	index: number,
	stage?: Stage,
): Turn | undefined {
	const phase = program.phases[index];
	if (!phase) return undefined;
	const roles = phaseRoles(program, index);
	const { nodes, wires } = stage ? rolesIn(program, roles, stage) : roles;
	const monitors = new Set(program.monitors.map(({ node }) => node));
	const chips = phase.networks.map((name) => ({ name, who: whoIs(document, name) }));
	const partOf = (node: string): NodePart | undefined =>
		nodes.get(node) ?? (monitors.has(node) ? undefined : 'idle');
	/** What a monitor is shown of this phase is not dimmed. */
	const watched = new Set(
		program.steps.flatMap(({ node, inputs }) =>
			monitors.has(node)
				? Object.entries(inputs)
						.filter(([, from]) => nodes.has(nodeOf(from)))
						.map(([port]) => refOf([node, port]))
				: [],
		),
	);
	const together = phasesTogether(program, index);
	return {
		place: together.indexOf(index) + 1,
		phases: together.length,
		chips,
		who: chips[0]?.who ?? 'n',
		passed: phase.through,
		forwardOnly: phase.forwardOnly,
		partOf,
		partOfWire: (input) => wires.get(input) ?? (watched.has(input) ? undefined : 'idle'),
	};
}

/** Of a phase's roles, those that count in a stage. */
function rolesIn(
	program: Program,
	roles: PhaseRoles,
	{ does, nodes: lit }: Stage,
): { nodes: ReadonlyMap<string, NodePart>; wires: PhaseRoles['wires'] } {
	const now = new Set(lit);
	const comesBack = does === 'gradient' || does === 'update';
	const nodes = new Map(
		lit.map((node): [string, NodePart] => [
			node,
			comesBack ? (roles.nodes.get(node) ?? 'computes') : 'computes',
		]),
	);
	const wires = new Map<PortRef, WireRole>();
	for (const { node, inputs } of program.steps) {
		for (const [port, from] of Object.entries(inputs)) {
			const ref = refOf([node, port]);
			if (does === 'gradient' && roles.wires.get(ref) === 'gradient') wires.set(ref, 'gradient');
			// What is computed flows in; what is drawn flows out.
			else if (!comesBack && now.has(does === 'draw' ? nodeOf(from) : node)) {
				if (roles.nodes.has(node)) wires.set(ref, 'value');
			}
		}
	}
	return { nodes, wires };
}

/** Indices of the phases that share rounds with this one, itself included. */
function phasesTogether(program: Program, index: number): number[] {
	const { rounds } = program.run;
	const bars = program.phases.map(({ player }) =>
		barOf(program.steps.find(({ node }) => node === player)?.params ?? {}, rounds),
	);
	const own = bars[index]!;
	return [...bars.keys()].filter((one) => {
		const { from, until } = bars[one]!;
		return one === index || Math.max(from, own.from) < Math.min(until, own.until);
	});
}
