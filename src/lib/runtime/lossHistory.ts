// Losses for a chart: as many points as can be told apart, however long the run.

export interface LossSeries {
	rounds: number[];
	values: number[];
}

/** A series is thinned when it grows longer than this. */
export const MOST_POINTS = 4000;

/**
 * `series` with `more` after it; the same object if nothing is new. When there are too many points, the rounds are
 * cut into equal stretches, of each of which the lowest and the highest stay: the curve keeps its width and spikes.
 */
export function appendLosses(
	series: LossSeries | undefined,
	more: LossSeries,
	mostPoints = MOST_POINTS,
): LossSeries {
	if (series && more.rounds.length === 0) return series;
	const rounds = [...(series?.rounds ?? []), ...more.rounds];
	const values = [...(series?.values ?? []), ...more.values];
	if (rounds.length <= mostPoints) return { rounds, values };
	const kept = extremes({ rounds, values }, Math.floor(mostPoints / 4));
	return { rounds: kept.map((i) => rounds[i]!), values: kept.map((i) => values[i]!) };
}

/** Indices, in order, of the lowest and highest value of each stretch, and of both ends. */
function extremes({ rounds, values }: LossSeries, stretches: number): number[] {
	const first = rounds[0]!;
	const width = (rounds.at(-1)! - first + 1) / stretches;
	const kept = new Set([0]);
	let start = 0;
	while (start < rounds.length) {
		const stretch = Math.floor((rounds[start]! - first) / width);
		let low = start;
		let high = start;
		let end = start;
		for (; end < rounds.length; end++) {
			if (Math.floor((rounds[end]! - first) / width) !== stretch) break;
			if (values[end]! < values[low]!) low = end;
			if (values[end]! > values[high]!) high = end;
		}
		kept.add(Math.min(low, high)).add(Math.max(low, high));
		start = end;
	}
	return [...kept.add(rounds.length - 1)];
}

/** What stands at or before `round`; used when training goes back to an earlier round. */
export function lossesUntil(series: LossSeries, round: number): LossSeries {
	const count = series.rounds.filter((at) => at <= round).length;
	return { rounds: series.rounds.slice(0, count), values: series.values.slice(0, count) };
}
