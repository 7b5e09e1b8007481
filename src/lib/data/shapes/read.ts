// Reads a picture of one shape: which scene is it? By drawing candidates and comparing.
import { forEachCovered } from './render';
import { COLOURS, GROUNDS, PLACES, SHAPES, SIZES, type Scene } from './scene';

/** A picture [side, side, 3] of numbers from −1 to 1. */
export interface Picture {
	side: number;
	values: ArrayLike<number>;
}

/** What a picture shows; `fit` is missing where nothing in it looks like one shape. */
export interface Reading {
	ground: number;
	fit?: Fit;
}

/** The drawing that comes closest. Where it is and how large: shares of the side. Colours: −1 to 1. */
export interface Fit {
	scene: Scene;
	x: number;
	y: number;
	radius: number;
	rgb: readonly number[];
	ground: readonly number[];
	/** How much of all that is not ground the drawing explains, 0 … 1. */
	explained: number;
}

/** Pictures are read at this size: larger ones are made smaller first. */
const SIDE = 64;
/** Pixels a shape may be away from its place. */
const AWAY = 4;
/** Radii tried, in terms of a size's own. */
const RADII = [0.86, 0.93, 1, 1.07, 1.14];
/** A drawing that explains less than this is no reading. */
const LEAST = 0.4;

interface Stencil {
	shape: number;
	size: number;
	radius: number;
	/** Pixels from the middle one, and how much of each is covered. */
	pixels: readonly { row: number; column: number; share: number }[];
	/** Sum of the squared shares. */
	norm: number;
}

let stencils: readonly Stencil[] | undefined;

/** All shapes at all radii, in the middle of a pixel; made once. */
function makeStencils(): readonly Stencil[] {
	const middle = SIDE / 2;
	const at = (middle + 0.5) / SIDE;
	return SHAPES.flatMap((_, shape) =>
		SIZES.flatMap((own, size) =>
			RADII.map((times): Stencil => {
				const radius = own.radius * times;
				const pixels: { row: number; column: number; share: number }[] = [];
				const drawing = { shape, x: at, y: at, radius, rgb: BLACK, ground: BLACK };
				forEachCovered(drawing, SIDE, 4, (row, column, share) =>
					pixels.push({ row: row - middle, column: column - middle, share }),
				);
				const norm = pixels.reduce((sum, { share }) => sum + share * share, 0);
				return { shape, size, radius, pixels, norm };
			}),
		),
	);
}

const BLACK = [0, 0, 0] as const;

/**
 * The ground is the picture's median colour: a shape covers an eighth of it at most. The rest is least squares: a
 * drawing of coverage α in the colour that suits it best leaves Σd² − Σ_c (Σ α·d_c)² / Σα² of the difference d to the
 * ground, so the best drawing is the one whose second term is largest.
 */
export function readPicture(picture: Picture): Reading {
	const values = shrink(picture);
	const level = medianColour(values);
	const ground = nearest(
		GROUNDS.map(({ rgb }) => rgb),
		level,
	);
	const off = values.map((value, i) => value - level[i % 3]!);
	const whole = off.reduce((sum, value) => sum + value * value, 0);
	stencils ??= makeStencils();
	let best: { stencil: Stencil; place: number; row: number; column: number; term: number } = {
		...{ stencil: stencils[0]!, place: 0, row: 0, column: 0, term: 0 },
	};
	for (const stencil of stencils) {
		PLACES.forEach(({ at: [x, y] }, place) => {
			const [middleRow, middleColumn] = [Math.round(y * SIDE), Math.round(x * SIDE)];
			for (let row = middleRow - AWAY; row < middleRow + AWAY; row++) {
				for (let column = middleColumn - AWAY; column < middleColumn + AWAY; column++) {
					const term = explainedBy(stencil, off, row, column);
					if (term > best.term) best = { stencil, place, row, column, term };
				}
			}
		});
	}
	const explained = best.term / whole;
	if (!(explained >= LEAST)) return { ground };
	const { stencil, place, row, column } = best;
	const sums = sumsUnder(stencil, off, row, column);
	const rgb = level.map((value, c) => value + sums[c]! / stencil.norm);
	const colour = nearest(
		COLOURS.map((one) => one.rgb),
		rgb,
	);
	const { shape, size, radius } = stencil;
	const scene = { shape, colour, size, place, ground };
	const [x, y] = [(column + 0.5) / SIDE, (row + 0.5) / SIDE];
	return { ground, fit: { scene, x, y, radius, rgb, ground: level, explained } };
}

/** Shares of the way from ground to shape that are neither. */
const BETWEEN = [0.2, 0.8] as const;
/** Of a pixel. */
const SHIFTS = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * How wide the shape's edge is, in edges of the same drawing drawn sharp: the pixels that are neither ground nor shape,
 * beside those the sharp one has. Texture on either makes it wider, never narrower.
 */
export function edgeWidth({ side, values }: Picture, fit: Fit): number {
	const toShape = fit.rgb.map((level, c) => level - fit.ground[c]!);
	const length = toShape.reduce((sum, level) => sum + level * level, 0);
	const isBetween = (share: number): boolean => share > BETWEEN[0] && share < BETWEEN[1];
	const near = (at: number, middle: number): boolean =>
		Math.abs((at + 0.5) / side - middle) < 1.5 * fit.radius;
	let between = 0;
	for (let row = 0; row < side; row++) {
		if (!near(row, fit.y)) continue;
		for (let column = 0; column < side; column++) {
			if (!near(column, fit.x)) continue;
			const at = (row * side + column) * 3;
			const along = toShape.reduce(
				(sum, level, c) => sum + level * (values[at + c]! - fit.ground[c]!),
				0,
			);
			if (isBetween(along / length)) between++;
		}
	}
	// A sharp edge has more or fewer such pixels by where it falls on them: a mean over some places.
	let sharp = 0;
	for (const shift of SHIFTS) {
		const [x, y] = [fit.x + shift / side, fit.y + shift / side];
		const drawing = { ...fit, x, y, shape: fit.scene.shape, rgb: BLACK, ground: BLACK };
		forEachCovered(drawing, side, 4, (_row, _column, share) => {
			if (isBetween(share)) sharp += 1 / SHIFTS.length;
		});
	}
	return between / sharp;
}

function sumsUnder(
	{ pixels }: Stencil,
	off: Float32Array,
	row: number,
	column: number,
): [number, number, number] {
	let [red, green, blue] = [0, 0, 0];
	for (const pixel of pixels) {
		const [r, c] = [row + pixel.row, column + pixel.column];
		if (r < 0 || r >= SIDE || c < 0 || c >= SIDE) continue;
		const at = (r * SIDE + c) * 3;
		red += pixel.share * off[at]!;
		green += pixel.share * off[at + 1]!;
		blue += pixel.share * off[at + 2]!;
	}
	return [red, green, blue];
}

function explainedBy(stencil: Stencil, off: Float32Array, row: number, column: number): number {
	const [red, green, blue] = sumsUnder(stencil, off, row, column);
	return (red * red + green * green + blue * blue) / stencil.norm;
}

/** Means over squares of pixels. */
function shrink({ side, values }: Picture): Float32Array {
	if (side % SIDE !== 0)
		throw new Error(`Pictures are read at multiples of ${SIDE} pixels, not ${side}.`);
	const times = side / SIDE;
	const small = new Float32Array(SIDE * SIDE * 3);
	for (let row = 0; row < side; row++) {
		for (let column = 0; column < side; column++) {
			const to = (Math.floor(row / times) * SIDE + Math.floor(column / times)) * 3;
			const from = (row * side + column) * 3;
			for (let c = 0; c < 3; c++) small[to + c]! += values[from + c]! / times ** 2;
		}
	}
	return small;
}

function medianColour(values: Float32Array): number[] {
	return [0, 1, 2].map((c) => {
		const channel = values.filter((_, i) => i % 3 === c).sort();
		return channel[channel.length / 2]!;
	});
}

/** Which of `colours`, 0 … 255, is closest to one of −1 … 1. */
function nearest(colours: readonly (readonly number[])[], colour: readonly number[]): number {
	const distances = colours.map((one) =>
		one.reduce((sum, level, c) => sum + (level / 127.5 - 1 - colour[c]!) ** 2, 0),
	);
	return distances.indexOf(Math.min(...distances));
}
