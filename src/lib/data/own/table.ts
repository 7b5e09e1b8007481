// A table that says which class a picture is of: one column of file names, one of classes.
import Papa from 'papaparse';

/** Rows read; more is no table of pictures. */
const MOST_ROWS = 200_000;
const LABEL_NAMES = /^(labels?|class(es)?|category|target|y|ラベル|クラス|分類)$/i;

const fold = (path: string): string =>
	path
		.replace(/\\/g, '/')
		.replace(/^\.?\//, '')
		.toLowerCase();
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bare = (path: string): string => path.replace(/\.[^./]*$/, '');

/**
 * Finds what a file is called in the table: by its path, its name, or its name without ending. Of the columns, that with
 * the most names of `paths` has the files, and one called like a class, or else the next, has the classes. Undefined
 * where no column names files.
 */
export function readTable(
	text: string,
	paths: readonly string[],
): ((path: string) => string | undefined) | undefined {
	const { data } = Papa.parse<string[]>(text, { preview: MOST_ROWS, skipEmptyLines: 'greedy' });
	const width = Math.max(0, ...data.slice(0, 100).map((row) => row.length));
	if (data.length === 0 || width < 2) return undefined;
	const wanted = new Set(paths.flatMap((path) => namesOf(path)));
	const hits = Array.from(
		{ length: width },
		(_, column) =>
			data.filter((row) => cellNames(row[column]).some((name) => wanted.has(name))).length,
	);
	const file = hits.indexOf(Math.max(...hits));
	if (hits[file] === 0) return undefined;
	const head = data[0]!;
	const named = head.findIndex((cell, column) => column !== file && LABEL_NAMES.test(cell.trim()));
	const label = named >= 0 ? named : file + 1 < width ? file + 1 : file - 1;
	const labels = new Map<string, string>();
	for (const row of data) {
		const value = (row[label] ?? '').trim();
		if (value === '') continue;
		// Two files of one name in two folders are told apart by their paths; the first has the bare name.
		const [whole, last] = cellNames(row[file]);
		labels.set(whole!, value);
		if (!labels.has(last!)) labels.set(last!, value);
	}
	return (path) =>
		namesOf(path)
			.map((name) => labels.get(name))
			.find((found) => found !== undefined);
}

/** A cell with its folders, which may be others than those here, and without. */
const cellNames = (cell = ''): string[] => [fold(cell), lastOf(fold(cell))];

/** What a row may call a file, the closest first. */
function namesOf(path: string): string[] {
	const whole = fold(path);
	const last = lastOf(whole);
	return [...new Set([whole, last, bare(whole), bare(last)])];
}
