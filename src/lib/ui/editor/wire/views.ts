// All wires of a canvas, ready to be drawn: courses, colours, and one shape label for every output.
import type { Canvas, Meaning, Point, PortType, Wire } from '../../../graph/types';
import type { WireView } from '../canvasState.svelte';
import { wireKey } from '../editor.svelte';
import { shapeText } from '../figures';
import type { Box } from '../framing';
import { meets } from './bulk';
import { boundsOf, pointsAlong, wirePath, type WirePath } from './wirePath';

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
	/** Those that don't touch the selection step back; without it, where there are many. */
	dense?: boolean;
}

/** Beyond this many wires, those that don't touch the selection step back. */
const DENSE = 24;
/** Where the shape already stands beside the socket, only long runs repeat it. */
const LONG = 260;

export function isDense(wires: number, selection: ReadonlySet<string>): boolean {
	return wires > DENSE && selection.size > 0;
}

interface Drawn {
	wire: Wire;
	from: Point;
	to: Point;
	path: WirePath;
	bounds: Box;
}

const samePoint = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

/** Gives the wires of one canvas again and again, the very same ones where nothing about them changed. */
export function wireKeeper(): (input: WiresInput) => WireView[] {
	let courses = new Map<Wire, Drawn>();
	let views = new Map<WireView['key'], WireView>();
	return (input) => {
		const drawn = new Map<Wire, Drawn>();
		for (const wire of input.canvas.wires) {
			const from = input.socket('out', ...wire.from);
			const to = input.socket('in', ...wire.to);
			if (!from || !to) continue;
			const old = courses.get(wire);
			const stays = old && samePoint(old.from, from) && samePoint(old.to, to);
			drawn.set(wire, stays ? old : drawnAs(wire, from, to));
		}
		courses = drawn;
		const next = viewsOf([...drawn.values()], input).map((view) => {
			const old = views.get(view.key);
			return old && looksAs(old, view) ? old : view;
		});
		views = new Map(next.map((view) => [view.key, view]));
		return next;
	};
}

function drawnAs(wire: Wire, from: Point, to: Point): Drawn {
	const { via } = wire;
	return { wire, from, to, path: wirePath(from, to, via), bounds: boundsOf(from, to, via) };
}

/** Courses and wires are kept, so that they are compared by being the same. */
function looksAs(a: WireView, b: WireView): boolean {
	return (
		a.wire === b.wire &&
		a.path === b.path &&
		a.meaning === b.meaning &&
		a.shape === b.shape &&
		a.labelled === b.labelled &&
		a.faded === b.faded &&
		a.idle === b.idle &&
		a.dots.length === b.dots.length &&
		a.dots.every((dot, i) => samePoint(dot, b.dots[i]!))
	);
}

export function wireViews(input: WiresInput): WireView[] {
	return wireKeeper()(input);
}

function viewsOf(drawn: readonly Drawn[], input: WiresInput): WireView[] {
	const { output, selection, flows } = input;
	const together = new Map<string, Drawn[]>();
	for (const one of drawn) {
		const key = wireKey(one.wire.from);
		const others = together.get(key);
		if (others) others.push(one);
		else together.set(key, [one]);
	}
	const longest = new Map<string, number>();
	for (const { wire, path } of drawn) {
		const key = wireKey(wire.from);
		longest.set(key, Math.max(longest.get(key) ?? 0, path.run));
	}
	const dense = input.dense ?? isDense(drawn.length, selection);
	return drawn.map(({ wire, path, bounds, from, to }) => {
		const { meaning, type, shownOnNode } = output(...wire.from);
		const touched = selection.has(wire.from[0]) || selection.has(wire.to[0]);
		return {
			key: wireKey(wire.to),
			wire,
			path,
			bounds,
			along: once(() => pointsAlong(from, to, wire.via)),
			meaning,
			shape: type ? shapeText(type.shape) : '',
			labelled:
				path.run === longest.get(wireKey(wire.from)) &&
				(!shownOnNode || path.run > LONG) &&
				type?.shape.join() !== '1',
			ends: [from[1], to[1]],
			dots: partings(wire, from, together.get(wireKey(wire.from)) ?? []),
			faded: dense && !touched,
			idle: !flows(wire),
		};
	});
}

/** Worked out when it is asked for, and kept. */
function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** Joints on the first straight piece of a wire where another wire of the same output goes on. */
function partings(
	wire: Wire,
	from: Point,
	together: readonly { wire: Wire; to: Point }[],
): readonly Point[] {
	const joint = wire.via?.[0];
	if (!joint || joint[1] !== from[1]) return [];
	const goesOn = together.some(({ wire: other, to }) => {
		if (other === wire) return false;
		const next = other.via?.[0] ?? to;
		return next[1] === from[1] && next[0] >= joint[0];
	});
	return goesOn ? [joint] : [];
}

/** The wire that runs nearest to the middle of a box, if one runs through it. */
export function wireThrough(
	wires: readonly Pick<WireView, 'key' | 'along' | 'bounds'>[],
	box: Box,
): WireView['key'] | undefined {
	let best: WireView['key'] | undefined;
	let least = 1;
	for (const wire of wires) {
		if (!meets(box, wire)) continue;
		const { key, along } = wire;
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
