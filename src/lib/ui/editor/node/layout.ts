// Size of a node and the place of every socket, worked out from its contents: the wires need them before it is drawn.
import type { Point } from '../../../graph/types';
import { shapeText } from '../figures';
import type { LineView, NodeView, PortView, PreviewView } from './view';

/** Width of a text in canvas pixels. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface NodeLayout {
	width: number;
	height: number;
	/** Socket centres from the node's upper left corner, by `in/name` and `out/name`. */
	sockets: Readonly<Record<string, Point>>;
	/** Width and height of the preview, if there is one. */
	preview: Point | undefined;
	/** Columns of a picture preview. */
	columns: number;
	/** What stands for the node from afar, at 1 px of type: the widths of what can't be broken, and of a space. */
	block: { parts: readonly number[]; space: number };
	/** The largest type, of the usual, at which shapes fit beside the names of ports. */
	shapesFit: number;
}

export const HEAD = 28;
export const ROW = 20;
const PADDING = 10;
const MIN_WIDTH = 70;
const MAX_WIDTH = 240;
const FIGURE = '00.00';

const SMALL = 11;
const TITLE = 12;

/** Full rows, a little wider than high: 32 as 8 × 4, 64 as 8 × 8. */
function columnsFor(count: number): number {
	const root = Math.sqrt(count);
	for (let columns = Math.ceil(root); columns <= Math.min(10, 2 * root + 1); columns++)
		if (count % columns === 0) return columns;
	return Math.max(1, Math.min(8, count));
}

/** Small pictures are enlarged up to this width. */
const COMPACT = 124;

/** Columns and the side of one picture for `count` pictures in a node: whole enlargements while they fit. */
export function pictureGrid(
	count: number,
	[height, width]: readonly [height: number, width: number],
	columns: number = columnsFor(count),
): { columns: number; cell: Point } {
	const room = MAX_WIDTH - 2 * PADDING + 4;
	const row = columns * width;
	const side = row > room ? room / row : Math.max(1, Math.floor(COMPACT / row));
	return { columns, cell: [width * side, height * side] };
}

function previewSize(preview: PreviewView): { size: Point; columns: number } {
	switch (preview.shows) {
		case 'pictures': {
			const { columns, cell } = pictureGrid(preview.count, preview.size, preview.columns);
			const rows = Math.ceil(preview.count / columns);
			return { size: [columns * cell[0], rows * cell[1]], columns };
		}
		case 'histogram':
			return { size: [200, 96], columns: 0 };
		case 'scalar':
			return { size: [120, 28], columns: 0 };
		case 'density':
			return { size: [90, 34], columns: 0 };
	}
}

function lineWidth(line: LineView, measure: Measure): number {
	const figure = measure(FIGURE, SMALL, true);
	switch (line.shows) {
		case 'pair':
			return measure(line.label, SMALL, false) + 14 + measure(line.value, SMALL, !!line.strong);
		case 'figure':
			return (line.pill ? measure(line.pill, 10.5, false) + 14 + 12 : 0) + figure;
		case 'meter':
			return 46 + 8 + figure;
		case 'chips':
			return (
				measure(line.label, SMALL, false) +
				line.chips.reduce((sum, chip) => sum + 8 + chipWidth(chip.name, measure), 0) +
				16 +
				measure(line.value, SMALL, false)
			);
		case 'note':
			// A remark is cut rather than let the node grow into its neighbours.
			return Math.min(measure(line.text, SMALL, false), 60);
	}
}

export function chipWidth(name: string, measure: Measure): number {
	return Math.max(17, Math.min(60, measure(name, SMALL, true) + 8));
}

function headWidth(view: NodeView, measure: Measure): number {
	const mark = view.chip ? chipWidth(view.chip.name, measure) : 14;
	const fact = view.fact ? 14 + measure(view.fact, 10.5, false) : 0;
	const calls = view.calls > 1 ? 14 + 16 + measure(`×${view.calls}`, 10.5, false) : 0;
	return 9 + mark + 6 + measure(view.title, TITLE, true) + fact + calls + 10;
}

/** Inputs and outputs share rows from the top; lines and the preview follow. */
export function layoutNode(view: NodeView, measure: Measure): NodeLayout {
	const rows = view.socketInHead ? 0 : Math.max(view.inputs.length, view.outputs.length);
	let wide = headWidth(view, measure);
	for (let i = 0; i < rows; i++) {
		const left = view.inputs[i]?.label ?? '';
		const right = view.outputs[i]?.label ?? '';
		const gap = left && right ? 16 : 0;
		wide = Math.max(wide, measure(left, SMALL, false) + measure(right, SMALL, false) + gap + 24);
	}
	for (const line of view.lines) wide = Math.max(wide, lineWidth(line, measure) + 2 * PADDING);
	const shown = view.preview && previewSize(view.preview);
	if (shown) wide = Math.max(wide, shown.size[0] + 2 * (PADDING - 2));
	const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Math.ceil(wide / 10) * 10));

	let widest = 1;
	for (let i = 0; i < rows; i++) {
		const left = portWithShape(view.inputs[i]);
		const right = portWithShape(view.outputs[i]);
		const gap = left && right ? 16 : 0;
		widest = Math.max(widest, measure(left, SMALL, false) + measure(right, SMALL, false) + gap);
	}

	const linesTop = HEAD + rows * ROW;
	const linesHeight = view.lines.length * ROW;
	const previewHeight = shown ? shown.size[1] + (rows || view.lines.length ? 4 : 0) : 0;
	const height = Math.ceil((linesTop + linesHeight + previewHeight + 8) / 2) * 2;

	const sockets: Record<string, Point> = {};
	view.inputs.forEach((port, i) => {
		sockets[`in/${port.name}`] = [0, view.socketInHead ? HEAD / 2 : HEAD + i * ROW + ROW / 2];
	});
	view.outputs.forEach((port, i) => {
		sockets[`out/${port.name}`] = [width, HEAD + i * ROW + ROW / 2];
	});
	return {
		width,
		height,
		sockets,
		preview: shown && [Math.min(shown.size[0], width - 2 * (PADDING - 2)), shown.size[1]],
		columns: shown?.columns ?? 0,
		block: blockWidths(blockTitle(view), measure),
		shapesFit: (width - 24) / widest,
	};
}

/** What stands for a node from afar. */
export function blockTitle(view: NodeView): string {
	return view.rank === 'operation' ? view.title : (view.chip?.name ?? view.title);
}

function blockWidths(title: string, measure: Measure): NodeLayout['block'] {
	const width = (text: string): number => measure(text, TITLE, true) / TITLE;
	const parts = blockParts(title);
	return { parts: parts.map(width), space: isLatin(title) ? width(' ') : 0 };
}

const isLatin = (title: string): boolean => /^[\u0020-\u024f]*$/.test(title);
const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** Beyond this many letters a katakana word is broken in its middle rather than drawn too small. */
const LONG = 6;

/** What a title from afar may not be broken in: words, and what clings to them. */
export function blockParts(title: string): string[] {
	if (isLatin(title)) return title.split(/\s+/);
	const parts: string[] = [];
	for (const { segment, isWordLike } of words.segment(title)) {
		const last = parts.at(-1) ?? '';
		// Single letters and signs go with what stands before them; an opening bracket begins something.
		const clings = (!isWordLike || segment.length === 1) && !/[（「(]/.test(segment);
		const inKatakana = /[゠-ヿ]$/.test(last) && /^[゠-ヿ]/.test(segment);
		if (last && (clings || inKatakana || /[（「(]$/.test(last))) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts.flatMap((part) => {
		if (part.length <= LONG || !/^[゠-ヿ]+$/.test(part)) return [part];
		const middle = Math.ceil(part.length / 2);
		return [part.slice(0, middle), part.slice(middle)];
	});
}

/** A title as it is written from afar: with invisible spaces where it may be broken. */
export function blockText(title: string): string {
	return isLatin(title) ? title : blockParts(title).join('\u200b');
}

/** Lines that parts of these widths take in a room that wide. */
function linesIn({ parts, space }: NodeLayout['block'], room: number): number {
	let lines = 1;
	let used = 0;
	for (const part of parts) {
		const next = used === 0 ? part : used + space + part;
		if (used > 0 && next > room) {
			lines++;
			used = part;
		} else used = next;
	}
	return lines;
}

/** On the screen; below it a title is rather broken into lines. */
const LEGIBLE = 9;

/** Type for a title from afar: 13 px on the screen, or as much as the block has room for. */
export function blockSize({ width, height, block }: NodeLayout, zoom: number): number {
	const across = width - 8;
	const whole = block.parts.reduce((sum, part) => sum + block.space + part, -block.space);
	const oneLine = Math.min(13 / zoom, across / whole, (height - 4) / 1.2);
	if (oneLine >= LEGIBLE / zoom) return oneLine;
	const longest = Math.max(...block.parts);
	let size = Math.min(13 / zoom, across / longest);
	while (size > 4 && linesIn(block, across / size) * size * 1.2 > height - 4) size *= 0.95;
	return size;
}

/** A port's name with the shape that passes it; a name that is the shape already stands alone. */
export function portWithShape(port: PortView | undefined): string {
	if (!port) return '';
	const shape = port.type ? shapeText(port.type.shape) : '';
	if (!shape || shape === port.label) return port.label;
	if (!port.label) return shape;
	return port.side === 'in' ? `${port.label} · ${shape}` : `${shape} · ${port.label}`;
}

/** Layouts by measure and view: a view that is kept has the very layout it had. */
const layouts = new WeakMap<Measure, WeakMap<NodeView, NodeLayout>>();

export function layoutAll(
	views: ReadonlyMap<string, NodeView>,
	measure: Measure,
): Map<string, NodeLayout> {
	const known = layouts.get(measure) ?? new WeakMap<NodeView, NodeLayout>();
	layouts.set(measure, known);
	return new Map(
		[...views].map(([id, view]) => {
			const layout = known.get(view) ?? layoutNode(view, measure);
			known.set(view, layout);
			return [id, layout];
		}),
	);
}

/** Widths without a browser: a Latin letter is a little over half as wide as it is high, a Japanese one as wide. */
export const roughMeasure: Measure = (text, size, bold) => {
	let wide = 0;
	for (const letter of text) wide += letter.codePointAt(0)! > 0x2e7f ? 1 : bold ? 0.6 : 0.56;
	return wide * size;
};
