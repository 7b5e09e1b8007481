// How the points of each set are spread: hills apart from each other, or a curve of hills close together.
import type { Hill, Mixture } from './mixture';

/** All sets lie within ±SPAN on every axis, but for about one point in a million. */
export const SPAN = 3;

type Place = readonly [x: number, y: number];

/** Hills on a curve: less than a deviation apart, so that one sees no single ones. */
const ALONG = 256;

function apart(centres: readonly Place[], deviation: number): Mixture {
	const hills = centres.map((centre) => ({ centre, deviation, weight: 1 / centres.length }));
	return { dimensions: 2, hills, apart: true };
}

/** Even steps of t from 0 to 1 along a curve, or along several, in turn. */
function along(deviation: number, ...curves: readonly ((t: number) => Place)[]): Mixture {
	const steps = ALONG / curves.length;
	const hills = curves.flatMap((curve) =>
		Array.from({ length: steps }, (_, i): Hill => ({
			centre: curve((i + 0.5) / steps),
			deviation,
			weight: 1 / ALONG,
		})),
	);
	return { dimensions: 2, hills, apart: false };
}

const turned = (radius: number, angle: number): Place => [
	radius * Math.cos(angle),
	radius * Math.sin(angle),
];

/** Eight modes on a circle of radius 2 with deviation 0.1, where GANs are measured for lost modes. */
export const eightGaussians = apart(
	Array.from({ length: 8 }, (_, i) => turned(2, (i * Math.PI) / 4)),
	0.1,
);

const lattice = [-2, -1, 0, 1, 2];
export const grid = apart(
	lattice.flatMap((y) => lattice.map((x): Place => [x, y])),
	0.08,
);

export const ring = along(0.1, (t) => turned(2, 2 * Math.PI * t));

export const twoMoons = along(
	0.12,
	(t) => [1.5 * Math.cos(Math.PI * t) - 0.75, 1.5 * Math.sin(Math.PI * t) - 0.4],
	(t) => [0.75 - 1.5 * Math.cos(Math.PI * t), 0.4 - 1.5 * Math.sin(Math.PI * t)],
);

/** Two turns; even steps of the square of t, so that the outer turn is as dense as the inner one. */
export const spiral = along(0.08, (t) => {
	const out = Math.sqrt(t);
	return turned(0.25 + 2 * out, 4 * Math.PI * out);
});

export const line = along(0.1, (t) => [4 * t - 2, 2.4 * t - 1.2]);

export const disjointLines = along(
	0.08,
	(t) => [-1.2, 4 * t - 2],
	(t) => [1.2, 4 * t - 2],
);

const onAxis = (...hills: readonly (readonly [number, number, number])[]): Mixture => ({
	dimensions: 1,
	hills: hills.map(([centre, deviation, weight]) => ({ centre: [centre], deviation, weight })),
	apart: true,
});

export const oneHill = onAxis([0.6, 0.5, 1]);

/** Of different widths and weights, so that left and right can't be mixed up. */
export const twoHills = onAxis([-1.3, 0.36, 0.4], [1.4, 0.3, 0.6]);

export const threeHills = onAxis([-1.8, 0.22, 0.3], [0, 0.22, 0.4], [1.8, 0.22, 0.3]);
