// All wires of a canvas, ready to be drawn: courses, colours, and one shape label for every output.
import type { Canvas, Meaning, Point, PortType, Wire } from '../../../graph/types';
import type { WireView } from '../canvasState.svelte';
import { wireKey } from '../editor.svelte';
import { shapeText } from '../figures';
import type { Box } from '../framing';
import { pointsAlong, wirePath, type WirePath } from './wirePath';

export interface WiresInput {
	canvas: Canvas;
	/** Centre of a socket on the canvas; undefined where the node has no such port. */
	socket: (side: 'in' | 'out', node: string, port: string) => Point | undefined;
	/** What an output gives, as far as it is known. */
	output: (
		node: string,
		port: string,
	) => { meaning: Meaning | undefined; type: PortType | undefined; shownOnNode: boolean };
	selection: ReadonlySet<string>;
	/** Whether anything flows along a wire; not where an end of it is off and hands nothing on. */
	flows: (wire: Wire) => boolean;
}

/** Beyond this many wires, those that don't touch the selection step back. */
const DENSE = 24;
/** Where the shape already stands beside the socket, only long runs repeat it. */
const LONG = 260;

export function wireViews({ canvas, socket, output, selection, flows }: WiresInput): WireView[] {
	const drawn: { wire: Wire; path: WirePath; from: Point; to: Point }[] = [];
	for (const wire of canvas.wires) {
		const from = socket('out', ...wire.from);
		const to = socket('in', ...wire.to);
		if (from && to) drawn.push({ wire, from, to, path: wirePath(from, to, wire.via) });
	}
	const longest = new Map<string, number>();
	for (const { wire, path } of drawn) {
		const key = wireKey(wire.from);
		longest.set(key, Math.max(longest.get(key) ?? 0, path.run));
	}
	const dense = drawn.length > DENSE && selection.size > 0;
	return drawn.map(({ wire, path, from, to }) => {
		const { meaning, type, shownOnNode } = output(...wire.from);
		const touched = selection.has(wire.from[0]) || selection.has(wire.to[0]);
		return {
			key: wireKey(wire.to),
			wire,
			path,
			along: () => pointsAlong(from, to, wire.via),
			meaning,
			shape: type ? shapeText(type.shape) : '',
			labelled:
				path.run === longest.get(wireKey(wire.from)) &&
				(!shownOnNode || path.run > LONG) &&
				type?.shape.join() !== '1',
			ends: [from[1], to[1]],
			dots: partings(wire, from, drawn),
			faded: dense && !touched,
			idle: !flows(wire),
		};
	});
}

/** Joints on the first straight piece of a wire where another wire of the same output goes on. */
function partings(
	wire: Wire,
	from: Point,
	drawn: readonly { wire: Wire; to: Point }[],
): readonly Point[] {
	const joint = wire.via?.[0];
	if (!joint || joint[1] !== from[1]) return [];
	const others = drawn.filter(
		({ wire: other }) => other !== wire && wireKey(other.from) === wireKey(wire.from),
	);
	const goesOn = others.some(({ wire: other, to }) => {
		const next = other.via?.[0] ?? to;
		return next[1] === from[1] && next[0] >= joint[0];
	});
	return goesOn ? [joint] : [];
}

/** The wire that runs nearest to the middle of a box, if one runs through it. */
export function wireThrough(
	wires: readonly Pick<WireView, 'key' | 'along'>[],
	box: Box,
): WireView['key'] | undefined {
	let best: WireView['key'] | undefined;
	let least = 1;
	for (const { key, along } of wires) {
		for (const [x, y] of along()) {
			// As a share of the way from the middle to the side.
			const across = Math.abs(x - box.x - box.width / 2) / (box.width / 2);
			const down = Math.abs(y - box.y - box.height / 2) / (box.height / 2);
			const away = Math.max(across, down);
			if (away < least) [best, least] = [key, away];
		}
	}
	return best;
}
