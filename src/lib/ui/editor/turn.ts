// A player's turn as the canvas shows it: who learns, who is passed through, and what has no part in it.
import { nodeOf, refOf } from '../../compile/plan';
import { phaseRoles, type NodeRole, type WireRole } from '../../compile/phaseRoles';
import type { Program } from '../../compile/program';
import type { GraphDocument, PortRef } from '../../graph/types';
import type { ChipView } from './node/view';
import { barOf } from '../panels/run/timeline';
import { whoIs, type Who } from './who';

export type NodePart = NodeRole | 'idle';
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

/** Undefined where there is no such phase. */
export function turnOf(program: Program, document: GraphDocument, index: number): Turn | undefined {
	const phase = program.phases[index];
	if (!phase) return undefined;
	const { nodes, wires } = phaseRoles(program, index);
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
