// The mel filter bank: triangles that sum the bins of a spectrum as the ear groups them.

export interface MelFilters {
	/** Samples a second. */
	rate: number;
	/** Samples in a frame: there are size / 2 + 1 bins. */
	size: number;
	bands: number;
	/** Where the lowest triangle begins and the highest ends, in hertz. */
	low: number;
	high: number;
}

/** O'Shaughnessy's scale, as HTK has it. */
const melOf = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/** Where a pitch lies among the bands: 0 is the middle of the lowest. Fractions lie between two. */
export function bandOf(
	hertz: number,
	{ bands, low, high }: Omit<MelFilters, 'rate' | 'size'>,
): number {
	const [first, last] = [melOf(low), melOf(high)];
	return ((melOf(hertz) - first) / (last - first)) * (bands + 1) - 1;
}

/** The pitch at a place among the bands, in hertz. */
export function hertzAt(
	band: number,
	{ bands, low, high }: Omit<MelFilters, 'rate' | 'size'>,
): number {
	const [first, last] = [melOf(low), melOf(high)];
	return hertzOf(first + ((last - first) * (band + 1)) / (bands + 1));
}

const known = new Map<string, Float32Array>();

/**
 * Row-major [bins, bands]. Corners are evenly spaced on the mel scale; every triangle is scaled to the same area (as
 * librosa's "slaney"), so that noise that is white sounds alike in all bands.
 */
export function melFilters(options: MelFilters): Float32Array {
	const key = Object.values(options).join();
	const found = known.get(key);
	if (found) return found;
	const { rate, size, bands, low, high } = options;
	const bins = Math.floor(size / 2) + 1;
	const [first, last] = [melOf(low), melOf(high)];
	const corners = Array.from({ length: bands + 2 }, (_, i) =>
		hertzOf(first + ((last - first) * i) / (bands + 1)),
	);
	const filters = new Float32Array(bins * bands);
	for (let bin = 0; bin < bins; bin++) {
		const hertz = (bin * rate) / size;
		for (let band = 0; band < bands; band++) {
			const [left, top, right] = corners.slice(band, band + 3) as [number, number, number];
			const rise = (hertz - left) / (top - left);
			const fall = (right - hertz) / (right - top);
			filters[bin * bands + band] = (Math.max(0, Math.min(rise, fall)) * 2) / (right - left);
		}
	}
	known.set(key, filters);
	return filters;
}
