// Pictures over time as an animated GIF.
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Pictures } from '../runtime/protocol';
import { layOut, type SheetOptions } from './png';

/** GIF has no more colours a frame. */
const COLOURS = 256;
/** Milliseconds a frame stands, and the last one. */
const STANDS = 120;
const LAST_STANDS = 2000;
/** Small pictures are enlarged until a sheet is about as wide. */
const WIDE = 320;

/** One frame for each of `moments`, in order; all are laid out alike. Throws where there is none. */
export function encodeFilm(
	moments: readonly Pictures[],
	options: SheetOptions = {},
): Uint8Array<ArrayBuffer> {
	if (moments.length === 0) throw new Error('There is no moment to show.');
	const gif = GIFEncoder();
	moments.forEach((pictures, i) => {
		const sheet = layOut(pictures, options);
		const scale = Math.max(1, Math.round(WIDE / sheet.width));
		const [width, height] = [sheet.width * scale, sheet.height * scale];
		const rgba = new Uint8Array(width * height * 4);
		for (let pixel = 0; pixel < width * height; pixel++) {
			const x = Math.floor((pixel % width) / scale);
			const y = Math.floor(Math.floor(pixel / width) / scale);
			const from = (y * sheet.width + x) * sheet.channels;
			for (let c = 0; c < 3; c++) {
				rgba[pixel * 4 + c] = sheet.data[from + (sheet.channels === 3 ? c : 0)]!;
			}
			rgba[pixel * 4 + 3] = 255;
		}
		const palette = quantize(rgba, COLOURS);
		const delay = i === moments.length - 1 ? LAST_STANDS : STANDS;
		gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay });
	});
	gif.finish();
	return gif.bytes();
}
