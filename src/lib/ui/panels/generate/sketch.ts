// A drawing: strokes over a picture, and what a network is given of it.
import type { Pictures } from '../../../runtime/protocol';

export interface Stroke {
	tool: 'line' | 'eraser';
	/** x and y in turns, 0 … 1 over the width and height of the drawing. */
	points: readonly number[];
}

export interface Sketch {
	/** Beneath the strokes; white without. */
	ground?: CanvasImageSource & { width: number; height: number };
	strokes: readonly Stroke[];
}

/** Widths of strokes, as a share of the drawing's: the line is that of the drawings the preset is trained on. */
const WIDTHS = { line: 2 / 72, eraser: 8 / 72 };

/** Draws it over the whole canvas. */
export function paint(canvas: HTMLCanvasElement, { ground, strokes }: Sketch): void {
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return;
	const { width, height } = canvas;
	context.fillStyle = 'white';
	context.fillRect(0, 0, width, height);
	if (ground) {
		context.imageSmoothingQuality = 'high';
		context.drawImage(ground, ...cover(ground, { width, height }));
	}
	context.lineCap = 'round';
	context.lineJoin = 'round';
	for (const { tool, points } of strokes) {
		context.strokeStyle = tool === 'line' ? 'black' : 'white';
		context.lineWidth = WIDTHS[tool] * width;
		context.beginPath();
		for (let i = 0; i < points.length; i += 2) {
			context.lineTo(points[i]! * width, points[i + 1]! * height);
		}
		// A single point is a dot.
		if (points.length === 2) context.lineTo(points[0]! * width, points[1]! * height);
		context.stroke();
	}
}

/** Where a picture is drawn so that it fills a canvas: centred, and cut off where it is too long. */
function cover(
	picture: { width: number; height: number },
	canvas: { width: number; height: number },
): [x: number, y: number, width: number, height: number] {
	const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
	const [width, height] = [picture.width * scale, picture.height * scale];
	return [(canvas.width - width) / 2, (canvas.height - height) / 2, width, height];
}

/** The canvas, reduced to the size a network takes. */
export function reduce(canvas: HTMLCanvasElement, width: number, height: number): Pictures {
	const small = document.createElement('canvas');
	small.width = width;
	small.height = height;
	const context = small.getContext('2d', { willReadFrequently: true })!;
	context.imageSmoothingQuality = 'high';
	context.drawImage(canvas, 0, 0, width, height);
	const { data } = context.getImageData(0, 0, width, height);
	const pixels = new Uint8Array(width * height * 3);
	for (let i = 0; i < pixels.length; i++) pixels[i] = data[Math.floor(i / 3) * 4 + (i % 3)]!;
	return { count: 1, height, width, channels: 3, pixels };
}

/** A picture as something that can be drawn. */
export function canvasOf({ height, width, channels, pixels }: Pictures): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const image = new ImageData(width, height);
	for (let i = 0; i < width * height; i++) {
		for (let c = 0; c < 3; c++) {
			image.data[i * 4 + c] = pixels[i * channels + (channels === 3 ? c : 0)]!;
		}
		image.data[i * 4 + 3] = 255;
	}
	canvas.getContext('2d')!.putImageData(image, 0, 0);
	return canvas;
}
