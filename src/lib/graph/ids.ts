// Names that are still free.
import type { Canvas } from './types';

/** `dense1` for `dense`, or the next number that is free; a number at the base's end is counted on from. */
export function freshId(taken: Iterable<string>, base: string): string {
	const used = new Set(taken);
	const stem = base.replace(/\d+$/, '');
	for (let number = 1; ; number++) {
		const id = `${stem}${number}`;
		if (!used.has(id)) return id;
	}
}

/** `base` itself where it is free, else with a number. */
export function freeName(taken: Iterable<string>, base: string): string {
	const used = new Set(taken);
	return used.has(base) ? freshId(used, base) : base;
}

/** The same content under names that are free on `canvas`; wires follow. Names already free stay. */
export function freshIds(content: Canvas, canvas: Canvas): Canvas {
	const nodes = rename(content.nodes, canvas.nodes);
	const frames = rename(content.frames, canvas.frames);
	return {
		nodes: content.nodes.map((node) => ({ ...node, id: nodes.get(node.id)! })),
		wires: content.wires.map((wire) => ({
			...wire,
			from: [nodes.get(wire.from[0]) ?? wire.from[0], wire.from[1]],
			to: [nodes.get(wire.to[0]) ?? wire.to[0], wire.to[1]],
		})),
		frames: content.frames.map((frame) => ({ ...frame, id: frames.get(frame.id)! })),
	};
}

function rename(
	items: readonly { id: string }[],
	there: readonly { id: string }[],
): Map<string, string> {
	const taken = new Set(there.map(({ id }) => id));
	const names = new Map<string, string>();
	for (const { id } of items) {
		const name = freeName(taken, id);
		taken.add(name);
		names.set(id, name);
	}
	return names;
}
