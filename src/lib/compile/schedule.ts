// The fourth pass: one round as a list of updates, in the players' order.
import type { Json } from '../graph/types';
import type { Partition, Slice } from './partition';
import type { MonitorPlan, Phase } from './program';

/** An update that has its place in the round. */
interface Turn {
	slice: Slice;
	redraw: boolean;
	recompute: boolean;
}

/** Players in the order they give themselves; among equals, as the canvas has them. A player has as many phases as steps. */
export function schedule(parts: Partition): Phase[] {
	const number = (value: Json | undefined, otherwise: number): number =>
		typeof value === 'number' ? value : otherwise;
	const inOrder = [...parts.slices].sort(
		(a, b) => number(a.player.params.order, 0) - number(b.player.params.order, 0),
	);
	const turns = inOrder
		.flatMap((slice) =>
			Array.from({ length: number(slice.player.params.steps, 1) }, (_, i) => ({ slice, i })),
		)
		.map(({ slice, i }, at): Turn => {
			const { values, again } = slice.player.params;
			// Values live as long as a draw; a player's further updates say for themselves whether they draw.
			const redraw = at === 0 || (i === 0 ? values === 'redraw' : again !== 'same');
			return { slice, redraw, recompute: !redraw && i === 0 && values === 'recompute' };
		});
	return draws(turns).flatMap((draw) => holdValues(parts, draw));
}

/** The turns that share a draw. */
function draws(turns: readonly Turn[]): Turn[][] {
	const parted: Turn[][] = [];
	for (const turn of turns) {
		if (turn.redraw) parted.push([]);
		parted.at(-1)!.push(turn);
	}
	return parted;
}

/**
 * A hold that any of a draw's updates needs has its value from before the first that would change it: that update
 * takes it along, whether it needs it or not.
 */
function holdValues(parts: Partition, draw: readonly Turn[]): Phase[] {
	const held = new Set<string>();
	return draw.map((turn, at) => {
		const { slice } = turn;
		const capture = draw
			.slice(at + 1)
			.flatMap((later) => later.slice.needs.filter((node) => isHold(parts, node)))
			.filter((node) => !held.has(node))
			.filter((node) => slice.networks.some((name) => parts.fedBy(node).has(name)));
		const taken = parts.sliceAgain(slice, { held, capture });
		for (const node of taken.needs) if (isHold(parts, node)) held.add(node);
		return phaseOf(taken, turn);
	});
}

function isHold({ facts }: Partition, node: string): boolean {
	return facts.get(node)?.place.kind?.holds ?? false;
}

function phaseOf(slice: Slice, { redraw, recompute }: Omit<Turn, 'slice'>): Phase {
	return {
		player: slice.player.node.id,
		networks: slice.networks,
		redraw,
		recompute,
		before: slice.before,
		tape: slice.tape,
		gradient: slice.gradient,
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
