// What the theory of GANs says of two distributions (Goodfellow et al. 2014): the best D there is, V(D, G), JSD, KL.
//
// Distributions are masses of cells, each adding up to 1; logarithms are natural, and 0 log 0 is 0.

/** What D is to answer for real and for fake. In the paper 1 and 0; in the lecture the other way round. */
export interface Labels {
	real: number;
	fake: number;
}

export const PAPER_LABELS: Labels = { real: 1, fake: 0 };

/** The least that max over D of V(D, G) can be: where p_g = p_data, and D can only answer ½. */
export const FLOOR = -Math.log(4);

/**
 * D*: what the best D answers where real and fake have these densities. For cross-entropy and for least squares it is
 * the mean of the labels, weighed with how likely each is: p / (p + q) for labels 1 and 0. NaN where there is neither.
 */
export function bestAnswer(pData: number, pG: number, { real, fake } = PAPER_LABELS): number {
	return (real * pData + fake * pG) / (pData + pG);
}

/** V(D, G) = E_data log D + E_g log(1 − D); `answers`: the probability of being real, a cell each. */
export function valueOf(
	pData: ArrayLike<number>,
	pG: ArrayLike<number>,
	answers: ArrayLike<number>,
): number {
	let sum = 0;
	for (let i = 0; i < pData.length; i++) {
		sum += weighed(pData[i]!, answers[i]!) + weighed(pG[i]!, 1 - answers[i]!);
	}
	return sum;
}

/** C(G) = max over D of V(D, G): V at D*, which is −log 4 + 2·JSD. */
export function valueAtBest(pData: ArrayLike<number>, pG: ArrayLike<number>): number {
	// Not by way of 1 − D*, which loses the last digits where D* is nearly 1.
	let sum = 0;
	for (let i = 0; i < pData.length; i++) {
		const both = pData[i]! + pG[i]!;
		sum += weighed(pData[i]!, pData[i]! / both) + weighed(pG[i]!, pG[i]! / both);
	}
	return sum;
}

/** From 0, where they are the same, to log 2, where they have nothing in common. */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < p.length; i++) {
		const mean = (p[i]! + q[i]!) / 2;
		if (mean > 0) sum += (weighed(p[i]!, p[i]! / mean) + weighed(q[i]!, q[i]! / mean)) / 2;
	}
	return Math.max(0, sum);
}

/** KL(p ‖ q): infinite where p is somewhere and q nowhere near. */
export function kullbackLeibler(p: ArrayLike<number>, q: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < p.length; i++) sum += weighed(p[i]!, p[i]! / q[i]!);
	return Math.max(0, sum);
}

/** How far D is from D*: the mean of |D − D*| over where real and fake points are, from 0 to 1. */
export function distanceFromBest(
	pData: ArrayLike<number>,
	pG: ArrayLike<number>,
	answers: ArrayLike<number>,
	labels = PAPER_LABELS,
): number {
	let [sum, mass] = [0, 0];
	for (let i = 0; i < pData.length; i++) {
		const own = (pData[i]! + pG[i]!) / 2;
		if (own === 0) continue;
		sum += own * Math.abs(answers[i]! - bestAnswer(pData[i]!, pG[i]!, labels));
		mass += own;
	}
	return sum / mass;
}

/** mass · log value, and 0 where there is no mass. */
function weighed(mass: number, value: number): number {
	return mass === 0 ? 0 : mass * Math.log(value);
}
