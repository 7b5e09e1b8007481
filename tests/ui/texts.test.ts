// Every text of the page is there in both languages, with the same values to fill in, and none is missing or left over.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const UI = join(import.meta.dirname, '../../src/lib/ui');

function textsOf(language: string): Map<string, string> {
	const texts = new Map<string, string>();
	const walk = (value: unknown, key: string): void => {
		if (typeof value === 'string') texts.set(key, value);
		else for (const [name, item] of Object.entries(value as object)) walk(item, `${key}.${name}`);
	};
	const folder = join(UI, 'i18n', language);
	for (const file of readdirSync(folder))
		walk(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''));
	return texts;
}

const [en, ja] = [textsOf('en'), textsOf('ja')];
const blanks = (text: string): string[] =>
	[...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted();

const sources = readdirSync(UI, { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(svelte|ts)$/.test(path))
	.map((path) => ({ path, text: readFileSync(join(UI, path), 'utf8') }));

describe('texts', () => {
	it('have the same keys in Japanese and English', () => {
		expect([...ja.keys()].toSorted()).toEqual([...en.keys()].toSorted());
	});

	it('fill in the same values in both', () => {
		for (const [key, text] of en) {
			// “One weight” needs no number; its Japanese may have it.
			if (!key.endsWith('_one')) expect(blanks(ja.get(key)!), key).toEqual(blanks(text));
		}
	});

	it('are there wherever one is asked for by its whole name', () => {
		const known = (key: string): boolean => en.has(key) || en.has(`${key}_other`);
		for (const { path, text } of sources)
			for (const [, key] of text.matchAll(/\bt\(\s*'([\w.]+)'/g))
				expect(known(key!), `${key} in ${path}`).toBe(true);
	});

	it('have neither exclamation marks nor praise', () => {
		for (const [key, text] of [...en, ...ja]) expect(text, key).not.toMatch(/[!！]|\bplease\b/i);
	});
});
