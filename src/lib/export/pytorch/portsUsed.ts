// Which ports of a data set a program's nodes take.
import { nodeOf } from '../../compile/plan';
import type { Program } from '../../compile/program';

/** In the order they are first taken. */
export function portsUsed({ steps, sources }: Program, dataset: string): string[] {
	const nodes = new Set(
		steps
			.filter(({ node, params }) => sources.includes(node) && params.dataset === dataset)
			.map(({ node }) => node),
	);
	const taken = steps.flatMap(({ inputs }) => Object.values(inputs));
	return [
		...new Set(
			taken.filter((ref) => nodes.has(nodeOf(ref))).map((ref) => ref.slice(ref.indexOf('/') + 1)),
		),
	];
}
