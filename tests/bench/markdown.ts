// A report as Markdown, and its place in the README.
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { isMet, type Aim, type Cell, type Report, type Table } from './report';

const README = new URL('./README.md', import.meta.url);
const [BEGIN, END] = ['<!-- results: npm run bench -- --write -->', '<!-- end of results -->'];

/** Three digits that mean something. */
function figure(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
	return Number(value.toPrecision(3)).toString();
}

function text(cell: Cell): string {
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'number') return figure(cell);
	if ('none' in cell) return `– (${cell.none})`;
	return `${figure(cell.median)} (${figure(cell.low)}–${figure(cell.high)})`;
}

function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
	const lines = [columns, columns.map(() => '---'), ...rows.map((row) => row.map(text))];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function bound({ most, least }: Aim): string {
	const bounds = [
		...(most === undefined ? [] : [`≤ ${figure(most)}`]),
		...(least === undefined ? [] : [`≥ ${figure(least)}`]),
	];
	return bounds.join(', ');
}

const verdict = (aim: Aim): string => {
	const met = isMet(aim);
	if (met === undefined) return '–';
	return met ? 'met' : '**missed**';
};

const section = ({ title, note, columns, rows }: Table): string =>
	[`### ${title}`, ...(note ? [note] : []), table(columns, rows)].join('\n\n');

/** `run` says when and on what. */
export function markdown({ tables, aims }: Report, run: string): string {
	const rows = aims.map((aim) => [aim.what, aim.result, bound(aim), verdict(aim)]);
	const parts = [run];
	if (rows.length > 0) parts.push(`### Aims\n\n${table(['', 'result', 'aim', ''], rows)}`);
	return [...parts, ...tables.map(section)].join('\n\n');
}

/** Puts results between the README's markers. Throws when they are not there. */
export async function writeReadme(results: string): Promise<void> {
	const before = await readFile(README, 'utf8');
	const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error('The README has lost its markers.');
	const head = before.slice(0, begin + BEGIN.length);
	const text = `${head}\n\n${results}\n\n${before.slice(end)}`;
	await writeFile(README, await format(text, { parser: 'markdown' }));
}
