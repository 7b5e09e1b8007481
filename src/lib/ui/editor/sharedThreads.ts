// Calls of one network that stand above one another: a thread between them says that they share their weights.
import type { GraphNode, Point } from '../../graph/types';
import type { NodeView } from './node/view';
import type { Who } from './who';

export interface SharedThread {
	network: string;
	who: Who;
	calls: number;
	/** From the lower edge of one call to the upper edge of the next. */
	from: Point;
	to: Point;
}

/** How far apart two calls may stand sideways, and above one another, to count as stacked. */
const ASIDE = 40;
const APART = 400;

export function sharedThreads(
	nodes: readonly GraphNode[],
	views: ReadonlyMap<string, NodeView>,
	sizes: ReadonlyMap<string, { width: number; height: number }>,
	placeOf: (node: GraphNode) => Point,
): SharedThread[] {
	const stacks = new Map<string, { view: NodeView; x: number; top: number; bottom: number }[]>();
	for (const node of nodes) {
		const view = views.get(node.id);
		const size = sizes.get(node.id);
		if (!view?.chip || view.calls < 2 || !size) continue;
		const [x, y] = placeOf(node);
		const call = { view, x: x + size.width / 2, top: y, bottom: y + size.height };
		stacks.set(view.chip.name, [...(stacks.get(view.chip.name) ?? []), call]);
	}
	return [...stacks].flatMap(([network, calls]) => {
		calls.sort((a, b) => a.top - b.top);
		return calls.flatMap((upper, i) => {
			const lower = calls.slice(i + 1).find((one) => Math.abs(one.x - upper.x) <= ASIDE);
			const gap = lower ? lower.top - upper.bottom : -1;
			if (!lower || gap < 10 || gap > APART) return [];
			const x = Math.round((upper.x + lower.x) / 2);
			const { chip, calls: count } = upper.view;
			const ends = { from: [x, upper.bottom], to: [x, lower.top] } as const;
			return [{ network, who: chip!.who, calls: count, from: [...ends.from], to: [...ends.to] }];
		});
	});
}
