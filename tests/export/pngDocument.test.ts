// A picture keeps its pixels and carries a document; what is lost or damaged on the way is told.
import { crc32 as zlibCrc } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/lib/export/crc32';
import { isPng, readPngDocument, withDocument } from '../../src/lib/export/pngDocument';
import { FileError } from '../../src/lib/graph/fileError';
import { documentOf } from '../graph/documents';

const data = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
const plain = new Uint8Array(encode({ width: 2, height: 2, channels: 3, data }));
const document = documentOf({ title: { ja: '画像の中', en: 'inside a picture' } });
const carrying = withDocument(plain, document);

async function complaint(png: Uint8Array): Promise<string> {
	const error: unknown = await readPngDocument(png).catch((thrown: unknown) => thrown);
	if (!(error instanceof FileError)) throw new Error(`${String(error)} is no FileError`);
	return error.told.en;
}

describe('a document in a picture', () => {
	it('comes back, and the picture is as it was, to a reader that checks every chunk', async () => {
		expect(isPng(carrying)).toBe(true);
		expect(await readPngDocument(carrying)).toEqual(document);
		const image = decode(carrying, { checkCrc: true });
		expect([...image.data]).toEqual([...data]);
		expect(Object.keys(image.text)).toEqual(['ganloom']);
	});

	it('is not looked for in pixels or other texts', async () => {
		expect(await complaint(plain)).toMatch(/no graph in this picture/);
		const other = encode({ width: 2, height: 2, channels: 3, data, text: { Comment: 'ganloom' } });
		expect(await complaint(new Uint8Array(other))).toMatch(/no graph in this picture/);
	});

	it('is told to be missing or damaged wherever the picture is cut', async () => {
		for (let length = 8; length < carrying.length - plain.length + 30; length++)
			expect(await complaint(carrying.subarray(0, length))).toMatch(/no graph|damaged/);
	});

	it('is never another one when a byte has changed', async () => {
		for (let at = 8; at < carrying.length; at++) {
			const changed = carrying.slice();
			changed[at]! ^= 1;
			const read = await readPngDocument(changed).catch((error: unknown) => error);
			if (!(read instanceof FileError)) expect(read).toEqual(document);
		}
	});
});

describe('crc32', () => {
	it('is zlib’s', () => {
		expect(crc32(new Uint8Array())).toBe(0);
		// Node 22 has one to compare with; the number is that of the PNG end chunk on any.
		expect(crc32(new TextEncoder().encode('IEND'))).toBe(0xae426082);
		const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7919) & 0xff);
		if (typeof zlibCrc === 'function') expect(crc32(bytes)).toBe(zlibCrc(bytes));
	});
});
