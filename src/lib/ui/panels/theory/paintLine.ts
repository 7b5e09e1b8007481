// Paints a game of single numbers as figure 1 of the GAN paper: two densities, D and the best D as curves, z carried over.
import { cellMiddles, cellTotal, cellWidth, type Cells } from '../../../metrics/cells';
import type { PointsSeen } from '../../../runtime/protocol';
import type { TheoryFigures } from './figures';
import type { Layer } from './layers.svelte';
import type { Palette } from './palette';

export interface LineScene {
	cells: Cells;
	seen: PointsSeen;
	figures: TheoryFigures;
	shows(layer: Layer): boolean;
}

/** Room below the curves: for the arrows at the fakes, and for z. */
const PULL_ROOM = 26;
const Z_ROOM = 74;
const FONT = '11px sans-serif';

export function paintLine(
	context: CanvasRenderingContext2D,
	width: number,
	height: number,
	{ cells, seen, figures, shows }: LineScene,
	colours: Palette,
): void {
	context.globalAlpha = 1;
	context.fillStyle = colours.ground;
	context.fillRect(0, 0, width, height);
	const withZ = shows('manifold') && seen.carried !== undefined;
	const floor = height - PULL_ROOM - (withZ ? Z_ROOM : 0);
	const x = (value: number): number => ((value + cells.span) / (2 * cells.span)) * width;
	const top = 10;
	/** Of an answer from 0 to 1. */
	const y = (value: number): number => floor - value * (floor - top);
	context.strokeStyle = colours.line;
	context.lineWidth = 1;
	for (const share of [0, 0.5, 1]) {
		context.setLineDash(share === 0.5 ? [2, 4] : []);
		stroke(context, [
			[0, y(share)],
			[width, y(share)],
		]);
	}
	context.setLineDash([]);
	if (shows('field') || shows('best')) {
		context.fillStyle = colours.ink3;
		context.font = FONT;
		for (const share of [0.5, 1]) context.fillText(String(share), 3, y(share) + 12);
	}

	const places = cellMiddles(cells);
	const inside = cellTotal(cells);
	const size = cellWidth(cells);
	const densest = Math.max(...figures.pData.subarray(0, inside), 1e-9) / size;
	/** The data's own peak stands at four fifths of the height; what is higher is cut off. */
	const curve = (masses: ArrayLike<number>): [number, number][] =>
		Array.from({ length: inside }, (_, i) => [
			x(places[i]!),
			y(Math.min(1, (0.8 * masses[i]!) / size / densest)),
		]);
	const hill = (masses: ArrayLike<number>, colour: string): void => {
		const line = curve(masses);
		context.fillStyle = colour;
		context.globalAlpha = 0.14;
		context.beginPath();
		context.moveTo(0, y(0));
		for (const [px, py] of line) context.lineTo(px, py);
		context.lineTo(width, y(0));
		context.fill();
		context.globalAlpha = 1;
		context.strokeStyle = colour;
		context.lineWidth = 1.75;
		stroke(context, line);
	};
	if (shows('real')) hill(figures.pData, colours.ink);
	if (shows('fake')) hill(figures.pG, colours.g);
	const answersLine = (answers: ArrayLike<number>): [number, number][] =>
		Array.from({ length: inside }, (_, i): [number, number] => [
			x(places[i]!),
			y(Math.max(-0.04, Math.min(1.04, answers[i]!))),
		]);
	context.strokeStyle = colours.d;
	if (shows('best') && figures.best) {
		context.lineWidth = 1.75;
		context.setLineDash([5, 4]);
		const settled = figures.best.map((answer, i) => (figures.settled[i] === 0 ? NaN : answer));
		stroke(context, answersLine(settled));
		context.setLineDash([]);
	}
	if (shows('field')) {
		context.lineWidth = 2.25;
		stroke(context, answersLine(figures.answers));
	}
	if (shows('pull') && seen.pull) paintPull(context, seen, x, floor + PULL_ROOM / 2, colours);
	if (withZ) paintCarried(context, seen.carried!, x, width, height, colours);
}

function stroke(
	context: CanvasRenderingContext2D,
	line: readonly (readonly [number, number])[],
): void {
	context.beginPath();
	// A gap begins a new stretch.
	line.forEach(([x, y], i) => {
		if (Number.isNaN(y)) return;
		if (i > 0 && Number.isNaN(line[i - 1]![1])) context.moveTo(x, y);
		else context.lineTo(x, y);
	});
	context.stroke();
}

/** Fakes as ticks below the axis, each with an arrow along it. */
function paintPull(
	context: CanvasRenderingContext2D,
	{ fake, pull }: PointsSeen,
	x: (value: number) => number,
	y: number,
	colours: Palette,
): void {
	const unit = x(1) - x(0);
	context.fillStyle = colours.g;
	context.strokeStyle = colours.g;
	context.globalAlpha = 0.7;
	context.lineWidth = 1;
	// A third of them is enough to tell, each in one of three rows.
	for (let i = 0; i < pull!.length; i += 3) {
		const row = y + ((i / 3) % 3) * 6 - 6;
		const from = x(fake[i]!);
		const long = Math.max(-0.6, Math.min(0.6, 0.25 * pull![i]!)) * unit;
		context.beginPath();
		context.arc(from, row, 1.4, 0, 2 * Math.PI);
		context.fill();
		if (Math.abs(long) < 1.5) continue;
		stroke(context, [
			[from, row],
			[from + long, row],
		]);
		const head = Math.sign(long) * 3.5;
		context.beginPath();
		context.moveTo(from + long + head, row);
		context.lineTo(from + long, row - 2.6);
		context.lineTo(from + long, row + 2.6);
		context.fill();
	}
	context.globalAlpha = 1;
}

/** Even shares of z below, each led up to the number G makes of it. */
function paintCarried(
	context: CanvasRenderingContext2D,
	carried: Float32Array,
	x: (value: number) => number,
	width: number,
	height: number,
	colours: Palette,
): void {
	const [above, below] = [height - Z_ROOM + 4, height - 14];
	context.strokeStyle = colours.line;
	context.lineWidth = 1;
	stroke(context, [
		[0, above],
		[width, above],
	]);
	stroke(context, [
		[0, below],
		[width, below],
	]);
	context.strokeStyle = colours.g;
	context.globalAlpha = 0.6;
	for (const [i, value] of carried.entries()) {
		const from = (width * (i + 0.5)) / carried.length;
		stroke(context, [
			[from, below],
			[x(value), above],
		]);
	}
	context.globalAlpha = 1;
	context.fillStyle = colours.ink3;
	context.font = FONT;
	context.fillText('z', 2, height - 2);
	context.fillText('x', 2, above - 3);
}
