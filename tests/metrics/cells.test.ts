import { describe, expect, it } from 'vitest';
import { findDataset } from '../../src/lib/data/catalogue';
import { blurred, densityAt, drawMixture } from '../../src/lib/data/points/mixture';
import { SPAN } from '../../src/lib/data/points/laws';
import { randomAt } from '../../src/lib/graph/random';
import {
	cellMiddles,
	cellTotal,
	massesOf,
	massesOfPoints,
	type Cells,
} from '../../src/lib/metrics/cells';
import { bestAnswer, jensenShannon } from '../../src/lib/metrics/divergences';
import { modesCovered } from '../../src/lib/metrics/modes';

const plane: Cells = { dimensions: 2, span: SPAN, count: 48 };
const line: Cells = { dimensions: 1, span: SPAN, count: 96 };
const BLUR = 0.125;

const law = (name: string) => findDataset(name)!.law!;
const draw = (name: string, count: number, seed = 3): Float32Array =>
	drawMixture(law(name), count, randomAt(seed, name, 0));

describe('cells', () => {
	it('stand in rows, x running fastest', () => {
		const two: Cells = { dimensions: 2, span: 2, count: 2 };
		expect([...cellMiddles(two)]).toEqual([-1, -1, 1, -1, -1, 1, 1, 1]);
		expect([...cellMiddles({ dimensions: 1, span: 3, count: 3 })]).toEqual([-2, 0, 2]);
		expect(cellTotal(plane)).toBe(2304);
	});

	it.each(['eightGaussians', 'spiral', 'disjointLines'])('hold all of %s', (name) => {
		const masses = massesOf(plane, (at) => densityAt(blurred(law(name), BLUR), at));
		expect(masses.at(-1)).toBeLessThan(1e-3);
		expect(masses.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
	});

	it('count what lies outside of them', () => {
		const masses = massesOfPoints(plane, [0, 0, 50, 50], BLUR);
		expect(masses.at(-1)).toBeCloseTo(0.5, 6);
		expect(jensenShannon(masses, masses)).toBe(0);
	});
});

// What the view states as its error: 1,024 points at a blur of a cell.
describe.each([
	['eightGaussians', plane],
	['ring', plane],
	['twoMoons', plane],
	['spiral', plane],
	['twoHills', line],
] as const)('sampled %s', (name, cells) => {
	const exact = massesOf(cells, (at) => densityAt(blurred(law(name), BLUR), at));

	it('has a JSD of less than 0.01 from where it is drawn from', () => {
		for (const seed of [1, 2, 3]) {
			expect(
				jensenShannon(exact, massesOfPoints(cells, draw(name, 1024, seed), BLUR)),
			).toBeLessThan(0.01);
		}
	});

	it('gives D* within 0.05 on the average, beside points of another law', () => {
		const other = cells.dimensions === 1 ? 'oneHill' : 'pointLine';
		const otherExact = massesOf(cells, (at) => densityAt(blurred(law(other), BLUR), at));
		const estimated = massesOfPoints(cells, draw(other, 1024), BLUR);
		let [sum, mass] = [0, 0];
		for (let i = 0; i < cellTotal(cells); i++) {
			const own = (exact[i]! + otherExact[i]!) / 2;
			if (own === 0) continue;
			const found = bestAnswer(exact[i]!, estimated[i]!);
			sum += own * Math.abs(found - bestAnswer(exact[i]!, otherExact[i]!));
			mass += own;
		}
		expect(sum / mass).toBeLessThan(0.05);
		const truth = jensenShannon(exact, otherExact);
		expect(Math.abs(jensenShannon(exact, estimated) - truth)).toBeLessThan(0.02);
	});
});

describe('modes', () => {
	const { hills } = law('eightGaussians');

	it('are all there in the data itself, and nearly all of it is near them', () => {
		const { covered, near } = modesCovered(draw('eightGaussians', 2000), hills);
		expect(covered).toBe(8);
		// Within three deviations in a plane: 1 − exp(−4.5).
		expect(near).toBeGreaterThan(0.98);
	});

	it('go missing with their points', () => {
		const points = draw('eightGaussians', 4000);
		const right = points.filter((_, i) => points[i - (i % 2)]! > 0.5);
		expect(modesCovered(right, hills).covered).toBe(3);
		expect(modesCovered([9, 9], hills)).toEqual({ covered: 0, near: 0 });
	});

	it('of little weight need few points', () => {
		const { hills: two } = law('twoHills');
		const points = [...Array<number>(90).fill(1.4), ...Array<number>(10).fill(-1.3)];
		expect(modesCovered(points, two).covered).toBe(2);
		expect(modesCovered(points.slice(0, 95), two).covered).toBe(1);
	});
});
