// How deep and how large JSON is, told from its text: parsing what is too deep or too large would take long enough.

export interface JsonSize {
	/** Brackets open at once, at most. */
	depth: number;
	/** About how many values there are: one more for every comma and every bracket. */
	values: number;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [LEFT, LEFT_BRACE, RIGHT, RIGHT_BRACE] = [0x5b, 0x7b, 0x5d, 0x7d];

/** Right for JSON; of other texts it says something, too. */
export function jsonSize(text: string): JsonSize {
	let depth = 0;
	let open = 0;
	let values = 1;
	for (let at = 0; at < text.length; at++) {
		const letter = text.charCodeAt(at);
		if (letter === QUOTE) at = endOfText(text, at);
		else if (letter === COMMA) values++;
		else if (letter === LEFT || letter === LEFT_BRACE) {
			values++;
			open++;
			if (open > depth) depth = open;
		} else if (letter === RIGHT || letter === RIGHT_BRACE) open--;
	}
	return { depth, values };
}

/** The place of the quote that ends a text which begins at `start`. */
function endOfText(text: string, start: number): number {
	let at = start + 1;
	for (; at < text.length; at++) {
		const letter = text.charCodeAt(at);
		if (letter === QUOTE) break;
		if (letter === BACKSLASH) at++;
	}
	return at;
}
