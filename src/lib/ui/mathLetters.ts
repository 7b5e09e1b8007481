// Letters of mathematics' own alphabets, as characters: browsers' MathML no longer knows them by attribute.

/** Where the alphabets begin, and the letters that Unicode had before and keeps elsewhere. */
const ALPHABETS: Readonly<Record<string, { from: number; elsewhere: Record<string, string> }>> = {
	'double-struck': {
		from: 0x1d538,
		elsewhere: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
	},
	script: {
		from: 0x1d49c,
		elsewhere: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ' },
	},
};

/** A capital of the alphabet that MathML calls `variant`; any other letter, or alphabet, is left as it is. */
export function mathLetter(letter: string, variant: string): string {
	const alphabet = ALPHABETS[variant];
	if (!alphabet || !/^[A-Z]$/.test(letter)) return letter;
	const place = letter.charCodeAt(0) - 'A'.charCodeAt(0);
	return alphabet.elsewhere[letter] ?? String.fromCodePoint(alphabet.from + place);
}
