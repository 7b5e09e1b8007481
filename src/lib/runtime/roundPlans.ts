// What a round plays of a program: the phases of the players that are active in it, and what those take.
import type { LinkedStep } from '../compile/link/forward';
import { isActive } from '../compile/isActive';
import type { Phase, Program } from '../compile/program';
import type { ParamMap, PortRef } from '../graph/types';
import { portsTaken } from './drawToShow';

export interface RoundPlan {
	/** Indices into the program's phases, in order. Another list, another plan. */
	phases: readonly number[];
	/** Sources that are drawn, in order. */
	sources: readonly string[];
	/** Their ports that are taken. */
	taken: ReadonlySet<PortRef>;
	/** Nodes that only players play which are not active. */
	idle: ReadonlySet<string>;
}

export class RoundPlans {
	private readonly made = new Map<string, RoundPlan>();

	constructor(
		private readonly program: Program,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
	) {}

	/** The same object as long as the same players are active. Players' windows may be turned while training runs. */
	at(round: number): RoundPlan {
		const phases = [...this.program.phases.keys()].filter((index) => {
			const { player } = this.program.phases[index]!;
			return isActive(this.steps.get(player)!.context.params as ParamMap, round);
		});
		return this.of(phases);
	}

	/** What these phases take. */
	of(phases: readonly number[]): RoundPlan {
		const key = phases.join();
		const plan = this.made.get(key) ?? this.make(phases);
		this.made.set(key, plan);
		return plan;
	}

	private make(phases: readonly number[]): RoundPlan {
		const { program, steps } = this;
		const playedBy = (phase: Phase): readonly string[] => [...phase.before, ...phase.tape];
		const played = new Set(phases.flatMap((index) => playedBy(program.phases[index]!)));
		const idle = new Set(program.phases.flatMap(playedBy).filter((node) => !played.has(node)));
		const looking = program.monitors
			.filter(({ node }) => steps.get(node)?.kind.monitor?.when === 'round')
			.filter(({ node }) => !looksAt(steps.get(node)!, idle))
			.flatMap(({ node, needs }) => [...needs, node]);
		const needed = new Set([...played, ...looking]);
		// Sources may be made from others, which then need not be there themselves.
		const computed = [...needed].filter((node) => !program.sources.includes(node));
		const taken = portsTaken(computed.flatMap((node) => steps.get(node) ?? []));
		return {
			phases,
			sources: program.sources.filter((node) =>
				Object.keys(steps.get(node)!.context.outputs).some((port) => taken.has(`${node}/${port}`)),
			),
			taken,
			idle,
		};
	}
}

/** Whether a monitor is wired to any of these nodes. */
export function looksAt({ from }: LinkedStep, nodes: ReadonlySet<string>): boolean {
	return from.some(([, ref]) => nodes.has(ref.slice(0, ref.indexOf('/'))));
}
