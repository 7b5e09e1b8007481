// A phase in slow motion: what is drawn, who runs forward, the loss, the gradient's way back, the step.
import { kindOf } from '../nodes/catalogue';
import { phaseRoles } from './phaseRoles';
import type { Program, Step } from './program';
import { upstream } from './upstream';

export interface Stage {
	/**
	 * `draw`: sources give this round's values. `forward`: a network runs. `loss`: its answers become one number.
	 * `gradient`: the loss's slope comes back to the player's weights. `update`: they change.
	 */
	does: 'draw' | 'forward' | 'loss' | 'gradient' | 'update';
	/** Of `forward`. */
	network?: string;
	/** What has a part in it. */
	nodes: readonly string[];
}

/** In order; the update is last. Empty where there is no such phase. */
export function stagesOf(program: Program, index: number): Stage[] {
	const phase = program.phases[index];
	if (!phase) return [];
	const runs = new Set([...phase.before, ...phase.tape]);
	const needed = new Set([...runs].flatMap((node) => upstream(program, node)));
	const stages: Stage[] = [];
	const drawn = program.sources.filter((node) => needed.has(node));
	if (phase.redraw && drawn.length > 0) stages.push({ does: 'draw', nodes: drawn });

	const losses: string[] = [];
	/** What comes between two networks goes with the next. */
	let between: string[] = [];
	const forward: { network: string; nodes: string[] }[] = [];
	for (const step of program.steps) {
		if (!runs.has(step.node) || program.sources.includes(step.node)) continue;
		const network = calledBy(step);
		if (kindOf(step.kind)?.category === 'losses') losses.push(step.node);
		else if (network === undefined) between.push(step.node);
		else {
			const same = forward.find((stage) => stage.network === network);
			const nodes = [...between, step.node];
			between = [];
			// All calls of one network are one stage, unless another one has to run between them.
			if (same && same === forward.at(-1)) same.nodes.push(...nodes);
			else forward.push({ network, nodes });
		}
	}
	stages.push(...forward.map((stage) => ({ does: 'forward' as const, ...stage })));
	stages.push({ does: 'loss', nodes: [...between, ...losses] });

	const { nodes: roles } = phaseRoles(program, index);
	const having = (...wanted: string[]): string[] =>
		[...roles].filter(([, role]) => wanted.includes(role)).map(([node]) => node);
	stages.push({ does: 'gradient', nodes: having('player', 'gradient', 'passed', 'learns') });
	stages.push({ does: 'update', nodes: having('player', 'learns') });
	return stages;
}

function calledBy({ kind, params }: Step): string | undefined {
	return kind === 'call' ? String(params.network) : undefined;
}
