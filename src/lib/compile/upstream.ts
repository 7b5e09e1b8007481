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

/**
 * The source of the random vector a network's pictures begin with, and its port: of several the one that is wired to a
 * generator, for others may only blur a condition.
 */
export function latentSource(
	program: Program,
	network: string,
): { step: TrainingStep; port: string } | undefined {
	const call = plainestCall(program, network);
	if (!call) return undefined;
	const needed = new Set(upstream(program, call.node));
	const steps = program.steps.filter(({ node }) => needed.has(node));
	const toGenerators = new Set(
		steps
			.filter(({ kind }) => kind === 'call')
			.filter(({ params }) => program.networks[String(params.network)]?.role === 'generator')
			.flatMap(({ inputs }) => Object.values(inputs)),
	);
	const vectors = steps
		.filter(({ node, inputs }) => program.sources.includes(node) && isFirst(inputs))
		.flatMap((step) =>
			Object.entries(step.outputTypes)
				.filter(([, { meaning, dtype }]) => meaning === 'vector' && dtype === 'float32')
				.map(([port]) => ({ step, port })),
		);
	return vectors.find(({ step, port }) => toGenerators.has(`${step.node}/${port}`)) ?? vectors[0];
}

/** Made from nothing: not from another source. */
const isFirst = (inputs: Readonly<Record<string, unknown>>): boolean =>
	Object.keys(inputs).length === 0;

/** The network whose pictures this one goes on with, where it is never given others. */
export function earlierStage(program: Program, network: string): string | undefined {
	const call = plainestCall(program, network);
	const port = program.networks[network]?.inputs.find(({ type }) => type.meaning === 'image')?.port;
	const ref = port === undefined ? undefined : call?.inputs[port];
	const before = ref && program.steps.find(({ node }) => node === nodeOf(ref));
	return before?.kind === 'call' ? String(before.params.network) : undefined;
}
