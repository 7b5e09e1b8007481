// One round as blocks in a row for every network: what is computed, passed through, updated, and when.
import type { Phase, Program } from '../../compile/program';

export interface Block {
	network: string;
	/** In units of work; where it starts, counted from the round's beginning. */
	start: number;
	length: number;
	/** `passed`: run, or differentiated through, without learning. */
	state: 'computed' | 'updated' | 'passed';
	does: 'forward' | 'backward' | 'update';
	/** How often the network is called. */
	calls: number;
}

export interface PhaseSpan {
	player: string;
	/** Index of the first of its phases in the program. */
	first: number;
	/** How many times in a row it is played. */
	times: number;
	start: number;
	length: number;
}

export interface RoundDiagram {
	/** In the order in which they first learn. */
	networks: readonly string[];
	blocks: readonly Block[];
	phases: readonly PhaseSpan[];
	length: number;
}

/** A pass backwards costs about two passes forwards: one for the weights, one for what came before. */
const BACKWARD = 2;
/** An update is little work; wide enough to be seen. */
const UPDATE = 0.8;

/**
 * Lengths count passes through networks, forward one and backward two a call; they are not times. Phases of one player
 * in a row that do the same are drawn once.
 */
export function diagramOf({ phases, steps, networks }: Program): RoundDiagram {
	const callee = new Map(
		steps.flatMap(({ node, kind, params }): [string, string][] =>
			kind === 'call' && typeof params.network === 'string' ? [[node, params.network]] : [],
		),
	);
	const callsIn = (nodes: readonly string[], network: string): number =>
		nodes.filter((node) => callee.get(node) === network).length;

	const blocks: Block[] = [];
	const spans: PhaseSpan[] = [];
	let at = 0;
	for (const { phase, first, times } of runsOf(phases)) {
		const start = at;
		for (const network of phase.forwardOnly) {
			const calls = callsIn(phase.before, network) + callsIn(phase.tape, network);
			if (calls === 0) continue;
			blocks.push({ network, start: at, length: calls, state: 'passed', does: 'forward', calls });
			at += calls;
		}
		// On the tape the networks run one after the other, then the gradient comes back through all of them.
		const tape = [...phase.networks, ...phase.through].filter(
			(network, i, all) => all.indexOf(network) === i,
		);
		for (const network of tape) {
			const calls = callsIn(phase.tape, network) + callsIn(phase.before, network);
			if (calls === 0) continue;
			const state = phase.networks.includes(network) ? 'computed' : 'passed';
			blocks.push({ network, start: at, length: calls, state, does: 'forward', calls });
			at += calls;
		}
		for (const network of tape.toReversed()) {
			const calls = callsIn(phase.tape, network);
			if (calls === 0) continue;
			const length = calls * BACKWARD;
			const state = phase.networks.includes(network) ? 'computed' : 'passed';
			blocks.push({ network, start: at, length, state, does: 'backward', calls });
			at += length;
		}
		for (const network of phase.networks)
			blocks.push({
				network,
				start: at,
				length: UPDATE,
				state: 'updated',
				does: 'update',
				calls: 1,
			});
		at += UPDATE;
		spans.push({ player: phase.player, first, times, start, length: at - start });
	}
	const learning = phases.flatMap((phase) => phase.networks);
	const named = [...learning, ...Object.keys(networks)].filter((name) =>
		blocks.some(({ network }) => network === name),
	);
	return { networks: [...new Set(named)], blocks, phases: spans, length: at };
}

/** Phases in a row of one player that do the same are one run. A first phase may differ by what it reuses. */
function runsOf(phases: readonly Phase[]): { phase: Phase; first: number; times: number }[] {
	const runs: { phase: Phase; first: number; times: number }[] = [];
	phases.forEach((phase, i) => {
		const last = runs.at(-1);
		if (last && alike(last.phase, phase)) last.times++;
		else runs.push({ phase, first: i, times: 1 });
	});
	return runs;
}

function alike(a: Phase, b: Phase): boolean {
	return (
		a.player === b.player &&
		a.before.join() === b.before.join() &&
		a.tape.join() === b.tape.join() &&
		a.forwardOnly.join() === b.forwardOnly.join() &&
		a.through.join() === b.through.join()
	);
}
