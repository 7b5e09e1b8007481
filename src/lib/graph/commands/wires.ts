// Laying, removing and bending wires.
import { findCanvas } from '../canvases';
import { isPortName } from '../names';
import { isPoint, sameEnd, samePoint, type Edits } from './edits';

export const wireEdits: Edits<'connect' | 'disconnect' | 'setVia'> = {
	connect(draft, { canvas: id, wire }) {
		const canvas = findCanvas(draft, id);
		if (!canvas) return;
		const isNode = (node: string): boolean => canvas.nodes.some((other) => other.id === node);
		if (!isNode(wire.from[0]) || !isNode(wire.to[0])) return;
		if (!isPortName(wire.from[1]) || !isPortName(wire.to[1])) return;
		if (!(wire.via ?? []).every(isPoint)) return;
		const there = canvas.wires.filter((other) => sameEnd(other.to, wire.to));
		const [first] = there;
		if (!first) canvas.wires.push(wire);
		// The same wire again would change nothing, and must not unbend the one that is there.
		else if (there.length === 1 && sameEnd(first.from, wire.from) && !wire.via) return;
		else {
			// In the place of the old one: the order of wires is the order of a variadic node's terms.
			const at = canvas.wires.indexOf(first);
			canvas.wires[at] = wire;
			if (there.length > 1)
				canvas.wires = canvas.wires.filter((other, i) => i === at || !sameEnd(other.to, wire.to));
		}
	},

	disconnect(draft, { canvas: id, to }) {
		const canvas = findCanvas(draft, id);
		if (!canvas?.wires.some((wire) => sameEnd(wire.to, to))) return;
		canvas.wires = canvas.wires.filter((wire) => !sameEnd(wire.to, to));
	},

	setVia(draft, { canvas: id, to, via }) {
		const wire = findCanvas(draft, id)?.wires.find((other) => sameEnd(other.to, to));
		if (!wire || !via.every(isPoint)) return;
		const before = wire.via ?? [];
		if (before.length === via.length && before.every((point, i) => samePoint(point, via[i]!)))
			return;
		if (via.length === 0) delete wire.via;
		else wire.via = via;
	},
};
