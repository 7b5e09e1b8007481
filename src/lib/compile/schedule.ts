// The fourth pass: one round as a list of updates, in the players' order.
import type { Json } from '../graph/types';
import type { Partition, Slice } from './partition';
import type { MonitorPlan, Phase } from './program';

/** Players in the order they give themselves; among equals, as the canvas has them. A player has as many phases as steps. */
export function schedule({ slices }: Partition): Phase[] {
	const number = (value: Json | undefined, otherwise: number): number =>
		typeof value === 'number' ? value : otherwise;
	const inOrder = [...slices].sort(
		(a, b) => number(a.player.params.order, 0) - number(b.player.params.order, 0),
	);
	return inOrder
		.flatMap((slice) =>
			Array.from({ length: number(slice.player.params.steps, 1) }, (_, i) => ({ slice, i })),
		)
		.map(({ slice, i }, at) => phaseOf(slice, at === 0 || i > 0));
}

/** `fresh`: the first of a round, or a further update of the same player, which sees new data and noise. */
function phaseOf({ player, ...slice }: Slice, fresh: boolean): Phase {
	const { values } = player.params;
	const redraw = fresh || values === 'redraw';
	return {
		player: player.node.id,
		networks: slice.networks,
		redraw,
		recompute: !redraw && values === 'recompute',
		before: slice.before,
		tape: slice.tape,
		loss: slice.loss,
		forwardOnly: slice.forwardOnly,
		through: slice.through,
	};
}

/** What each monitor needs. Monitors with nothing wired show nothing. */
export function planMonitors({ steps, facts, upstream }: Partition): MonitorPlan[] {
	return [...steps.values()]
		.filter(
			({ node, inputs }) => facts.get(node)!.place.kind?.monitor && Object.keys(inputs).length,
		)
		.map(({ node }) => ({ node, needs: upstream(node).filter((other) => other !== node) }));
}
