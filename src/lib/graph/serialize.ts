// Writes a document as JSON that reads well and differs little after a small edit.
import type { GraphDocument, Json } from './types';

/** Columns a line may take before it is broken; a tab counts as two, a full-width character as two. */
const WIDTH = 100;

/**
 * The same text for the same document: keys in the format's own order, short things (a node, a wire, a position)
 * on one line each, a line break at the end. `parseDocument` reads back an equal document.
 */
export function serializeDocument(document: GraphDocument): string {
	return write(order(document, DOCUMENT), 0, 0, true) + '\n';
}

/** The order of keys, by the object they belong to. Keys of names stand for any key. */
type Order = { [key: string]: Order | Order[] | true };

const POINTS = true;
const LABEL: Order = { ja: true, en: true };
const CANVAS: Order = {
	nodes: [{ id: true, kind: true, params: true, off: true, at: POINTS, title: LABEL }],
	wires: [{ from: true, to: true, via: POINTS }],
	frames: [{ id: true, number: true, title: LABEL, point: LABEL, at: POINTS, size: POINTS }],
};
const DOCUMENT: Order = {
	format: true,
	version: true,
	title: LABEL,
	summary: LABEL,
	source: { paper: true, year: true, url: true },
	networks: { '*': { role: true, title: LABEL, canvas: CANVAS } },
	blocks: { '*': { title: LABEL, canvas: CANVAS } },
	training: CANVAS,
	run: { seed: true, batch: true, rounds: true },
	dismissed: true,
};

function order(value: unknown, by: Order | Order[] | true): Json {
	if (by === true || value === null || typeof value !== 'object') return value as Json;
	if (Array.isArray(by)) return (value as unknown[]).map((item) => order(item, by[0]!));
	const given = value as Record<string, unknown>;
	const any = by['*'];
	const keys = any ? Object.keys(given) : Object.keys(by);
	return Object.fromEntries(
		keys
			.filter((key) => given[key] !== undefined)
			.map((key) => [key, order(given[key], any ?? by[key]!)]),
	);
}

/** `column`: where the value starts on its line. `open`: broken into lines even where one would do. */
function write(value: Json, depth: number, column: number, open = false): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const line = inline(value);
	// One more column for the comma that may follow.
	if (!open && !mustBreak(value) && column + widthOf(line) + 1 <= WIDTH) return line;
	const indent = '\t'.repeat(depth + 1);
	const start = (depth + 1) * 2;
	const items = Array.isArray(value)
		? value.map((item) => indent + write(item, depth + 1, start))
		: Object.entries(value).map(([key, item]) => {
				const label = `${JSON.stringify(key)}: `;
				const body = BODIES.has(key) && depth < 4;
				return (
					indent + label + write(item, depth + 1, start + widthOf(label), body && !isEmpty(item))
				);
			});
	if (items.length === 0) return line;
	const [left, right] = Array.isArray(value) ? '[]' : '{}';
	return `${left}\n${items.join(',\n')}\n${'\t'.repeat(depth)}${right}`;
}

/** Parts that always get lines of their own, so that adding to them changes no other line. */
const BODIES = new Set(['networks', 'blocks', 'training', 'canvas', 'nodes', 'wires', 'frames']);

function inline(value: Json): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
	const entries = Object.entries(value).map(
		([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`,
	);
	return entries.length ? `{ ${entries.join(', ')} }` : '{}';
}

/** Lists of several objects, or of several lists, get a line an item, as common formatters have it. */
function mustBreak(value: Json): boolean {
	if (!Array.isArray(value)) {
		return value !== null && typeof value === 'object' && Object.values(value).some(mustBreak);
	}
	const size = (item: Json): number =>
		item === null || typeof item !== 'object' ? 0 : Object.keys(item).length;
	const alike = new Set(value.map((item) => Array.isArray(item)));
	return (
		(value.length > 1 && alike.size === 1 && value.every((item) => size(item) > 1)) ||
		value.some(mustBreak)
	);
}

function isEmpty(value: Json): boolean {
	return value !== null && typeof value === 'object' && Object.keys(value).length === 0;
}

const FULL_WIDTH =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/gu;

function widthOf(text: string): number {
	return [...text].length + (text.match(FULL_WIDTH)?.length ?? 0);
}
