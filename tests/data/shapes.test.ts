import { describe, expect, it } from 'vitest';
import {
	captionOf,
	HELD,
	isHeldOut,
	sameScene,
	SEEN,
	type Scene,
} from '../../src/lib/data/shapes/scene';
import { sceneOf, shapes, wrongScene } from '../../src/lib/data/shapes/shapes';
import { decodeText } from '../../src/lib/graph/text';

const loaded = shapes.make!();
const indices = Array.from({ length: 400 }, (_, i) => 29 * i);

const sentences = (port: string, items = loaded): string[] => {
	const { shape, values } = items.gather(indices, [port])[port]!;
	const length = shape[1]!;
	return indices.map((_, i) => decodeText(values.subarray(i * length, (i + 1) * length)));
};

describe('captioned shapes', () => {
	it('hold eight pairs of shape and colour out, each colour once', () => {
		const pairs = new Set(HELD.map(({ shape, colour }) => `${shape} ${colour}`));
		expect(pairs.size).toBe(8);
		expect(new Set(HELD.map(({ colour }) => colour)).size).toBe(8);
		expect(new Set(HELD.map(({ shape }) => shape)).size).toBe(6);
		expect(SEEN.length).toBe(1200);
		expect(HELD.length).toBe(240);
		expect(indices.some((index) => isHeldOut(sceneOf(index)))).toBe(false);
		expect(indices.every((index) => isHeldOut(sceneOf(index, true)))).toBe(true);
	});

	it('are the same whenever they are drawn, and no two alike', () => {
		const draw = (): Float32Array =>
			loaded.gather(indices.slice(0, 40), ['image64']).image64!.values as Float32Array;
		const values = draw();
		expect(draw()).toEqual(values);
		const size = 64 * 64 * 3;
		const pictures = new Set(
			Array.from({ length: 40 }, (_, i) => values.slice(i * size, (i + 1) * size).join()),
		);
		expect(pictures.size).toBe(40);
		expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
	});

	it('show the same scene at both sizes', () => {
		const { image64, image256 } = loaded.gather(indices.slice(0, 6), ['image64', 'image256']);
		for (let i = 0; i < 6 * 64 * 64 * 3; i++) {
			const [item, at] = [Math.floor(i / 12288), i % 12288];
			const [row, column, c] = [Math.floor(at / 192), Math.floor((at % 192) / 3), at % 3];
			let mean = 0;
			for (let v = 0; v < 4; v++) {
				for (let u = 0; u < 4; u++) {
					mean +=
						image256!.values[((item * 256 + 4 * row + v) * 256 + 4 * column + u) * 3 + c]! / 16;
				}
			}
			// Edges are counted in sixteenths.
			expect(Math.abs(mean - image64!.values[i]!)).toBeLessThan(0.25);
		}
	});

	it('say what they show, in both languages, and never as wrong what is right', () => {
		const captions = sentences('caption');
		const wrong = sentences('wrong');
		const rightOnes = (index: number) =>
			(['ja', 'en'] as const).map((language) => captionOf(sceneOf(index), language));
		captions.forEach((caption, i) => expect(rightOnes(indices[i]!)).toContain(caption));
		wrong.forEach((caption, i) => expect(rightOnes(indices[i]!)).not.toContain(caption));
		expect(captions.some((caption) => caption.startsWith('a '))).toBe(true);
		expect(captions.some((caption) => caption.includes('背景'))).toBe(true);
		expect(captions[0]).toMatch(/^a \w+ \w+ \w+ (at the|in the) \w+ on a \w+ background$/);
	});

	it('are wrong by one attribute as often as by all', () => {
		const differences = indices.map((index, i) => {
			const right = sceneOf(index);
			const other = sceneOf(indices[(i + 1) % indices.length]!);
			const wrong = wrongScene(right, other, index);
			expect(sameScene(wrong, right)).toBe(false);
			expect(isHeldOut(wrong)).toBe(false);
			return (Object.keys(right) as (keyof Scene)[]).filter((key) => right[key] !== wrong[key])
				.length;
		});
		const single = differences.filter((count) => count === 1).length / differences.length;
		expect(single).toBeGreaterThan(0.4);
		expect(single).toBeLessThan(0.65);
	});

	it('know their words', () => {
		const english = new Set(shapes.words!.en);
		for (const caption of sentences('caption').filter((one) => one.startsWith('a '))) {
			for (const word of caption.split(' ')) expect(english.has(word), word).toBe(true);
		}
	});
});
