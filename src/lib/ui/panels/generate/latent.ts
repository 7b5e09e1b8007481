// What a generator makes its pictures of: which networks there are, and the random vector they begin with.
import type { Program } from '../../../compile/program';
import type { PortRef } from '../../../graph/types';

/** Networks that give pictures on the training canvas, generators first. */
export function pictureNetworks(program: Program): string[] {
	const names = program.steps.flatMap(({ kind, params, outputTypes }) => {
		const picture = Object.values(outputTypes).some(({ meaning }) => meaning === 'image');
		return kind === 'call' && picture ? [String(params.network)] : [];
	});
	const rank = (name: string): number => (program.networks[name]?.role === 'generator' ? 0 : 1);
	return [...new Set(names)].toSorted((a, b) => rank(a) - rank(b));
}

export interface Latent {
	size: number;
	/** Where sliders end: all of a uniform distribution, three deviations of a normal one. */
	min: number;
	max: number;
}

/** The first random vector upstream of a network: the one whose coordinates can be set. */
export function latentOf(program: Program, network: string): Latent | undefined {
	const call = program.steps.find(
		({ kind, params }) => kind === 'call' && params.network === network,
	);
	if (!call) return undefined;
	const needed = upstream(program, call.node);
	for (const step of program.steps) {
		if (!program.sources.includes(step.node) || !needed.has(step.node)) continue;
		for (const type of Object.values(step.outputTypes)) {
			if (type.meaning !== 'vector' || type.dtype !== 'float32') continue;
			const { mean = 0, deviation = 1 } = step.params;
			const [min, max] = type.range ?? [
				Number(mean) - 3 * Number(deviation),
				Number(mean) + 3 * Number(deviation),
			];
			return { size: type.shape[0] ?? 0, min, max };
		}
	}
	return undefined;
}

function upstream(program: Program, node: string): ReadonlySet<string> {
	const inputs = new Map(program.steps.map((step) => [step.node, Object.values(step.inputs)]));
	const needed = new Set<string>();
	const visit = (name: string): void => {
		if (needed.has(name)) return;
		needed.add(name);
		for (const ref of inputs.get(name) ?? []) visit(nodeOf(ref));
	};
	visit(node);
	return needed;
}

function nodeOf(ref: PortRef): string {
	return ref.slice(0, ref.lastIndexOf('/'));
}
