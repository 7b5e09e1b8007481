// The rules of finding the fake: what is put side by side, what counts as found, and what D would have said.
import type { Judged, Pictures } from '../../../runtime/protocol';

/** One picture among those to choose from. */
export interface Candidate {
	isFake: boolean;
	picture: Pictures;
	/** What it was asked to fit: a picture, or a class. */
	given?: Pictures;
	label?: number;
	/** D's. */
	answer: number;
}

export interface Question {
	round: number;
	candidates: readonly Candidate[];
	/** Which of them is fake. */
	fake: number;
	/** How far D finds it, 0 … 1: a share, where it can't tell it from others; absent where D's answer has no side. */
	byJudge?: number;
}

export interface Tally {
	tries: number;
	found: number;
	/** Found one after another, up to now. */
	streak: number;
	/** Of those D could answer: how many there were, and how many it found. */
	judged: number;
	judgeFound: number;
}

export const NO_TRIES: Tally = { tries: 0, found: 0, streak: 0, judged: 0, judgeFound: 0 };

/**
 * One fake among so many, at a place that `place` (0 … 1) chooses. Two are of one condition, where it is a picture; more are
 * of one each.
 */
export function askQuestion(
	{ round, real, fake }: Judged,
	many: number,
	place: number,
	realIsHigher: boolean | undefined,
): Question {
	const at = Math.min(many - 1, Math.floor(place * many));
	const reals = many === 2 && real.given ? [0] : Array.from({ length: many - 1 }, (_, i) => i + 1);
	const candidates = [...reals.slice(0, at), undefined, ...reals.slice(at)].map(
		(item): Candidate => {
			const [side, index] = item === undefined ? [fake, 0] : [real, item];
			return {
				isFake: item === undefined,
				picture: pictureAt(side.pictures, index),
				given: side.given && pictureAt(side.given, index),
				label: side.classes?.[index],
				answer: side.answers[index]!,
			};
		},
	);
	return { round, candidates, fake: at, byJudge: judgeFinds(candidates, realIsHigher) };
}

/** D takes the one it finds least real; of several that are all the same to it, any. */
function judgeFinds(
	candidates: readonly Candidate[],
	realIsHigher: boolean | undefined,
): number | undefined {
	if (realIsHigher === undefined) return undefined;
	const fakeness = ({ answer }: Candidate): number => (realIsHigher ? -answer : answer);
	const most = Math.max(...candidates.map(fakeness));
	const taken = candidates.filter((one) => fakeness(one) === most);
	return taken.filter(({ isFake }) => isFake).length / taken.length;
}

export function tallied(tally: Tally, { fake, byJudge }: Question, chosen: number): Tally {
	const found = chosen === fake;
	return {
		tries: tally.tries + 1,
		found: tally.found + Number(found),
		streak: found ? tally.streak + 1 : 0,
		judged: tally.judged + Number(byJudge !== undefined),
		judgeFound: tally.judgeFound + (byJudge ?? 0),
	};
}

export function pictureAt({ height, width, channels, pixels }: Pictures, index: number): Pictures {
	const size = height * width * channels;
	return {
		...{ count: 1, height, width, channels },
		pixels: pixels.subarray(index * size, (index + 1) * size),
	};
}
