// A document that goes through a link comes out the same, and a link that doesn't carry one says why.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeDocument, encodeDocument } from '../../src/lib/export/link';
import { FileError } from '../../src/lib/graph/fileError';
import { MAX_LINK } from '../../src/lib/graph/limits';
import { parseDocument } from '../../src/lib/graph/parse';
import { documentOf } from '../graph/documents';

const GRAPHS = join(import.meta.dirname, '../../graphs');

const presets = readdirSync(GRAPHS, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json'))
	.map((name) => ({
		name,
		document: parseDocument(readFileSync(join(GRAPHS, name), 'utf8')).document!,
	}));

const packed = (text: string): string =>
	Buffer.from(zlibSync(new TextEncoder().encode(text))).toString('base64url');

async function complaint(text: string): Promise<string> {
	const error: unknown = await decodeDocument(text).catch((thrown: unknown) => thrown);
	if (!(error instanceof FileError)) throw new Error(`${String(error)} is no FileError`);
	expect(error.told.ja).not.toBe('');
	return error.told.en;
}

describe('links', () => {
	it.each(presets)('carry $name', async ({ document }) => {
		const text = encodeDocument(document);
		expect(text).toMatch(/^[\w-]+$/);
		expect(text.length).toBeLessThan(MAX_LINK);
		expect(await decodeDocument(text)).toEqual(document);
	});

	it('carry what people write', async () => {
		const document = documentOf({ title: '手書き数字 🎨 <b>&', summary: 'a\u0000"\\' });
		expect(await decodeDocument(encodeDocument(document))).toEqual(document);
	});

	it('say that they are cut off, wherever they are cut', async () => {
		const text = encodeDocument(documentOf({ title: 'a title of some length' }));
		for (let length = 0; length < text.length - 1; length++)
			expect(await complaint(text.slice(0, length))).toMatch(/cut off/);
	});

	it('never give another document when a letter has changed', async () => {
		const document = documentOf({ title: 'a title of some length' });
		const text = encodeDocument(document);
		for (let at = 0; at < text.length; at++) {
			const letter = text[at] === 'x' ? 'y' : 'x';
			const changed = text.slice(0, at) + letter + text.slice(at + 1);
			const read = await decodeDocument(changed).catch((error: unknown) => error);
			// Bits that fill up the last letter mean nothing.
			if (!(read instanceof FileError)) expect(read).toEqual(document);
		}
	});

	it('say what else is wrong', async () => {
		expect(await complaint('*')).toMatch(/letters/);
		expect(await complaint(packed('[]'))).toMatch(/not a GAN Loom file/);
		expect(await complaint('x'.repeat(MAX_LINK + 1))).toMatch(/too long/);
		expect(await complaint(packed(' '.repeat(9_000_000)))).toMatch(/more than/);
	});
});
