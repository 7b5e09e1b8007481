// Pictures as a PNG file: a contact sheet, or one picture.
import { encode } from 'fast-png';
import type { Pictures } from '../runtime/protocol';

export interface SheetOptions {
	/** Pictures a row; without it the sheet is about square. */
	columns?: number;
	/** Pixels between pictures and around them. */
	gap?: number;
	/** The gap's grey, 0 … 255. */
	background?: number;
}

/** A sheet of pixels, row-major. */
export interface Sheet {
	width: number;
	height: number;
	channels: number;
	data: Uint8Array;
}

/** Lays pictures out row by row, and encodes the sheet losslessly. */
export function encodeContactSheet(
	pictures: Pictures,
	options: SheetOptions = {},
): Uint8Array<ArrayBuffer> {
	const { width, height, channels, data } = layOut(pictures, options);
	return new Uint8Array(encode({ width, height, channels, data }));
}

/** Pictures row by row, pixels as they are. */
export function layOut(pictures: Pictures, options: SheetOptions = {}): Sheet {
	const { count, height, width, channels, pixels } = pictures;
	const columns = Math.max(1, options.columns ?? Math.ceil(Math.sqrt(count)));
	const rows = Math.max(1, Math.ceil(count / columns));
	const gap = options.gap ?? 2;
	const sheetWidth = columns * (width + gap) + gap;
	const sheetHeight = rows * (height + gap) + gap;
	const sheet = new Uint8Array(sheetWidth * sheetHeight * channels).fill(options.background ?? 128);
	const rowBytes = width * channels;
	for (let item = 0; item < count; item++) {
		const left = gap + (item % columns) * (width + gap);
		const top = gap + Math.floor(item / columns) * (height + gap);
		for (let y = 0; y < height; y++) {
			const start = (item * height + y) * rowBytes;
			const at = ((top + y) * sheetWidth + left) * channels;
			sheet.set(pixels.subarray(start, start + rowBytes), at);
		}
	}
	return { width: sheetWidth, height: sheetHeight, channels, data: sheet };
}
