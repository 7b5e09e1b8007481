// A plane through the space of z, and the ways from one of its places to another.
import type { Program } from '../../../compile/program';
import { latentSource } from '../../../compile/upstream';
import { randomAt } from '../../../graph/random';

/** How z is drawn, each number by itself. */
export interface LatentLaw {
	size: number;
	mean: number;
	deviation: number;
}

/** In the plane. The middle is the mean of z; at a distance of 1 from it lie z of the length that is usual. */
export interface Place {
	x: number;
	y: number;
}

export interface LatentPlane {
	law: LatentLaw;
	/** Of length 1, and at right angles to each other. */
	across: Float64Array;
	up: Float64Array;
}

export type Way = 'linear' | 'spherical';

/** Of the random vector that a network's pictures begin with; undefined where it has none. */
export function latentLaw(program: Program, network: string): LatentLaw | undefined {
	const { step, port } = latentSource(program, network) ?? {};
	const type = step?.outputTypes[port ?? ''];
	if (!step || !type) return undefined;
	const size = type.shape[0] ?? 0;
	if (type.range) {
		const [min, max] = type.range;
		return { size, mean: (min + max) / 2, deviation: (max - min) / Math.sqrt(12) };
	}
	const { mean = 0, deviation = 1 } = step.params;
	return { size, mean: Number(mean), deviation: Number(deviation) };
}

/** In two random directions: another seed, another plane. `law.size` is 2 at least. */
export function latentPlane(law: LatentLaw, seed: number): LatentPlane {
	const directions = [0, 1].map((draw) =>
		Float64Array.from(randomAt(seed, 'latent plane', draw).normal(law.size)),
	);
	const across = unit(directions[0]!);
	const share = directions[1]!.reduce((sum, value, i) => sum + value * across[i]!, 0);
	const up = unit(directions[1]!.map((value, i) => value - share * across[i]!));
	return { law, across, up };
}

function unit(vector: Float64Array): Float64Array {
	const length = Math.hypot(...vector);
	return vector.map((value) => value / length);
}

/** The length that z has on the whole, its mean taken off: that of a Gaussian hardly ever differs from it. */
export function usualLength({ size, deviation }: LatentLaw): number {
	return deviation * Math.sqrt(size);
}

/** z at places of the plane: [places.length, size]. */
export function latentAt(
	{ law, across, up }: LatentPlane,
	places: readonly Place[],
): { shape: [number, number]; values: Float32Array } {
	const { size, mean } = law;
	const length = usualLength(law);
	const values = new Float32Array(places.length * size);
	places.forEach(({ x, y }, item) => {
		for (let i = 0; i < size; i++) {
			values[item * size + i] = mean + length * (x * across[i]! + y * up[i]!);
		}
	});
	return { shape: [places.length, size], values };
}

/** A grid of side × side places from −reach to reach, the first at the upper left. */
export function gridPlaces(side: number, reach: number): Place[] {
	const at = (i: number): number => (2 * i * reach) / (side - 1) - reach;
	return Array.from({ length: side * side }, (_, i) => ({
		x: at(i % side),
		y: -at(Math.floor(i / side)),
	}));
}

/**
 * `count` places from a to b in even steps, both included. Linear: straight on. Spherical: in even turns around the
 * middle, the shorter way, while the length goes evenly from the one to the other.
 */
export function placesBetween(a: Place, b: Place, count: number, way: Way): Place[] {
	const [lengthA, lengthB] = [Math.hypot(a.x, a.y), Math.hypot(b.x, b.y)];
	// The middle itself lies in no direction.
	const from = lengthA > 1e-9 ? Math.atan2(a.y, a.x) : Math.atan2(b.y, b.x);
	const to = lengthB > 1e-9 ? Math.atan2(b.y, b.x) : from;
	const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
	return Array.from({ length: count }, (_, i) => {
		const share = i / (count - 1);
		if (way === 'linear') return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
		const [length, angle] = [lengthA + share * (lengthB - lengthA), from + share * turn];
		return { x: length * Math.cos(angle), y: length * Math.sin(angle) };
	});
}
