// How many of the hills that points should make up they do.

export interface Mode {
	centre: readonly number[];
	deviation: number;
	/** Its share of the points there should be. */
	weight: number;
}

/** A hill counts with so much of what should lie within three deviations of it: of eight even hills, with 2 % of all. */
const COUNTS_FROM = 0.16;
const NEAR = 3;

export interface Coverage {
	/** Hills that are there. */
	covered: number;
	/** The share of points that lie within three deviations of a hill. */
	near: number;
}

/** `points`: items × dimensions. */
export function modesCovered(points: ArrayLike<number>, modes: readonly Mode[]): Coverage {
	const dimensions = modes[0]?.centre.length ?? 1;
	const items = points.length / dimensions;
	const counts = modes.map(() => 0);
	let near = 0;
	for (let item = 0; item < items; item++) {
		let any = false;
		for (const [i, { centre, deviation }] of modes.entries()) {
			let square = 0;
			for (let axis = 0; axis < dimensions; axis++) {
				square += (points[item * dimensions + axis]! - centre[axis]!) ** 2;
			}
			if (square > (NEAR * deviation) ** 2) continue;
			counts[i]!++;
			any = true;
		}
		if (any) near++;
	}
	const covered = modes.filter(({ weight }, i) => counts[i]! / items > COUNTS_FROM * weight).length;
	return { covered, near: near / items };
}
