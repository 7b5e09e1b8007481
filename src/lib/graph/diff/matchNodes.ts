// Which nodes of two canvases are the same one: by id, else by what they are and where they stand in the dataflow.
import type { Canvas, GraphNode } from '../types';

/** What a node is, apart from its settings. */
export interface Nature {
	/** Its kind, and which network or block it stands for. */
	key: string;
	/** Networks that it is about: what a player updates. */
	networks: readonly string[];
}

export type NatureOf = (node: GraphNode) => Nature;

/** One canvas, made ready to be looked things up in. */
interface Side {
	nodes: readonly GraphNode[];
	key: ReadonlyMap<string, string>;
	networks: ReadonlyMap<string, readonly string[]>;
	params: ReadonlyMap<string, string>;
	inputs: ReadonlyMap<string, readonly Link[]>;
	outputs: ReadonlyMap<string, readonly Link[]>;
	/** How far along the dataflow a node stands, from 0 to 1. */
	place: ReadonlyMap<string, number>;
}

/** A wire as one of its nodes sees it. */
interface Link {
	other: string;
	/** `output>input` */
	ports: string;
}

interface Candidate {
	a: string;
	b: string;
	score: number;
	/** How far apart the two stand along their dataflows. */
	apart: number;
	along: number;
	names: string;
}

/** How many wires away the surroundings of two nodes are compared. */
const REACH = 3;

/**
 * Nodes of `a` by id, with the id of their counterpart in `b`. The same id and kind come first; then the same kind
 * where it has the same neighbours or surroundings, or is the only one left; last the same id of another kind. The
 * other way round gives the same pairs.
 */
export function matchNodes(
	a: Canvas,
	b: Canvas,
	natureA: NatureOf,
	natureB: NatureOf,
): Map<string, string> {
	const [left, right] = [sideOf(a, natureA), sideOf(b, natureB)];
	const pairs = new Map<string, string>();
	const taken = new Set<string>();
	const pair = (one: string, other: string): void => {
		pairs.set(one, other);
		taken.add(other);
	};
	for (const { id } of left.nodes) {
		if (left.key.get(id) === right.key.get(id)) pair(id, id);
	}
	const alike = surroundings(left, right);
	for (;;) {
		const found = candidates(left, right, pairs, taken, alike);
		const [best] = found;
		if (!best) break;
		for (const { a: one, b: other, score } of found) {
			if (score === best.score && !pairs.has(one) && !taken.has(other)) pair(one, other);
		}
	}
	for (const { id } of left.nodes) {
		if (!pairs.has(id) && !taken.has(id) && right.key.has(id)) pair(id, id);
	}
	return pairs;
}

function sideOf(canvas: Canvas, natureOf: NatureOf): Side {
	const natures = canvas.nodes.map((node) => [node.id, natureOf(node)] as const);
	const inputs = new Map<string, Link[]>();
	const outputs = new Map<string, Link[]>();
	for (const { from, to } of canvas.wires) {
		const ports = `${from[1]}>${to[1]}`;
		listIn(inputs, to[0]).push({ other: from[0], ports });
		listIn(outputs, from[0]).push({ other: to[0], ports });
	}
	return {
		nodes: canvas.nodes,
		key: new Map(natures.map(([id, { key }]) => [id, key])),
		networks: new Map(natures.map(([id, { networks }]) => [id, networks])),
		params: new Map(canvas.nodes.map(({ id, params }) => [id, JSON.stringify(params)])),
		inputs,
		outputs,
		place: placesOf(canvas, inputs),
	};
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
	const known = map.get(key);
	if (known) return known;
	const list: T[] = [];
	map.set(key, list);
	return list;
}

/** The longest way from a node without inputs, as a share of the longest there is; circles are cut. */
function placesOf(
	{ nodes }: Canvas,
	inputs: ReadonlyMap<string, readonly Link[]>,
): Map<string, number> {
	const depth = new Map<string, number>();
	const measure = (id: string, above: ReadonlySet<string>): number => {
		const known = depth.get(id);
		if (known !== undefined) return known;
		let deepest = 0;
		const path = new Set([...above, id]);
		for (const { other } of inputs.get(id) ?? [])
			if (!path.has(other)) deepest = Math.max(deepest, 1 + measure(other, path));
		depth.set(id, deepest);
		return deepest;
	};
	for (const { id } of nodes) measure(id, new Set());
	const whole = Math.max(1, ...depth.values());
	return new Map([...depth].map(([id, at]) => [id, at / whole]));
}

/** How many steps around two nodes look the same, up to `REACH`: the Weisfeiler-Leman colours of both canvases. */
function surroundings(left: Side, right: Side): (a: string, b: string) => number {
	const numbers = new Map<string, number>();
	const colour = (text: string): number => {
		const known = numbers.get(text) ?? numbers.size;
		numbers.set(text, known);
		return known;
	};
	const coloursOf = (side: Side): Map<string, number>[] => {
		const rings = [new Map([...side.key].map(([id, key]) => [id, colour(key)]))];
		for (let ring = 0; ring < REACH; ring++) {
			const before = rings[ring]!;
			const seen = (links: readonly Link[] | undefined): string =>
				(links ?? [])
					.map(({ other, ports }) => `${ports} ${before.get(other)}`)
					.toSorted()
					.join();
			rings.push(
				new Map(
					side.nodes.map(({ id }) => [
						id,
						colour(`${before.get(id)}|${seen(side.inputs.get(id))}|${seen(side.outputs.get(id))}`),
					]),
				),
			);
		}
		return rings;
	};
	const [ours, theirs] = [coloursOf(left), coloursOf(right)];
	return (a, b) => {
		let same = 0;
		while (same < REACH && ours[same + 1]!.get(a) === theirs[same + 1]!.get(b)) same++;
		return same;
	};
}

/** The pairs that can be told to belong together now, the surest first. */
function candidates(
	left: Side,
	right: Side,
	pairs: ReadonlyMap<string, string>,
	taken: ReadonlySet<string>,
	alike: (a: string, b: string) => number,
): Candidate[] {
	const open = new Map<string, string[]>();
	for (const { id } of right.nodes) if (!taken.has(id)) listIn(open, right.key.get(id)!).push(id);
	const unmatched = left.nodes.filter(({ id }) => !pairs.has(id));
	const counts = new Map<string, number>();
	for (const { id } of unmatched) {
		const key = left.key.get(id)!;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const found: Candidate[] = [];
	for (const { id: a } of unmatched) {
		const key = left.key.get(a)!;
		const others = open.get(key) ?? [];
		for (const b of others) {
			const bound =
				shared(left.inputs.get(a), right.inputs.get(b), pairs) +
				shared(left.outputs.get(a), right.outputs.get(b), pairs) +
				alike(a, b) +
				2 * common(left.networks.get(a)!, right.networks.get(b)!);
			if (bound === 0 && (counts.get(key)! > 1 || others.length > 1)) continue;
			const own = left.params.get(a) === right.params.get(b) ? 0.5 : 0;
			const [from, to] = [left.place.get(a)!, right.place.get(b)!];
			found.push({
				...{ a, b, score: bound + own, apart: Math.abs(from - to), along: from + to },
				names: [a, b].toSorted().join(' '),
			});
		}
	}
	return found.toSorted(
		(x, y) =>
			y.score - x.score ||
			x.apart - y.apart ||
			x.along - y.along ||
			(x.names < y.names ? -1 : Number(x.names > y.names)),
	);
}

const common = (a: readonly string[], b: readonly string[]): number =>
	a.filter((name) => b.includes(name)).length;

/** Neighbours that are counterparts of each other: two for each at the same ports, else one. */
function shared(
	ours: readonly Link[] | undefined,
	theirs: readonly Link[] | undefined,
	pairs: ReadonlyMap<string, string>,
): number {
	if (!ours || !theirs) return 0;
	let sum = 0;
	for (const { other, ports } of ours) {
		const counterpart = pairs.get(other);
		if (counterpart === undefined) continue;
		const there = theirs.filter((link) => link.other === counterpart);
		if (there.some((link) => link.ports === ports)) sum += 2;
		else if (there.length > 0) sum += 1;
	}
	return sum;
}
