// A picture that carries the document it was made with: drop the picture, get the graph.
//
// The document is a `tEXt` chunk (PNG specification, 11.3.4.3), which programs that show pictures pass over. Its text
// is what stands in a link, so that there is one way to write a document shortly. Reading looks at chunks alone: no
// pixel is unpacked.
import { FileError } from '../graph/fileError';
import { MAX_TEXT } from '../graph/limits';
import type { GraphDocument } from '../graph/types';
import { crc32 } from './crc32';
import { decodeDocument, encodeDocument } from './link';

const KEYWORD = 'ganloom';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The signature, and the picture's header: the first chunk, 13 bytes and what every chunk has around its own. */
const HEAD = 8 + 13 + 12;

export function isPng(bytes: Uint8Array): boolean {
	return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The same picture with the document inside. `png` is a whole one. */
export function withDocument(png: Uint8Array, document: GraphDocument): Uint8Array<ArrayBuffer> {
	const text = latin1(`${KEYWORD}\0${encodeDocument(document)}`);
	const chunk = new Uint8Array(12 + text.length);
	const view = new DataView(chunk.buffer);
	view.setUint32(0, text.length);
	chunk.set(latin1('tEXt'), 4);
	chunk.set(text, 8);
	view.setUint32(8 + text.length, crc32(chunk.subarray(4, 8 + text.length)));
	const whole = new Uint8Array(png.length + chunk.length);
	whole.set(png.subarray(0, HEAD));
	whole.set(chunk, HEAD);
	whole.set(png.subarray(HEAD), HEAD + chunk.length);
	return whole;
}

/** @throws {FileError} where there is none in it, or it is damaged. */
export async function readPngDocument(png: Uint8Array): Promise<GraphDocument> {
	const text = findText(png);
	if (text === undefined) {
		throw new FileError({
			ja: 'この画像にはグラフが入っていません。チャットや画像編集を通すと、失われることがあります。',
			en: 'There is no graph in this picture. Chats and picture editors often take it out.',
		});
	}
	return decodeDocument(text, MAX_TEXT);
}

function findText(png: Uint8Array): string | undefined {
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	const start = latin1(`${KEYWORD}\0`);
	let at = SIGNATURE.length;
	while (at + 12 <= png.length) {
		const length = view.getUint32(at);
		const end = at + 8 + length;
		if (end + 4 > png.length) return undefined;
		const body = png.subarray(at + 8, end);
		if (isText(png, at + 4) && start.every((byte, i) => body[i] === byte)) {
			if (view.getUint32(end) !== crc32(png.subarray(at + 4, end))) throw damaged();
			return new TextDecoder('latin1').decode(body.subarray(start.length));
		}
		at = end + 4;
	}
	return undefined;
}

function isText(png: Uint8Array, at: number): boolean {
	return latin1('tEXt').every((byte, i) => png[at + i] === byte);
}

function damaged(): FileError {
	return new FileError({
		ja: '画像の中のグラフが壊れています。もとの画像をもらってください。',
		en: 'The graph in this picture is damaged. Ask for the picture as it was.',
	});
}

/** Of letters below 256. */
function latin1(text: string): Uint8Array {
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
