// Draws a scene: a filled shape on a plain ground, its edge smoothed.
import type { Random } from '../../graph/random';
import { COLOURS, GROUNDS, PLACES, SHAPES, SIZES, type Scene } from './scene';

type Rgb = readonly [number, number, number];

/** A scene with all its numbers: shares of the side, and colours 0 … 255. */
export interface Drawing {
	shape: number;
	x: number;
	y: number;
	radius: number;
	rgb: Rgb;
	ground: Rgb;
}

/** How far a drawing strays from its scene. */
const STRAY = { place: 0.025, radius: 0.08, colour: 12, ground: 8 };

export function drawingOf(scene: Scene, random: Random): Drawing {
	const [x, y, radius, r, g, b, ground] = random.uniform(7, -1, 1) as unknown as number[];
	const [left, top] = PLACES[scene.place]!.at;
	const tint = ([red, green, blue]: Rgb, by: readonly number[]): Rgb => [
		within(red + by[0]!),
		within(green + by[1]!),
		within(blue + by[2]!),
	];
	const c = STRAY.colour;
	const shade = STRAY.ground * ground!;
	return {
		shape: scene.shape,
		x: left + STRAY.place * x!,
		y: top + STRAY.place * y!,
		radius: SIZES[scene.size]!.radius * (1 + STRAY.radius * radius!),
		rgb: tint(COLOURS[scene.colour]!.rgb, [c * r!, c * g!, c * b!]),
		ground: tint(GROUNDS[scene.ground]!.rgb, [shade, shade, shade]),
	};
}

const within = (value: number): number => Math.max(0, Math.min(255, value));

/** Whether a point is inside, by shape: the middle is 0, 0, a radius is 1, and y goes down. In the order of `SHAPES`. */
const INSIDE: Readonly<Record<string, (x: number, y: number) => boolean>> = {
	circle: (x, y) => x * x + y * y < 1,
	square: (x, y) => Math.abs(x) < 0.86 && Math.abs(y) < 0.86,
	triangle: (x, y) => y < 0.78 && Math.abs(x) < 0.53 * (y + 1),
	star(x, y) {
		// A tenth of the star: from a tip of radius 1.05 to a notch of radius 0.44, mirrored and turned.
		const tenth = Math.PI / 5;
		const angle = Math.abs(Math.atan2(x, -y));
		const turned = Math.abs(angle - 2 * tenth * Math.round(angle / (2 * tenth)));
		const reach = Math.hypot(x, y);
		const [px, py] = [reach * Math.cos(turned), reach * Math.sin(turned)];
		const [notchX, notchY] = [0.44 * Math.cos(tenth), 0.44 * Math.sin(tenth)];
		return (px - 1.05) * notchY + py * (1.05 - notchX) < 0;
	},
	heart(x, y) {
		const [u, v] = [1.18 * x, -1.18 * y + 0.12];
		const beyond = u * u + v * v - 1;
		return beyond * beyond * beyond < u * u * v * v * v;
	},
	ring(x, y) {
		const square = x * x + y * y;
		return square < 1 && square > 0.25;
	},
};

const inside = SHAPES.map(({ id }) => INSIDE[id]!);

/** How much of each pixel of a square the shape covers, 0 … 1; only its surroundings are looked at. */
export function forEachCovered(
	{ shape, x, y, radius }: Drawing,
	side: number,
	fine: number,
	take: (row: number, column: number, share: number) => void,
): void {
	const isInside = inside[shape]!;
	const reach = 1.1 * radius;
	const from = (at: number): number => Math.max(0, Math.floor((at - reach) * side));
	const to = (at: number): number => Math.min(side, Math.ceil((at + reach) * side));
	const is = (row: number, column: number): boolean =>
		isInside((column / side - x) / radius, (row / side - y) / radius);
	const [first, last] = [from(x), to(x)];
	const corners = (row: number): boolean[] =>
		Array.from({ length: last - first + 1 }, (_, i) => is(row, first + i));
	let above = corners(from(y));
	for (let row = from(y); row < to(y); row++) {
		const below = corners(row + 1);
		for (let column = first; column < last; column++) {
			const at = column - first;
			const middle = is(row + 0.5, column + 0.5);
			// Most pixels are all inside or all outside: middle and corners tell.
			const plain =
				above[at] === middle &&
				above[at + 1] === middle &&
				below[at] === middle &&
				below[at + 1] === middle;
			const share = plain ? Number(middle) : shareOf(row, column);
			if (share > 0) take(row, column, share);
		}
		above = below;
	}

	function shareOf(row: number, column: number): number {
		let hits = 0;
		for (let v = 0.5; v < fine; v++) {
			for (let u = 0.5; u < fine; u++) if (is(row + v / fine, column + u / fine)) hits++;
		}
		return hits / fine ** 2;
	}
}

/** Points a pixel is looked at on a side: fewer where pixels are small. */
const FINE = 4;

/** Writes [side, side, 3] numbers from −1 to 1 into `out` at `offset`. */
export function render(drawing: Drawing, side: number, out: Float32Array, offset = 0): void {
	const { rgb, ground } = drawing;
	const end = offset + side * side * 3;
	out.set(
		ground.map((level) => level / 127.5 - 1),
		offset,
	);
	// What is painted is copied behind itself, twice as much each time.
	for (let done = 3; offset + done < end; done *= 2) {
		out.copyWithin(offset + done, offset, Math.min(offset + done, end - done));
	}
	const fine = side > 128 ? FINE / 2 : FINE;
	forEachCovered(drawing, side, fine, (row, column, share) => {
		const at = offset + (row * side + column) * 3;
		for (let c = 0; c < 3; c++) {
			out[at + c] = (ground[c]! * (1 - share) + rgb[c]! * share) / 127.5 - 1;
		}
	});
}
