import { describe, expect, it } from 'vitest';
import type { PointGame } from '../../../src/lib/compile/pointGame';
import { findDataset } from '../../../src/lib/data/catalogue';
import { drawMixture, type Mixture } from '../../../src/lib/data/points/mixture';
import { randomAt } from '../../../src/lib/graph/random';
import { FLOOR } from '../../../src/lib/metrics/divergences';
import type { PointsSeen } from '../../../src/lib/runtime/protocol';
import {
	cellsOf,
	dataMasses,
	theoryFigures,
	type TheoryFigures,
} from '../../../src/lib/ui/panels/theory/figures';

const law = (name: string): Mixture => findDataset(name)!.law!;
const draw = (name: string, seed: number): Float32Array =>
	drawMixture(law(name), 1024, randomAt(seed, name, 0));

const GAME: PointGame = {
	...{ dimensions: 2, real: 'data/x', fake: 'G/x', judge: 'D' },
	...{ answers: 'logit', labels: { real: 1, fake: 0 } },
};

/** Of a D that answers the same everywhere. */
function figuresOf(
	name: string,
	fakesOf: string,
	{ game = GAME, answer = 0, known = true } = {},
): TheoryFigures {
	const { dimensions } = law(name);
	const cells = cellsOf(dimensions);
	const even = (count: number): Float32Array => new Float32Array(count).fill(answer);
	const seen: PointsSeen = {
		...{ round: 0, phase: 0, real: draw(name, 1), fake: draw(fakesOf, 2) },
		...{ answers: even(cells.count ** dimensions), realAnswers: even(1024) },
		...{ fakeAnswers: even(1024), pull: Float32Array.from([3, 4, 0, 0]) },
	};
	const own = { ...game, dimensions };
	const exact = known ? law(name) : undefined;
	return theoryFigures(own, exact, dataMasses(cells, exact, seen.real), seen);
}

describe('the figures of theory', () => {
	it('are those of equal distributions where G makes the data, and D can only say ½', () => {
		const { value, bestValue, jsd, klData, klG, distance, modes, pull } = figuresOf(
			'eightGaussians',
			'eightGaussians',
		);
		expect(value!.mean).toBeCloseTo(FLOOR, 6);
		expect(value!.error).toBeCloseTo(0, 6);
		expect(jsd).toBeLessThan(0.01);
		expect(bestValue).toBeCloseTo(FLOOR + 2 * jsd, 9);
		expect(klData).toBeLessThan(0.1);
		expect(klG).toBeLessThan(0.1);
		expect(distance).toBeLessThan(0.05);
		expect(modes).toMatchObject({ covered: 8, of: 8 });
		expect(pull).toBe(2.5);
	});

	it('are those of distributions with nothing in common', () => {
		const { bestValue, jsd, klData, modes, distance } = figuresOf('eightGaussians', 'pointLine');
		expect(jsd).toBeGreaterThan(0.6);
		expect(bestValue).toBeGreaterThan(-0.2);
		expect(klData).toBeGreaterThan(5);
		expect(modes?.covered).toBe(0);
		// D says ½ where the best one would say 1 or 0.
		expect(distance).toBeGreaterThan(0.4);
	});

	it('read no more than 0.02 of JSD between equal ones that are both estimated', () => {
		for (const name of ['eightGaussians', 'ring', 'twoHills'])
			expect(figuresOf(name, name, { known: false }).jsd).toBeLessThan(0.02);
	});

	it('have V by whichever label is real, and none for other labels or scores', () => {
		const flipped: PointGame = { ...GAME, labels: { real: 0, fake: 1 } };
		const paper = figuresOf('ring', 'ring', { answer: 2 });
		const lecture = figuresOf('ring', 'ring', { answer: -2, game: flipped });
		expect(lecture.value!.mean).toBeCloseTo(paper.value!.mean, 9);
		expect(lecture.distance).toBeCloseTo(paper.distance!, 9);
		const smooth: PointGame = { ...GAME, labels: { real: 0.9, fake: 0 } };
		expect(figuresOf('ring', 'ring', { game: smooth }).value).toBeUndefined();
		const score: PointGame = { ...GAME, answers: 'score', labels: undefined };
		const { value, distance, best } = figuresOf('ring', 'ring', { game: score });
		expect([value, distance, best]).toEqual([undefined, undefined, undefined]);
	});
});
