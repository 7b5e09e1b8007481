// Makes the apples and oranges: scenes of one to three fruits on a table, each drawn as the one or as the other.
import { randomAt } from '../../graph/random';
import { fruit } from '../fruit';
import type { Recipe } from './recipe';

const SIZE = 64;
const PIXELS = SIZE * SIZE;
/** Samples of a pixel, along each side. */
const SAMPLES = 2;
/** Nothing of a fruit is further from its middle, in radii. */
const REACH = 1.35;

type Kind = 'apple' | 'orange';
type Colour = readonly [red: number, green: number, blue: number];

interface Fruit {
	/** Middle and radius; the picture is 1 wide and 1 high, y downwards. */
	x: number;
	y: number;
	radius: number;
	/** Radians. */
	tilt: number;
	/** 0 … 1: from one shade of the fruit to the other. */
	shade: number;
	/** Chooses its speckles. */
	grain: number;
}

interface Scene {
	wall: Colour;
	table: Colour;
	/** Height of the table's far edge. */
	horizon: number;
	grain: number;
	/** Towards the light, of length 1: right, down, out of the picture. */
	light: Colour;
	/** Back to front. */
	fruits: Fruit[];
}

export const fruitRecipe: Recipe = {
	dataset: fruit,
	packages: [],
	async make(_, progress) {
		const { count } = fruit.type;
		const total = count + fruit.held;
		const apple = new Uint8Array(total * PIXELS * 3);
		const orange = new Uint8Array(total * PIXELS * 3);
		const mask = new Uint8Array(total * PIXELS);
		for (let item = 0; item < total; item++) {
			// To train on: a scene for each picture. Held out: one scene, both ways.
			const own = makeScene(item);
			const other = item < count ? makeScene(total + item) : own;
			draw(own, 'apple', apple.subarray(item * PIXELS * 3));
			draw(other, 'orange', orange.subarray(item * PIXELS * 3));
			if (item >= count) markFruit(own, mask.subarray(item * PIXELS));
			if (item % 50 === 0) progress(item / total);
		}
		return { apple, orange, mask };
	},
};

type Point = readonly [x: number, y: number];

/** Where each pixel is looked at. */
const PIXEL_SAMPLES: readonly (readonly Point[])[] = Array.from({ length: PIXELS }, (_, pixel) =>
	Array.from({ length: SAMPLES ** 2 }, (__, sample): Point => {
		const right = (sample % SAMPLES) + 0.5;
		const down = Math.floor(sample / SAMPLES) + 0.5;
		return [
			((pixel % SIZE) + right / SAMPLES) / SIZE,
			(Math.floor(pixel / SIZE) + down / SAMPLES) / SIZE,
		];
	}),
);

function makeScene(number: number): Scene {
	const [wanted = 0, ...numbers] = randomAt(1, 'data/fruit/scene', number).uniform(32);
	let at = 0;
	const next = (min: number, max: number): number => min + (max - min) * numbers[at++]!;
	const hue = next(0, 1);
	const wall: Colour = [next(0.55, 0.85), next(0.6, 0.85), next(0.55, 0.9)];
	const table = mix([0.5, 0.36, 0.24], [0.82, 0.74, 0.62], hue);
	const light = unit([next(-0.8, 0.2), next(-0.9, -0.4), next(0.7, 1)]);
	const scene = { wall, table, horizon: next(0.35, 0.6), grain: next(0, 100), light };
	const count = wanted < 0.5 ? 1 : wanted < 0.85 ? 2 : 3;
	const fruits = Array.from({ length: count }, (_, i): Fruit => {
		const room = 1 / count;
		const radius = next(0.16, 0.3) * (count === 1 ? 1 : count === 2 ? 0.8 : 0.62);
		const x = room * (i + next(0.35, 0.65));
		return {
			x: Math.min(1 - radius, Math.max(radius, x)),
			y: next(0.5, 0.72),
			radius,
			tilt: next(-0.45, 0.45),
			shade: next(0, 1),
			grain: next(0, 1000),
		};
	});
	return { ...scene, fruits: fruits.sort((a, b) => a.y + a.radius - (b.y + b.radius)) };
}

/** Writes red, green and blue of every pixel. */
function draw(scene: Scene, kind: Kind, pixels: Uint8Array): void {
	forEachPixel((pixel, samples) => {
		const sum = [0, 0, 0];
		for (const [x, y] of samples) {
			const colour = colourAt(scene, kind, x, y);
			for (let c = 0; c < 3; c++) sum[c]! += colour[c]!;
		}
		for (let c = 0; c < 3; c++) {
			pixels[pixel * 3 + c] = Math.round(255 * clamp(sum[c]! / samples.length));
		}
	});
}

/** Writes 255 where a fruit is, drawn either way, with all that grows on it; 0 elsewhere. */
function markFruit(scene: Scene, pixels: Uint8Array): void {
	forEachPixel((pixel, samples) => {
		const meets = samples.some(([x, y]) =>
			scene.fruits.some((one) =>
				(['apple', 'orange'] as const).some((kind) => fruitAt(scene, one, kind, x, y)),
			),
		);
		pixels[pixel] = meets ? 255 : 0;
	});
}

function forEachPixel(visit: (pixel: number, samples: readonly Point[]) => void): void {
	for (const [pixel, samples] of PIXEL_SAMPLES.entries()) visit(pixel, samples);
}

function colourAt(scene: Scene, kind: Kind, x: number, y: number): Colour {
	for (let i = scene.fruits.length - 1; i >= 0; i--) {
		const found = fruitAt(scene, scene.fruits[i]!, kind, x, y);
		if (found) return found;
	}
	return groundAt(scene, x, y);
}

/** Wall and table, and the shadows of the fruits: the same for both kinds. */
function groundAt(
	{ wall, table, horizon, grain, light, fruits }: Scene,
	x: number,
	y: number,
): Colour {
	const isTable = y > horizon;
	// Little that is random, or the packed pictures grow.
	const streaks = isTable ? 0.05 * (noise(grain, y * 30) - 0.5) : 0;
	const fade = isTable ? 0.82 + 0.25 * ((y - horizon) / (1 - horizon)) : 1 - 0.18 * x;
	let bright = fade + streaks;
	for (const { x: middle, y: height, radius } of isTable ? fruits : []) {
		const across = (x - middle + light[0] * radius * 0.7) / (radius * 1.15);
		const along = (y - height - radius * 0.86) / (radius * 0.34);
		const away = Math.hypot(across, along);
		bright *= 1 - 0.55 * (1 - smooth(0.35, 1.15, away));
	}
	return scale(isTable ? table : wall, bright);
}

/** The fruit's colour where it is; nothing beside it. */
function fruitAt(
	{ light }: Scene,
	{ x: middle, y: height, radius, tilt, shade, grain }: Fruit,
	kind: Kind,
	x: number,
	y: number,
): Colour | undefined {
	const [dx, dy] = [(x - middle) / radius, (y - height) / radius];
	if (dx * dx + dy * dy > REACH * REACH) return undefined;
	const u = dx * Math.cos(tilt) + dy * Math.sin(tilt);
	const v = dy * Math.cos(tilt) - dx * Math.sin(tilt);
	const grown = kind === 'apple' ? stalkAt(u, v) : undefined;
	if (grown) return grown;
	// 0 at the top, π at the bottom.
	const angle = Math.abs(Math.atan2(u, -v));
	const outline = kind === 'apple' ? appleOutline(angle) : 0.97;
	const away = Math.hypot(u, v) / outline;
	if (away >= 1) return undefined;

	const out = Math.sqrt(1 - away * away);
	const dimple = kind === 'apple' ? 0.45 * Math.exp(-((u * u) / 0.1 + (v + 0.72) ** 2 / 0.03)) : 0;
	const pores = kind === 'orange' ? 0.1 * (noise(u * 15 + grain, v * 15) - 0.5) : 0;
	const normal = unit([dx / outline + pores, dy / outline + pores, out + 0.02]);
	const facing = Math.max(0, dot(normal, light));
	const half = unit([light[0], light[1], light[2] + 1]);
	const gloss =
		kind === 'apple'
			? 0.55 * Math.max(0, dot(normal, half)) ** 45
			: 0.22 * Math.max(0, dot(normal, half)) ** 16;
	const lit = (0.34 + 0.78 * facing) * (1 - dimple);
	const skin = kind === 'apple' ? appleSkin(u, v, shade, grain) : orangeSkin(u, v, shade, grain);
	return [skin[0] * lit + gloss, skin[1] * lit + gloss, skin[2] * lit + gloss];
}

/** Radius at an angle from the top: a hollow there, wide shoulders, and narrower below. */
function appleOutline(angle: number): number {
	const hollow = 0.2 * Math.exp(-((angle / 0.42) ** 2));
	const foot = 0.07 * Math.exp(-(((angle - Math.PI) / 0.4) ** 2));
	return 0.95 + 0.06 * Math.sin(angle) - 0.07 * (angle / Math.PI) ** 2 - hollow - foot;
}

/** Stalk and leaf. */
function stalkAt(u: number, v: number): Colour | undefined {
	const bend = 0.1 * (v + 0.75) ** 2;
	if (v < -0.66 && v > -1.12 && Math.abs(u - bend) < 0.045) return [0.33, 0.22, 0.12];
	const [along, across] = [u * 0.9 - (v + 1) * 0.44, u * 0.44 + (v + 1) * 0.9];
	const width = 0.13 * Math.sin(Math.PI * clamp((along - 0.04) / 0.5));
	if (along > 0.04 && along < 0.54 && Math.abs(across) < width) {
		const vein = Math.abs(across) < 0.014 ? 0.12 : 0;
		return [0.28 + vein, 0.52 + vein - 0.25 * across, 0.16 + vein];
	}
	return undefined;
}

function appleSkin(u: number, v: number, shade: number, grain: number): Colour {
	const streak = noise(Math.atan2(u, v + 1.4) * 16 + grain, Math.hypot(u, v + 1.4) * 1.6);
	const ripe = mix([0.86, 0.12, 0.12], [0.72, 0.08, 0.14], shade);
	const pale = clamp(0.75 * streak + 0.5 * Math.max(0, -v - 0.45) + 0.25 * shade - 0.45);
	return mix(ripe, [0.92, 0.74, 0.3], pale);
}

function orangeSkin(u: number, v: number, shade: number, grain: number): Colour {
	const peel = mix([0.98, 0.6, 0.1], [0.96, 0.5, 0.06], shade);
	const speckle = 1 - 0.1 * noise(u * 22 + grain, v * 22);
	const button = Math.hypot(u, (v + 0.8) * 1.5);
	return button < 0.1 ? [0.36, 0.5, 0.2] : scale(peel, speckle);
}

/** Smooth value noise, 0 … 1. */
function noise(x: number, y: number): number {
	const [column, row] = [Math.floor(x), Math.floor(y)];
	const [right, down] = [ease(x - column), ease(y - row)];
	const above = lerp(valueAt(column, row), valueAt(column + 1, row), right);
	const below = lerp(valueAt(column, row + 1), valueAt(column + 1, row + 1), right);
	return lerp(above, below, down);
}

/** A number in 0 … 1 for each point of a grid; the same everywhere. */
function valueAt(x: number, y: number): number {
	let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
	return ((hash ^ (hash >>> 15)) >>> 0) / 0x100000000;
}

const ease = (t: number): number => t * t * (3 - 2 * t);
const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const smooth = (from: number, to: number, value: number): number =>
	ease(clamp((value - from) / (to - from)));
const scale = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by];
const mix = (a: Colour, b: Colour, t: number): Colour => [
	lerp(a[0], b[0], t),
	lerp(a[1], b[1], t),
	lerp(a[2], b[2], t),
];
const dot = (a: Colour, b: Colour): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (vector: Colour): Colour => scale(vector, 1 / Math.hypot(...vector));
