// What a node of the training canvas depends on, and which call of a network depends on least.
import type { Program, TrainingStep } from './program';
import { nodeOf } from './plan';

/** `node` and everything it needs, in the program's order. */
export function upstream(program: Program, node: string): string[] {
	const inputs = new Map(program.steps.map((step) => [step.node, Object.values(step.inputs)]));
	const needed = new Set<string>();
	const visit = (name: string): void => {
		if (needed.has(name)) return;
		needed.add(name);
		for (const ref of inputs.get(name) ?? []) visit(nodeOf(ref));
	};
	visit(node);
	return program.steps.map((step) => step.node).filter((name) => needed.has(name));
}

/**
 * The call of a network that needs least before it: of CycleGAN's generators the one on real pictures, not the one on
 * what the other has made. Undefined where the training canvas doesn't call it.
 */
export function plainestCall(program: Program, network: string): TrainingStep | undefined {
	return program.steps
		.filter(({ kind, params }) => kind === 'call' && params.network === network)
		.map((step) => ({ step, needs: upstream(program, step.node).length }))
		.toSorted((a, b) => a.needs - b.needs)[0]?.step;
}
