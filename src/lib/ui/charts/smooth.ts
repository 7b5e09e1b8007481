// A loss as a calm line, and the range a chart should show of it.

export interface Series {
	rounds: readonly number[];
	values: readonly number[];
}

/** A smoothed line forgets over this part of all rounds. */
const SHARE = 1 / 50;
/** At least over this many rounds. */
const LEAST = 4;

/**
 * An exponential moving average over rounds, not over points, so that thinned series give the same line. It starts
 * as the mean of what it has seen, so that the first values are not dragged behind.
 */
export function smooth({ rounds, values }: Series): number[] {
	const span = (rounds.at(-1) ?? 0) - (rounds[0] ?? 0);
	const forget = Math.max(LEAST, span * SHARE);
	const out: number[] = [];
	let sum = 0;
	let weight = 0;
	for (let i = 0; i < values.length; i++) {
		const gap = i === 0 ? 1 : Math.max(1, rounds[i]! - rounds[i - 1]!);
		const keep = Math.exp(-gap / forget);
		sum = sum * keep + values[i]! * (1 - keep);
		weight = weight * keep + (1 - keep);
		out.push(sum / weight);
	}
	return out;
}

export interface Extent {
	min: number;
	max: number;
}

/** From the lowest to the highest hundredth, so that a single spike does not flatten everything else. */
export function extentOf(values: readonly number[]): Extent {
	const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
	if (sorted.length === 0) return { min: 0, max: 1 };
	const cut = Math.floor(sorted.length / 100);
	return { min: sorted[cut]!, max: sorted[sorted.length - 1 - cut]! };
}

/** The bounds of an axis: from zero for what is never far from it, with a little room above. */
export function axisOf({ min, max }: Extent): [number, number] {
	const low = min >= 0 && (min < max * 0.7 || min === max) ? 0 : min;
	const room = (max - low || Math.abs(max) || 1) * 0.08;
	return [low === 0 ? 0 : low - room, max + room];
}

/** Losses of very different sizes do not share an axis: lists of those that do, in their order. */
export function groupBySize<T>(items: readonly T[], extent: (item: T) => Extent): T[][] {
	const groups: { size: number; items: T[] }[] = [];
	for (const item of items) {
		const { min, max } = extent(item);
		const size = Math.max(Math.abs(min), Math.abs(max), 1e-6);
		const fitting = groups.find((group) => Math.max(group.size / size, size / group.size) < 6);
		if (fitting) fitting.items.push(item);
		else groups.push({ size, items: [item] });
	}
	return groups.map((group) => group.items);
}
