import { describe, expect, it } from 'vitest';
import { edgeWidth, readPicture, type Picture } from '../../src/lib/data/shapes/read';
import { drawingOf, render } from '../../src/lib/data/shapes/render';
import { SEEN, type Scene } from '../../src/lib/data/shapes/scene';
import { randomAt } from '../../src/lib/graph/random';

const draw = (scene: Scene, side: number, index = 0): Picture & { values: Float32Array } => {
	const values = new Float32Array(side * side * 3);
	render(drawingOf(scene, randomAt(3, 'read', index)), side, values);
	return { side, values };
};

/** Every scene would take a minute. */
const some = SEEN.filter((_, i) => i % 61 === 0);

describe('reading a picture of one shape', () => {
	it('finds what was drawn', () => {
		some.forEach((scene, i) => {
			const { fit } = readPicture(draw(scene, 64, i));
			expect(fit?.scene, JSON.stringify(scene)).toEqual(scene);
			expect(fit!.explained).toBeGreaterThan(0.9);
		});
		for (const scene of some.slice(0, 3))
			expect(readPicture(draw(scene, 256)).fit?.scene).toEqual(scene);
	});

	it('finds it in noise too, and nothing where there is nothing', () => {
		const scene = some[7]!;
		const { side, values } = draw(scene, 64);
		const noise = randomAt(4, 'noise', 0).normal(values.length);
		const noisy = values.map((value, i) => value + 0.08 * noise[i]!);
		expect(readPicture({ side, values: noisy }).fit?.scene).toEqual(scene);
		const nothing = { side, values: noise.map((value) => 0.9 + 0.05 * value) };
		expect(readPicture(nothing)).toEqual({ ground: 0 });
		expect(readPicture({ side, values: new Float32Array(side * side * 3).fill(-1) }).fit).toBe(
			undefined,
		);
	});

	it('says which sizes it takes', () => {
		expect(() => readPicture({ side: 60, values: [] })).toThrow('60');
	});
});

describe('the width of an edge', () => {
	const scene = some[3]!;

	it('is one where it is sharp', () => {
		for (const shape of [0, 1, 2, 3, 4, 5]) {
			const picture = draw({ ...scene, shape }, 256);
			const width = edgeWidth(picture, readPicture(picture).fit!);
			expect(width, String(shape)).toBeGreaterThan(0.3);
			expect(width, String(shape)).toBeLessThan(2);
		}
	});

	it('grows with blur and with texture', () => {
		const { side, values } = draw(scene, 256);
		const { fit } = readPicture({ side, values });
		const at = (row: number, column: number, c: number): number =>
			values[(Math.min(side - 1, row) * side + Math.min(side - 1, column)) * 3 + c]!;
		const blurred = values.map((_, i) => {
			const [row, column, c] = [Math.floor(i / 3 / side), Math.floor(i / 3) % side, i % 3];
			let sum = 0;
			for (let y = 0; y < 6; y++) for (let x = 0; x < 6; x++) sum += at(row + y, column + x, c);
			return sum / 36;
		});
		expect(edgeWidth({ side, values: blurred }, fit!)).toBeGreaterThan(2);
		const dotted = values.map((value, i) =>
			Math.floor(i / 3) % 2 === 0 ? value : (value + fit!.ground[i % 3]!) / 2,
		);
		expect(edgeWidth({ side, values: dotted }, fit!)).toBeGreaterThan(2);
	});
});
