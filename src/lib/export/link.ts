// A document as the part of an address after #: nothing of it is sent to any server.
//
// The text is JSON, compressed with zlib's checksum (a link that lost or changed a letter is noticed), in base64url.
import { zlibSync } from 'fflate';
import { FileError } from '../graph/fileError';
import { MAX_LINK, MAX_TEXT } from '../graph/limits';
import { parseDocument } from '../graph/parse';
import { serializeDocument } from '../graph/serialize';
import type { GraphDocument } from '../graph/types';
import { inflate } from './inflate';

/** The document as letters, digits, `-` and `_`; may be longer than `MAX_LINK`. */
export function encodeDocument(document: GraphDocument): string {
	// Line breaks and tabs are for people who read the file.
	const json = JSON.stringify(JSON.parse(serializeDocument(document)));
	const packed = zlibSync(new TextEncoder().encode(json), { level: 9 });
	let binary = '';
	for (const byte of packed) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws {FileError} saying what is wrong with it. */
export async function decodeDocument(text: string, most = MAX_LINK): Promise<GraphDocument> {
	if (text.length > most) {
		throw new FileError({
			ja: `長すぎます（${text.length} 文字）。読めるのは ${most} 文字までです。`,
			en: `It is too long: ${text.length} characters. At most ${most} are read.`,
		});
	}
	let packed: Uint8Array;
	try {
		packed = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
			letter.charCodeAt(0),
		);
	} catch (cause) {
		throw broken(cause);
	}
	let json: Uint8Array;
	try {
		json = await inflate(packed, 'deflate', MAX_TEXT);
	} catch (error) {
		throw error instanceof FileError ? error : broken(error);
	}
	const { document, problem } = parseDocument(new TextDecoder().decode(json));
	if (problem) throw new FileError(problem.message);
	return document;
}

function broken(cause: unknown): FileError {
	const told = {
		ja: '途中で切れているか、文字が変わっています。',
		en: 'It is cut off or some of its letters have changed.',
	};
	return new FileError(told, { cause });
}
