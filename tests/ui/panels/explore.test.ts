// The plane of z, the ways through it, and the rules of finding the fake.
import { describe, expect, it } from 'vitest';
import type { Judged, JudgedPictures, Pictures } from '../../../src/lib/runtime/protocol';
import { alike } from '../../../src/lib/ui/panels/explore/alike';
import { askQuestion, NO_TRIES, tallied } from '../../../src/lib/ui/panels/explore/fakeGame';
import { latest } from '../../../src/lib/ui/panels/explore/latest';
import {
	gridPlaces,
	latentAt,
	latentPlane,
	placesBetween,
	usualLength,
} from '../../../src/lib/ui/panels/explore/latentPlane';

const law = { size: 100, mean: 0.5, deviation: 2 };
const lengthOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

describe('a plane of z', () => {
	it('has two directions of length 1 at right angles, other ones for another seed', () => {
		const { across, up } = latentPlane(law, 3);
		expect(lengthOf(across)).toBeCloseTo(1, 9);
		expect(lengthOf(up)).toBeCloseTo(1, 9);
		expect(across.reduce((sum, value, i) => sum + value * up[i]!, 0)).toBeCloseTo(0, 9);
		expect(latentPlane(law, 4).across).not.toEqual(across);
		expect(latentPlane(law, 3).across).toEqual(across);
	});

	it('has the mean of z in its middle, and z of the usual length at a distance of 1', () => {
		const places = [
			{ x: 0, y: 0 },
			{ x: 0.6, y: -0.8 },
		];
		const { shape, values } = latentAt(latentPlane(law, 1), places);
		expect(shape).toEqual([2, 100]);
		expect([...values.subarray(0, 100)].every((value) => value === 0.5)).toBe(true);
		expect(lengthOf(values.subarray(100).map((value) => value - 0.5))).toBeCloseTo(20, 4);
		expect(usualLength(law)).toBe(20);
	});

	it('is seen as a grid from the upper left', () => {
		const places = gridPlaces(3, 1.5);
		expect(places[0]).toEqual({ x: -1.5, y: 1.5 });
		expect(places[4]).toEqual({ x: 0, y: -0 });
		expect(places[8]).toEqual({ x: 1.5, y: -1.5 });
	});
});

describe('a way from A to B', () => {
	const [a, b] = [
		{ x: 1, y: 0 },
		{ x: 0, y: 1 },
	];

	it('cuts through the inside where it is straight, and keeps its length where it goes around', () => {
		const straight = placesBetween(a, b, 3, 'linear')[1]!;
		expect(straight).toEqual({ x: 0.5, y: 0.5 });
		const around = placesBetween(a, b, 3, 'spherical');
		for (const { x, y } of around) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
		expect(around[1]!.x).toBeCloseTo(Math.SQRT1_2, 12);
	});

	it('takes the shorter turn, also across the angle where counting begins anew', () => {
		const [from, to] = [
			{ x: -1, y: 0.1 },
			{ x: -1, y: -0.1 },
		];
		expect(placesBetween(from, to, 3, 'spherical')[1]!.x).toBeCloseTo(-Math.hypot(1, 0.1), 9);
	});

	it('goes on from the middle and to the opposite side', () => {
		const out = placesBetween({ x: 0, y: 0 }, b, 3, 'spherical')[1]!;
		expect(out.x).toBeCloseTo(0, 12);
		expect(out.y).toBeCloseTo(0.5, 12);
		const over = placesBetween(a, { x: -1, y: 0 }, 3, 'spherical')[1]!;
		expect(Math.hypot(over.x, over.y)).toBeCloseTo(1, 12);
	});
});

const picture = (byte: number, count: number): Pictures => ({
	...{ count, height: 1, width: 1, channels: 1 },
	pixels: Uint8Array.from({ length: count }, (_, i) => byte + i),
});
const side = (byte: number, answers: number[], given = false): JudgedPictures => ({
	pictures: picture(byte, answers.length),
	given: given ? picture(0, answers.length) : undefined,
	answers: Float32Array.from(answers),
});
const judged = (fake: number, given = false): Judged => ({
	round: 7,
	real: side(100, [0.1, 0.2, 0.3, 0.4], given),
	fake: side(200, [fake, 0, 0, 0], given),
});

describe('finding the fake', () => {
	it('puts one fake among as many pictures as wanted, at any place', () => {
		const pixels = (place: number) =>
			askQuestion(judged(0.9), 4, place, false).candidates.map((one) => one.picture.pixels[0]);
		expect(pixels(0)).toEqual([200, 101, 102, 103]);
		expect(pixels(0.99)).toEqual([101, 102, 103, 200]);
		expect(askQuestion(judged(0.9), 2, 0.6, false)).toMatchObject({ fake: 1, round: 7 });
	});

	it('compares two of one condition where the condition is a picture', () => {
		const { candidates } = askQuestion(judged(0.9, true), 2, 0, false);
		expect(candidates.map((one) => one.picture.pixels[0])).toEqual([200, 100]);
		expect(candidates.map((one) => one.given?.pixels[0])).toEqual([0, 0]);
	});

	it('has D take the picture it finds least real, whichever way it answers', () => {
		expect(askQuestion(judged(0.9), 4, 0, false).byJudge).toBe(1);
		expect(askQuestion(judged(0.9), 4, 0, true).byJudge).toBe(0);
		expect(askQuestion(judged(0), 4, 0, true).byJudge).toBe(1);
		expect(askQuestion(judged(Math.fround(0.4)), 4, 0, false).byJudge).toBe(0.5);
		expect(askQuestion(judged(0.9), 4, 0, undefined).byJudge).toBeUndefined();
	});

	it('counts both, and how often in a row', () => {
		const sure = askQuestion(judged(0.9), 2, 0, false);
		const once = tallied(NO_TRIES, sure, 0);
		expect(once).toEqual({ tries: 1, found: 1, streak: 1, judged: 1, judgeFound: 1 });
		const open = askQuestion(judged(0.9), 2, 0, undefined);
		expect(tallied(once, open, 1)).toEqual({
			...{ tries: 2, found: 1, streak: 0 },
			...{ judged: 1, judgeFound: 1 },
		});
	});
});

describe('keeping up', () => {
	it('carries out the last of a burst, and not all of it', async () => {
		const seen: number[] = [];
		let wanted = 0;
		const keepUp = latest(async () => {
			const now = wanted;
			await Promise.resolve();
			seen.push(now);
		});
		const all = [1, 2, 3, 4].map((value) => ((wanted = value), keepUp()));
		await Promise.all(all);
		expect(seen).toEqual([1, 4]);
	});

	it('turns back an axis that has turned round', () => {
		const before = Float64Array.of(1, 1, -1, 2);
		expect([...alike(Float64Array.of(-1.1, 0.9, 0.8, 2.2), before)]).toEqual([1.1, 0.9, -0.8, 2.2]);
	});
});
