// How sure one can be of a share after a few tries.

/** The 97.5 % point of the normal distribution: what lies within it either way is 95 %. */
const Z = 1.959964;

/**
 * The 95 % interval of a share of which `hits` of `tries` were seen (Wilson 1927): unlike the plain one it is right for
 * few tries, and stays within 0 … 1. `hits` may be a fraction, where ties were shared. All of 0 … 1 before the first.
 */
export function wilsonInterval(hits: number, tries: number): [low: number, high: number] {
	if (tries === 0) return [0, 1];
	const share = hits / tries;
	const squared = Z ** 2 / tries;
	const middle = (share + squared / 2) / (1 + squared);
	const half =
		(Z / (1 + squared)) * Math.sqrt((share * (1 - share)) / tries + squared / (4 * tries));
	return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
