// What is used of gifenc, which comes without types.
declare module 'gifenc' {
	export type Palette = number[][];
	export interface GifStream {
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: { palette: Palette; delay: number },
		): void;
		finish(): void;
		bytes(): Uint8Array<ArrayBuffer>;
	}
	export function GIFEncoder(): GifStream;
	/** `rgba`: four bytes a pixel. */
	export function quantize(rgba: Uint8Array | Uint8ClampedArray, colours: number): Palette;
	export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette): Uint8Array;
}
