// Which networks, and which blocks, of two documents are the same one.
import type { Canvas } from '../types';

interface Body {
	role?: string;
	canvas: Canvas;
}

/** Blocks have no role to know them by: so much of what is in them must agree. */
const ENOUGH = 0.5;

/**
 * Names of `a`, each with the name of its counterpart in `b`: the same name, else the same role and the most alike
 * contents. The other way round gives the same pairs.
 */
export function matchBodies(
	a: Readonly<Record<string, Body>>,
	b: Readonly<Record<string, Body>>,
): Map<string, string> {
	const pairs = new Map<string, string>();
	for (const name of Object.keys(a)) if (Object.hasOwn(b, name)) pairs.set(name, name);
	const rest = Object.keys(b).filter((name) => !pairs.has(name));
	const found = Object.keys(a)
		.filter((name) => !pairs.has(name))
		.flatMap((one) =>
			rest
				.filter((other) => a[one]!.role === b[other]!.role)
				.map((other) => ({ one, other, alike: likeness(a[one]!.canvas, b[other]!.canvas) }))
				.filter(({ alike }) => a[one]!.role !== undefined || alike >= ENOUGH),
		)
		.toSorted(
			(x, y) => y.alike - x.alike || (sorted(x.one, x.other) < sorted(y.one, y.other) ? -1 : 1),
		);
	const taken = new Set<string>();
	for (const { one, other } of found) {
		if (pairs.has(one) || taken.has(other)) continue;
		pairs.set(one, other);
		taken.add(other);
	}
	return pairs;
}

const sorted = (one: string, other: string): string => [one, other].toSorted().join(' ');

/** The share of nodes that have one of the same kind on the other side, from 0 to 1. */
function likeness(a: Canvas, b: Canvas): number {
	const left = kindCounts(a);
	const right = kindCounts(b);
	let common = 0;
	for (const [kind, count] of left) common += Math.min(count, right.get(kind) ?? 0);
	return common / Math.max(1, a.nodes.length, b.nodes.length);
}

/** How many nodes there are of each kind. */
export function kindCounts({ nodes }: Pick<Canvas, 'nodes'>): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return counts;
}
