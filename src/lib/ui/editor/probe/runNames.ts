// What the calls of a network, and the uses of a block in them, are called where one is chosen.
import type { Run } from '../../../compile/probePlaces';
import type { NodeView } from '../node/view';

/** `D(G(z))`, or `G(x) · residuals 3` for a repeat of a block. */
export function runNames(runs: readonly Run[], training: ReadonlyMap<string, NodeView>): string[] {
	const repeated = new Set(
		runs.flatMap(({ through }) =>
			through.flatMap(({ node, repeat = 0 }) => (repeat > 0 ? [node] : [])),
		),
	);
	return runs.map(({ through }) =>
		through
			.map(({ node, repeat }, depth) => {
				const name = depth === 0 ? (training.get(node)?.title ?? node) : node;
				return repeat !== undefined && repeated.has(node) ? `${name} ${repeat + 1}` : name;
			})
			.join(' · '),
	);
}
