// Medians, quartiles and slopes: all the statistics a table of the bench is made of.

/** Of repeated measurements: the median, and the middle half. */
export interface Spread {
	median: number;
	low: number;
	high: number;
}

/** Quantiles are interpolated between neighbours. Throws when there is nothing to measure. */
export function spreadOf(values: readonly number[]): Spread {
	if (values.length === 0) throw new Error('There are no measurements.');
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number): number => {
		const place = share * (sorted.length - 1);
		const below = sorted[Math.floor(place)]!;
		return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
	};
	return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * How y grows with x: the exponent k of y ≈ c·xᵏ, by least squares on the logarithms. Throws unless all are positive
 * and there are two different x.
 */
export function growth(points: readonly (readonly [x: number, y: number])[]): number {
	if (points.some(([x, y]) => !(x > 0 && y > 0))) throw new Error('Only what is positive grows.');
	const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
	const mean = (axis: 0 | 1): number => logs.reduce((sum, log) => sum + log[axis], 0) / logs.length;
	const [meanX, meanY] = [mean(0), mean(1)];
	const spread = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
	if (!(spread > 0)) throw new Error('A slope needs two different sizes.');
	return logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
