// Tells a grey picture file from a coloured one, without decoding it.

/** Where a PNG's header names its colour type (ISO/IEC 15948, 11.2.2); 0 and 4 are grey, without and with alpha. */
const COLOUR_TYPE = 25;

export async function isGreyPng(file: Blob): Promise<boolean> {
	const bytes = new Uint8Array(await file.slice(COLOUR_TYPE, COLOUR_TYPE + 1).arrayBuffer());
	return bytes[0] === 0 || bytes[0] === 4;
}
