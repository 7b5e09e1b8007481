// How the twin plays rounds: which values each update computes, which it takes over, and where gradients end.
//
// The trainer decides this while it runs, by what is still valid; here it is worked out beforehand, so that the written
// loop has no bookkeeping. A value is computed once and kept as long as it is valid, with its graph if a later update
// differentiates through it: what the trainer computes again for its tape, with the same numbers.
import { linkStep, type LinkedStep } from '../../compile/link/forward';
import { isActive } from '../../compile/isActive';
import { nodeOf } from '../../compile/plan';
import type { Phase, Program, TrainingStep } from '../../compile/program';
import type { ParamMap, PortRef } from '../../graph/types';

/** Rounds in which the same players play. */
export interface Stretch {
	/** The first round, from 0. */
	from: number;
	/** The first one no longer in it; absent for the last. */
	until?: number;
	draws: readonly PlannedDraw[];
}

/** The updates that share one draw of the sources. */
export interface PlannedDraw {
	/** Ports of sources that are taken. */
	taken: readonly PortRef[];
	updates: readonly PlannedUpdate[];
}

export interface PlannedUpdate {
	phase: Phase;
	/** What it computes, in order. */
	computed: readonly Evaluation[];
	/** Which evaluation of a node holds its value here. */
	at(node: string): Evaluation | undefined;
}

/** One computation of a node's value, and who uses it. */
export interface Evaluation {
	step: LinkedStep;
	/** The updates that differentiate through it, by their place in the draw. */
	taped: Set<number>;
	/** Players whose later updates take the value over. */
	keptFor: Set<string>;
}

export function planRounds(program: Program): Stretch[] {
	const steps = new Map(program.steps.map((step) => [step.node, step]));
	const paramsOf = ({ player }: Phase): ParamMap => steps.get(player)!.params;
	const turns = program.phases.flatMap((phase) => {
		const { from, until } = paramsOf(phase);
		return [from, until].filter((round) => typeof round === 'number' && round > 0) as number[];
	});
	const starts = [...new Set([0, ...turns])].sort((a, b) => a - b);
	return starts.map((from, i) => {
		const active = program.phases.filter((phase) => isActive(paramsOf(phase), from));
		return {
			from,
			until: starts[i + 1],
			draws: drawsOf(active).map((own) => planDraw(program, own)),
		};
	});
}

function drawsOf(phases: readonly Phase[]): Phase[][] {
	const draws: Phase[][] = [];
	for (const phase of phases) {
		if (phase.redraw || draws.length === 0) draws.push([]);
		draws.at(-1)!.push(phase);
	}
	return draws;
}

function planDraw(program: Program, phases: readonly Phase[]): PlannedDraw {
	const steps = new Map(program.steps.map((step) => [step.node, step]));
	const sources = new Set(program.sources);
	const valid = new Map<string, Evaluation>();
	const taken = new Set<PortRef>();
	const forget = (which: (step: TrainingStep) => boolean): void => {
		for (const step of program.steps) if (which(step)) valid.delete(step.node);
	};
	const updates = phases.map((phase, index): PlannedUpdate => {
		if (phase.recompute) forget(({ dependsOn }) => dependsOn.length > 0);
		const computed: Evaluation[] = [];
		const tape = new Set(phase.tape);
		const use = (ref: PortRef): void => {
			const evaluation = need(nodeOf(ref));
			if (!evaluation) taken.add(ref);
			else if (!computed.includes(evaluation)) evaluation.keptFor.add(phase.player);
		};
		/** Undefined for a source. */
		const need = (node: string): Evaluation | undefined => {
			if (sources.has(node)) return undefined;
			let evaluation = valid.get(node);
			if (!evaluation) {
				const step = steps.get(node)!;
				for (const ref of Object.values(step.inputs)) use(ref);
				evaluation = { step: linkStep(step), taped: new Set(), keptFor: new Set() };
				valid.set(node, evaluation);
				computed.push(evaluation);
			}
			if (tape.has(node) && !evaluation.step.kind.holds) evaluation.taped.add(index);
			return evaluation;
		};
		for (const node of [...phase.before, ...phase.tape]) need(node);
		use(phase.loss);
		const here = new Map(valid);
		const updated = new Set(phase.networks);
		forget(({ dependsOn }) => dependsOn.some((network) => updated.has(network)));
		return { phase, computed, at: (node) => here.get(node) };
	});
	return { taken: [...taken], updates };
}
