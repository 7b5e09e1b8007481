// Long lines of Python, broken where brackets allow it.

const WIDTH = 100;
const OPEN = '([{';
const CLOSE = ')]}';

/** The line, or several: what stands in its outermost brackets goes to lines of its own. */
export function wrapLine(line: string): string[] {
	if (line.length <= WIDTH) return [line];
	const comment = / {2}# .*$/.exec(line)?.[0];
	if (comment !== undefined) {
		const margin = /^ */.exec(line)![0];
		return [margin + comment.slice(2), ...wrapLine(line.slice(0, -comment.length))];
	}
	const span = widestBrackets(line);
	if (!span) return wrapSum(line);
	const [from, to] = span;
	const margin = /^ */.exec(line)![0];
	const inside = line.slice(from + 1, to);
	const items = split(inside, ', ');
	const inner = `${margin}    `;
	const rows =
		items.length > 1 && !/^lambda\b|\bfor\b/.test(inside)
			? items.map((item) => `${inner}${item},`)
			: split(inside, ' + ').map((term, i) => inner + (i === 0 ? term : `+ ${term}`));
	if (rows.length === 1 && rows[0]!.length >= line.length - margin.length) return [line];
	return [line.slice(0, from + 1), ...rows.flatMap(wrapLine), margin + line.slice(to)];
}

/** `total = a + b` without brackets gets some, a term a line; anything else is left. */
function wrapSum(line: string): string[] {
	const [, start, sum] = /^(\s*\w+ = )(.*)$/.exec(line) ?? [];
	if (start === undefined || sum === undefined) return [line];
	const terms = split(sum, ' + ');
	if (terms.length < 2) return [line];
	const margin = /^ */.exec(line)![0];
	const rows = terms.map((term, i) => `${margin}    ${i === 0 ? '' : '+ '}${term}`);
	return [`${start}(`, ...rows, `${margin})`];
}

/** The longest pair of brackets that stands in no other. */
function widestBrackets(line: string): [from: number, to: number] | undefined {
	let widest: [number, number] | undefined;
	let start = 0;
	scan(line, (depth, i) => {
		if (OPEN.includes(line[i]!) && depth === 1) start = i;
		if (!CLOSE.includes(line[i]!) || depth !== 0) return;
		if (i - start > 1 && (!widest || i - start > widest[1] - widest[0])) widest = [start, i];
	});
	return widest;
}

/** Parts between separators that stand in no brackets. */
function split(text: string, separator: string): string[] {
	const parts: string[] = [];
	let from = 0;
	scan(text, (depth, i) => {
		if (depth !== 0 || !text.startsWith(separator, i) || i < from) return;
		parts.push(text.slice(from, i));
		from = i + separator.length;
	});
	return [...parts, text.slice(from)];
}

/** Goes through the characters outside of strings; `depth` counts the brackets open after each. */
function scan(text: string, see: (depth: number, i: number) => void): void {
	let depth = 0;
	let quote = '';
	for (let i = 0; i < text.length; i++) {
		const character = text[i]!;
		if (quote) {
			if (character === '\\') i++;
			else if (character === quote) quote = '';
			continue;
		}
		if (character === '"' || character === "'") quote = character;
		if (OPEN.includes(character)) depth++;
		if (CLOSE.includes(character)) depth--;
		see(depth, i);
	}
}
