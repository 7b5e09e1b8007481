// Wires as Svelte Flow takes them. Objects are kept while nothing about them changed, so that only what did is drawn anew.
import type { LoomEdgeType, WireView } from './canvasState.svelte';
import type { WireKey } from './editor.svelte';
import type { WirePart } from './turn';

/** Gives the wires of one canvas, again and again. */
export function flowEdgeMaker(): (
	threads: readonly WireView[],
	selection: ReadonlySet<WireKey>,
	partOf: (wire: WireKey) => WirePart | undefined,
) => LoomEdgeType[] {
	let made = new Map<WireKey, LoomEdgeType>();
	return (threads, selection, partOf) => {
		const next = new Map<WireKey, LoomEdgeType>();
		for (const view of threads) {
			const { key, wire } = view;
			const selected = selection.has(key);
			const part = partOf(key);
			const before = made.get(key);
			const same =
				before?.data?.view === view && before.data.part === part && before.selected === selected;
			next.set(
				key,
				same
					? before
					: {
							id: key,
							type: 'loom',
							source: wire.from[0],
							sourceHandle: wire.from[1],
							target: wire.to[0],
							targetHandle: wire.to[1],
							selected,
							data: { view, part },
						},
			);
		}
		made = next;
		return [...next.values()];
	};
}
