// Mixtures of round Gaussians: what sets of points are drawn from, with a density that is known exactly.
import type { Random } from '../../graph/random';

/** One hill: N(centre, deviation²·I). */
export interface Hill {
	/** One coordinate, or two. */
	centre: readonly number[];
	deviation: number;
	/** Its share of the points. */
	weight: number;
}

export interface Mixture {
	dimensions: 1 | 2;
	/** Their weights add up to 1. */
	hills: readonly Hill[];
	/** The hills are modes by themselves; otherwise they lie so close together that they make up a curve. */
	apart: boolean;
}

/** `count` points, count × dimensions, row-major; which hill each is from goes by the weights. */
export function drawMixture(
	{ dimensions, hills }: Mixture,
	count: number,
	random: Random,
): Float32Array {
	// Numbers of one stream: what says which hill must not also say where on it, so the places come after.
	const skipped = Math.ceil(count / 4) * 4;
	const chances = random.uniform(count);
	const places = random.normal(skipped + count * dimensions).subarray(skipped);
	const points = new Float32Array(count * dimensions);
	const upTo = cumulated(hills.map(({ weight }) => weight));
	for (let item = 0; item < count; item++) {
		const { centre, deviation } = hills[firstAbove(upTo, chances[item]!)]!;
		for (let axis = 0; axis < dimensions; axis++) {
			const at = item * dimensions + axis;
			points[at] = centre[axis]! + deviation * places[at]!;
		}
	}
	return points;
}

/** The density at a point, in points per unit of length or area. */
export function densityAt({ dimensions, hills }: Mixture, point: ArrayLike<number>): number {
	let sum = 0;
	for (const { centre, deviation, weight } of hills) {
		let square = 0;
		for (let axis = 0; axis < dimensions; axis++) square += (point[axis]! - centre[axis]!) ** 2;
		const scale = (deviation * Math.sqrt(2 * Math.PI)) ** dimensions;
		sum += (weight / scale) * Math.exp(-square / (2 * deviation ** 2));
	}
	return sum;
}

/** The same, every point moved by N(0, blur²·I): a mixture again. */
export function blurred(mixture: Mixture, blur: number): Mixture {
	const hills = mixture.hills.map((hill) => ({
		...hill,
		deviation: Math.hypot(hill.deviation, blur),
	}));
	return { ...mixture, hills };
}

function cumulated(weights: readonly number[]): number[] {
	let sum = 0;
	return weights.map((weight) => (sum += weight));
}

/** Index of the first number above `value`; the last one where rounding leaves none. */
function firstAbove(numbers: readonly number[], value: number): number {
	let [low, high] = [0, numbers.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! > value) high = middle;
		else low = middle + 1;
	}
	return low;
}
