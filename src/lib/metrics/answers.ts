// What a classifier's answers say about a set of pictures.

/** The class of the greatest logit, for each row of `classes` logits. */
export function classesOf(logits: ArrayLike<number>, classes: number): Int32Array {
	return Int32Array.from({ length: logits.length / classes }, (_, item) => {
		let best = 0;
		for (let i = 1; i < classes; i++) {
			if (logits[item * classes + i]! > logits[item * classes + best]!) best = i;
		}
		return best;
	});
}

/** The share of answers that are what was meant. */
export function agreement(answers: ArrayLike<number>, meant: ArrayLike<number>): number {
	let same = 0;
	for (let i = 0; i < answers.length; i++) if (answers[i] === meant[i]) same++;
	return same / answers.length;
}

/** The share of each class among the answers. */
export function classShares(answers: ArrayLike<number>, classes: number): number[] {
	const shares = new Array<number>(classes).fill(0);
	for (let i = 0; i < answers.length; i++) shares[answers[i]!]! += 1 / answers.length;
	return shares;
}
