import { describe, expect, it } from 'vitest';
import { takeHandful } from '../../src/lib/data/browse/handful';
import { findDataset } from '../../src/lib/data/catalogue';
import { SPAN } from '../../src/lib/data/points/laws';
import { densityAt } from '../../src/lib/data/points/mixture';
import { points } from '../../src/lib/data/points/points';
import { sampleOf } from '../../src/lib/data/sample';
import { massesOf, type Cells } from '../../src/lib/metrics/cells';

const all = Uint32Array.from({ length: 8192 }, (_, i) => i);

describe.each(points)('$name', (dataset) => {
	const { law, make } = dataset;
	const loaded = make!();
	const { dimensions, hills } = law!;
	const drawn = loaded.gather(all).x!;

	it('has weights that add up to 1 and a density that does', () => {
		expect(hills.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
		const cells: Cells = { dimensions, span: 4, count: dimensions === 1 ? 1000 : 200 };
		const masses = massesOf(cells, (at) => densityAt(law!, at));
		const inside = masses.subarray(0, -1).reduce((sum, mass) => sum + mass, 0);
		expect(inside).toBeCloseTo(1, 4);
	});

	it('gives as many as it says, within the view, the same every time', () => {
		expect(loaded.count).toBe(8192);
		expect(drawn.shape).toEqual([8192, dimensions]);
		expect([...make!().gather(all.subarray(0, 50)).x!.values]).toEqual([
			...drawn.values.subarray(0, 50 * dimensions),
		]);
		expect(drawn.values.every((value) => Math.abs(value) < SPAN)).toBe(true);
		expect(loaded.held!.count).toBe(dataset.held);
		const held = loaded.held!.gather([0, 1]).x!.values;
		expect([...held]).not.toEqual([...drawn.values.subarray(0, held.length)]);
	});

	it('is spread as its law says: mean and variance', () => {
		for (let axis = 0; axis < dimensions; axis++) {
			const own = Array.from(all, (i) => drawn.values[i * dimensions + axis]!);
			const mean = hills.reduce((sum, { centre, weight }) => sum + weight * centre[axis]!, 0);
			const square = hills.reduce(
				(sum, { centre, deviation, weight }) =>
					sum + weight * (centre[axis]! ** 2 + deviation ** 2),
				0,
			);
			const variance = square - mean ** 2;
			const found = own.reduce((a, b) => a + b) / own.length;
			const spread = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
			// Five standard errors.
			expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / own.length));
			expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / own.length));
		}
	});

	it('can be looked at, and written for elsewhere', async () => {
		const request = { part: 'train', turn: 0, count: 20, language: 'en' } as const;
		const handful = takeHandful(dataset, loaded, request);
		const shown = handful.ports.x;
		expect(shown?.shows === 'points' && shown.points[0]).toHaveLength(dimensions);
		const { bytes } = await sampleOf(dataset, ['x'], 4);
		const whole = new Int16Array(bytes.buffer);
		expect((whole[1]! / 32_767) * 4).toBeCloseTo(loaded.gather([0, 1]).x!.values[1]!, 3);
	});
});

it('points of hills say which one they are from by nothing but their place', () => {
	const { law, make } = findDataset('eightGaussians')!;
	const { values } = make!().gather(all).x!;
	// How far along the hill's own axes a point is, correlated with the number of its hill.
	const offsets = law!.hills.map(() => ({ sum: 0, count: 0 }));
	for (let i = 0; i < 8192; i++) {
		const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
		const nearest = law!.hills
			.map(({ centre }, hill) => [(x - centre[0]!) ** 2 + (y - centre[1]!) ** 2, hill] as const)
			.toSorted(([a], [b]) => a - b)[0]![1];
		offsets[nearest]!.sum += (x - law!.hills[nearest]!.centre[0]!) / 0.1;
		offsets[nearest]!.count++;
	}
	for (const { sum, count } of offsets) {
		expect(Math.abs(sum / count)).toBeLessThan(5 / Math.sqrt(count));
		expect(count / 8192).toBeCloseTo(1 / 8, 1);
	}
});
