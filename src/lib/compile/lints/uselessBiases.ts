// A bias straight before a norm of its channels is taken away again with the mean: weights that learn nothing.
import type { LintContext } from './lint';
import { IOFFE } from './citations';

/** Kinds that subtract the mean of each channel, at least where nothing else is mixed in. */
const CHANNEL_NORMS = new Set(['batchNorm', 'instanceNorm']);

export function uselessBiases({ inferred, log }: LintContext): void {
	for (const { sheet, nodes } of inferred.sheets.values()) {
		/** Nodes that take each node's output. */
		const readers = new Map<string, string[]>();
		for (const { place } of nodes.values()) {
			for (const { from } of place.incoming.values())
				readers.set(from[0], [...(readers.get(from[0]) ?? []), place.node.id]);
		}
		for (const { place, complete, outputs } of nodes.values()) {
			const { node, kind, params } = place;
			if (!complete || params.bias !== true || !kind?.params.bias) continue;
			const taking = (readers.get(node.id) ?? []).map((id) => nodes.get(id));
			const isNorm = taking.map((one) => CHANNEL_NORMS.has(one?.place.kind?.id ?? ''));
			if (taking.length === 0 || !isNorm.every(Boolean)) continue;
			// A row of numbers has no channel to take the mean over within one item.
			const shape = Object.values(outputs)[0]?.shape ?? [];
			if (shape.length < 2 && taking.some((one) => one?.place.kind?.id !== 'batchNorm')) continue;
			log.add({
				severity: 'warning',
				code: 'biasBeforeNorm',
				canvas: sheet.id,
				node: node.id,
				param: 'bias',
				message: {
					ja: '次の正規化が平均を引くので、このバイアスは打ち消されます。何も変わらず、重みがむだになります。',
					en: 'The norm that follows takes the mean away, and this bias with it: it changes nothing and only costs weights.',
				},
				mend: {
					label: { ja: 'バイアスをなくす', en: 'Do without the bias' },
					commands: [
						{ type: 'setParam', canvas: sheet.id, node: node.id, name: 'bias', value: false },
					],
				},
				paper: IOFFE,
			});
		}
	}
}
