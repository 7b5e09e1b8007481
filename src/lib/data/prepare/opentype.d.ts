// The few parts of opentype.js used here; the package carries no types of its own.
declare module 'opentype.js' {
	export type PathCommand =
		| { type: 'M'; x: number; y: number }
		| { type: 'L'; x: number; y: number }
		| { type: 'Q'; x1: number; y1: number; x: number; y: number }
		| { type: 'C'; x1: number; y1: number; x2: number; y2: number; x: number; y: number }
		| { type: 'Z' };
	export interface Glyph {
		/** 0 is the glyph shown for characters the font lacks. */
		index: number;
		getPath(x: number, y: number, fontSize: number): { commands: PathCommand[] };
	}
	export interface Font {
		charToGlyph(character: string): Glyph;
	}
	/** The package's entry for Node is CommonJS: everything stands on the default export. */
	const opentype: { parse(buffer: ArrayBuffer): Font };
	export default opentype;
}
