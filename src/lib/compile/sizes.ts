// Part of inferring types: what no browser could hold is told before anything is made.
import type { CanvasId } from '../graph/types';
import type { NodeFacts, SheetFacts } from './facts';
import type { Workspace } from './workspace';

/** Trainable parameters of one network: 800 MB of weights, three times that with Adam's moments. */
export const MAX_PARAMETERS = 200_000_000;
/** Numbers at one port for a whole batch: 1 GiB of float32. */
export const MAX_ELEMENTS = 2 ** 28;
/** Steps of one network with its blocks unrolled. */
export const MAX_STEPS = 5000;

export function checkSizes({ log }: Workspace, sheets: ReadonlyMap<CanvasId, SheetFacts>): void {
	for (const [canvas, facts] of sheets) {
		const { signature, nodes, steps } = facts;
		if (signature.parameters > MAX_PARAMETERS) {
			const largest = [...nodes.values()].reduce<NodeFacts | undefined>(
				(most, one) => (!most || one.parameters > most.parameters ? one : most),
				undefined,
			);
			log.add({
				severity: 'error',
				code: 'tooLarge',
				canvas,
				node: largest?.place.node.id,
				message: {
					ja: `重みが大きすぎます（${count(signature.parameters)} 個）。${count(MAX_PARAMETERS)} 個までにしてください。いちばん多いのはこのノードの ${count(largest?.parameters ?? 0)} 個です。`,
					en: `Too many weights: ${count(signature.parameters)}. Keep them within ${count(MAX_PARAMETERS)}; this node has the most, ${count(largest?.parameters ?? 0)}.`,
				},
			});
		}
		if (steps > MAX_STEPS) {
			log.add({
				severity: 'error',
				code: 'tooManySteps',
				canvas,
				message: {
					ja: `ブロックをくり返した結果、層が ${count(steps)} 個になります。${count(MAX_STEPS)} 個までにしてください。`,
					en: `With its blocks repeated this has ${count(steps)} layers. Keep them within ${count(MAX_STEPS)}.`,
				},
			});
		}
	}
}

function count(value: number): string {
	return value.toLocaleString('en');
}
