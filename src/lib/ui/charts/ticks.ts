// Numbers along an axis.

/** 2000 as 2k; small ones with as many digits as the step between them needs. */
export function tickText(value: number, step: number): string {
	const size = Math.abs(value);
	const sign = value < 0 ? '−' : '';
	if (size >= 1_000_000) return `${sign}${Number((size / 1_000_000).toPrecision(3))}M`;
	if (size >= 1000) return `${sign}${Number((size / 1000).toPrecision(3))}k`;
	const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
	return sign + size.toFixed(digits);
}
