// The figures of a graph of points at one moment: densities in cells, D beside the best D, V, C(G), JSD, KL, modes.
import type { PointGame } from '../../../compile/pointGame';
import { SPAN } from '../../../data/points/laws';
import { blurred, densityAt, type Mixture } from '../../../data/points/mixture';
import { cellTotal, cellWidth, massesOf, massesOfPoints, type Cells } from '../../../metrics/cells';
import {
	bestAnswer,
	distanceFromBest,
	jensenShannon,
	kullbackLeibler,
	valueAtBest,
} from '../../../metrics/divergences';
import { modesCovered, type Coverage } from '../../../metrics/modes';
import type { PointsRequest, PointsSeen } from '../../../runtime/protocol';

export const cellsOf = (dimensions: 1 | 2): Cells => ({
	dimensions,
	span: SPAN,
	count: dimensions === 1 ? 120 : 48,
});

export const requestOf = (dimensions: 1 | 2): PointsRequest => ({
	cells: cellsOf(dimensions),
	samples: 1024,
	latent: dimensions === 1 ? 33 : 21,
	arrows: 96,
});

/** Every point counts as a hill of this deviation, real and fake alike: what is finer than it is not told apart. */
export const blurOf = (cells: Cells): number =>
	cellWidth(cells) * (cells.dimensions === 1 ? 1.6 : 1);

/** Where there is less than this of the data, nothing is missing if G makes nothing there. */
const NOTHING = 1e-12;

export interface TheoryFigures {
	/** Masses of cells, and last what lies outside of them. */
	pData: Float64Array;
	pG: Float64Array;
	/** What D answers, cell by cell, in the terms of its labels; for a score, the score. */
	answers: Float64Array;
	/** Absent where there is no best answer to a score. */
	best?: Float64Array;
	/** From 0 to 1, cell by cell: whether there are points enough to speak of a best answer. */
	settled: Float64Array;
	/** The mean of |D − D*|. */
	distance?: number;
	/** V(D, G) of the points seen, and its standard error; absent for other losses and labels than those it is for. */
	value?: { mean: number; error: number };
	/** C(G): V at D*. */
	bestValue: number;
	jsd: number;
	/** Data from generated, and the other way. */
	klData: number;
	klG: number;
	/** Absent where the data have no single hills. */
	modes?: Coverage & { of: number };
	/** The mean length of G's gradient at a fake. */
	pull?: number;
}

/** p_data in cells: exact where its law is known, else estimated from points. */
export function dataMasses(
	cells: Cells,
	law: Mixture | undefined,
	real: Float32Array,
): Float64Array {
	const blur = blurOf(cells);
	if (!law) return massesOfPoints(cells, real, blur);
	const wide = blurred(law, blur);
	return massesOf(cells, (place) => densityAt(wide, place));
}

export function theoryFigures(
	game: PointGame,
	law: Mixture | undefined,
	pData: Float64Array,
	seen: PointsSeen,
): TheoryFigures {
	const cells = cellsOf(game.dimensions);
	const pG = massesOfPoints(cells, seen.fake, blurOf(cells));
	const { labels } = game;
	const answers = Float64Array.from(seen.answers, (answer) => asAnswer(game, answer));
	const inside = cellTotal(cells);
	const best =
		labels && Float64Array.from(answers, (_, i) => bestAnswer(pData[i]!, pG[i]!, labels));
	return {
		...{ pData, pG, answers, best },
		settled: Float64Array.from(answers, (_, i) => settledAt(pData[i]! + pG[i]!)),
		distance:
			labels &&
			distanceFromBest(pData.subarray(0, inside), pG.subarray(0, inside), answers, labels),
		value: valueOfPoints(game, seen),
		bestValue: valueAtBest(pData, pG),
		jsd: jensenShannon(pData, pG),
		klData: kullbackLeibler(
			pData.map((mass) => (mass < NOTHING ? 0 : mass)).subarray(0, inside),
			pG.subarray(0, inside),
		),
		klG: kullbackLeibler(pG.subarray(0, inside), pData.subarray(0, inside)),
		modes: law?.apart ? { ...modesCovered(seen.fake, law.hills), of: law.hills.length } : undefined,
		pull: seen.pull && meanLength(seen.pull, game.dimensions),
	};
}

/** Fades from a hundredth of a point's share in a cell to the millionth part of that. */
function settledAt(mass: number): number {
	return Math.max(0, Math.min(1, (Math.log10(mass) + 11) / 6));
}

/** D's number in the terms of its labels. */
function asAnswer({ answers }: PointGame, answer: number): number {
	return answers === 'logit' ? 1 / (1 + Math.exp(-answer)) : answer;
}

/** V(D, G) as the mean over the points seen, where D answers with a probability and the labels are 0 and 1. */
function valueOfPoints(
	{ answers, labels }: PointGame,
	{ realAnswers, fakeAnswers }: PointsSeen,
): TheoryFigures['value'] {
	if (!labels || (answers !== 'probability' && answers !== 'logit')) return undefined;
	if (Math.min(labels.real, labels.fake) !== 0 || Math.max(labels.real, labels.fake) !== 1)
		return undefined;
	// log of the probability that D is right, where it calls real `real`.
	const logRight = (answer: number, label: number): number => {
		if (answers === 'logit') return -Math.log1p(Math.exp(label === 1 ? -answer : answer));
		return Math.log(label === 1 ? answer : 1 - answer);
	};
	const [ofReal, ofFake] = [
		spread(realAnswers, (answer) => logRight(answer, labels.real)),
		spread(fakeAnswers, (answer) => logRight(answer, labels.fake)),
	];
	return { mean: ofReal.mean + ofFake.mean, error: Math.hypot(ofReal.error, ofFake.error) };
}

/** Mean and its standard error. */
function spread(
	values: Float32Array,
	of: (value: number) => number,
): { mean: number; error: number } {
	let [sum, squares] = [0, 0];
	for (const value of values) {
		const own = of(value);
		sum += own;
		squares += own * own;
	}
	const mean = sum / values.length;
	const variance = Math.max(0, squares / values.length - mean ** 2);
	return { mean, error: Math.sqrt(variance / values.length) };
}

function meanLength(vectors: Float32Array, dimensions: number): number {
	let sum = 0;
	for (let i = 0; i < vectors.length; i += dimensions) {
		sum += Math.hypot(...vectors.subarray(i, i + dimensions));
	}
	return (sum * dimensions) / vectors.length;
}
