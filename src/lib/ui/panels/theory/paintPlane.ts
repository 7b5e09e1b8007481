// Paints a game of points in a plane: D's field as tint, G's manifold as a net, points, and where the gradient pulls.
import type { Cells } from '../../../metrics/cells';
import type { PointsSeen } from '../../../runtime/protocol';
import type { Layer } from './layers.svelte';
import type { Palette } from './palette';

export interface PlaneScene {
	cells: Cells;
	seen: PointsSeen;
	/** What is tinted, cell by cell, 0 … 1 from nothing to D's full colour. */
	field?: ArrayLike<number>;
	shows(layer: Layer): boolean;
}

/** The strongest tint: points have to stay legible on it. */
const TINT = 0.62;
/** The view is so many units longer for one unit of gradient, and no arrow longer than MOST units. */
const PULL = 0.3;
const MOST = 0.7;

export function paintPlane(
	context: CanvasRenderingContext2D,
	size: number,
	{ cells, seen, field, shows }: PlaneScene,
	colours: Palette,
): void {
	const scale = size / (2 * cells.span);
	const x = (value: number): number => (value + cells.span) * scale;
	const y = (value: number): number => (cells.span - value) * scale;
	context.globalAlpha = 1;
	context.fillStyle = colours.ground;
	context.fillRect(0, 0, size, size);
	if (field) paintField(context, size, cells, field, colours.d);
	if (shows('manifold') && seen.carried)
		paintNet(context, seen.carried, x, y, colours.g, cells.span);
	const dot = Math.max(1.1, size / 300);
	if (shows('real')) paintDots(context, seen.real, x, y, dot, colours.ink, 0.55);
	if (shows('fake')) paintDots(context, seen.fake, x, y, dot, colours.g, 0.8);
	if (shows('pull') && seen.pull) paintPull(context, seen.fake, seen.pull, x, y, scale, colours);
	context.globalAlpha = 1;
}

/** A pixel a cell, enlarged smoothly. */
function paintField(
	context: CanvasRenderingContext2D,
	size: number,
	{ count }: Cells,
	field: ArrayLike<number>,
	colour: string,
): void {
	const small = new OffscreenCanvas(count, count);
	const pixels = small.getContext('2d')!;
	pixels.fillStyle = colour;
	for (let row = 0; row < count; row++) {
		for (let column = 0; column < count; column++) {
			const value = field[row * count + column]!;
			if (!(value > 0)) continue;
			pixels.globalAlpha = TINT * Math.min(1, value);
			pixels.fillRect(column, count - 1 - row, 1, 1);
		}
	}
	context.imageSmoothingEnabled = true;
	context.imageSmoothingQuality = 'high';
	context.drawImage(small, 0, 0, size, size);
}

/** Every mesh holds as much of p_g as any other, so the smaller it is, the denser p_g is there. */
function paintNet(
	context: CanvasRenderingContext2D,
	carried: Float32Array,
	x: (value: number) => number,
	y: (value: number) => number,
	colour: string,
	span: number,
): void {
	const side = Math.round(Math.sqrt(carried.length / 2));
	context.fillStyle = colour;
	context.strokeStyle = colour;
	context.lineJoin = 'round';
	if (side * side * 2 !== carried.length) {
		paintThread(context, carried, x, y);
		return;
	}
	const at = (row: number, column: number): [number, number] => {
		const i = 2 * (row * side + column);
		return [carried[i]!, carried[i + 1]!];
	};
	const even = (2 * span) ** 2 / (side - 1) ** 2;
	for (let row = 0; row + 1 < side; row++) {
		for (let column = 0; column + 1 < side; column++) {
			const corners = [
				at(row, column),
				at(row, column + 1),
				at(row + 1, column + 1),
				at(row + 1, column),
			];
			const area = Math.abs(
				corners.reduce((sum, [ax, ay], i) => {
					const [bx, by] = corners[(i + 1) % 4]!;
					return sum + (ax * by - bx * ay) / 2;
				}, 0),
			);
			context.beginPath();
			for (const [cx, cy] of corners) context.lineTo(x(cx), y(cy));
			context.closePath();
			context.globalAlpha = Math.min(0.5, 0.06 * (even / Math.max(area, 1e-6)));
			context.fill();
			context.globalAlpha = 0.45;
			context.lineWidth = 0.6;
			context.stroke();
		}
	}
}

/** Of a z of one number G makes a thread. */
function paintThread(
	context: CanvasRenderingContext2D,
	carried: Float32Array,
	x: (value: number) => number,
	y: (value: number) => number,
): void {
	context.beginPath();
	for (let i = 0; i < carried.length; i += 2) context.lineTo(x(carried[i]!), y(carried[i + 1]!));
	context.globalAlpha = 0.8;
	context.lineWidth = 1.5;
	context.stroke();
}

function paintDots(
	context: CanvasRenderingContext2D,
	points: Float32Array,
	x: (value: number) => number,
	y: (value: number) => number,
	radius: number,
	colour: string,
	alpha: number,
): void {
	context.globalAlpha = alpha;
	context.fillStyle = colour;
	for (let i = 0; i < points.length; i += 2) {
		context.beginPath();
		context.arc(x(points[i]!), y(points[i + 1]!), radius, 0, 2 * Math.PI);
		context.fill();
	}
}

function paintPull(
	context: CanvasRenderingContext2D,
	fake: Float32Array,
	pull: Float32Array,
	x: (value: number) => number,
	y: (value: number) => number,
	scale: number,
	colours: Palette,
): void {
	context.globalAlpha = 0.95;
	context.strokeStyle = colours.g;
	context.fillStyle = colours.g;
	context.lineWidth = 1.3;
	for (let i = 0; i < pull.length; i += 2) {
		const [dx, dy] = [pull[i]!, pull[i + 1]!];
		const length = Math.hypot(dx, dy);
		const long = Math.min(MOST, PULL * length) * scale;
		if (!(long > 1)) continue;
		const [fromX, fromY] = [x(fake[i]!), y(fake[i + 1]!)];
		const [toX, toY] = [fromX + (dx / length) * long, fromY - (dy / length) * long];
		const angle = Math.atan2(toY - fromY, toX - fromX);
		context.beginPath();
		context.moveTo(fromX, fromY);
		context.lineTo(toX, toY);
		context.stroke();
		const head = Math.min(5, 1.5 + long / 3);
		context.beginPath();
		for (const turn of [0, 2.6, -2.6]) {
			context.lineTo(toX + head * Math.cos(angle + turn), toY + head * Math.sin(angle + turn));
		}
		context.fill();
	}
}
