// Nothing that comes from a file can run: no page writes markup out of text, and the policy allows no script but ours.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../svelte.config.js';

const SRC = join(import.meta.dirname, '../../src');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(svelte|ts|html)$/.test(path))
	.map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));

/** Where a text would become markup or code. */
const DOORS =
	/\{@html|\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment)\b|document\.write|\beval\(|new Function\(/;

describe('texts from files', () => {
	it('become neither markup nor code anywhere', () => {
		expect(sources.length).toBeGreaterThan(300);
		// What is written there is Python.
		const ours = sources.filter(({ path }) => !path.startsWith('lib/export/pytorch/'));
		const open = ours.filter(({ text }) => DOORS.test(text)).map(({ path }) => path);
		expect(open).toEqual([]);
	});

	it('are set as formulae by KaTeX alone, which is not told to trust them', () => {
		const setting = sources.filter(({ text }) => /katex\.render/.test(text));
		expect(setting.map(({ path }) => path)).toEqual(['lib/ui/Formula.svelte']);
		expect(setting[0]!.text).toMatch(/\btrust: false\b/);
	});
});

describe('the content security policy', () => {
	const directives: Readonly<Record<string, readonly string[] | undefined>> = {
		...config.kit?.csp?.directives,
	} as Record<string, string[]>;

	it('lets nothing run or be sent but what the site itself brings', () => {
		expect(config.kit?.csp?.mode).toBe('hash');
		expect(directives['default-src']).toEqual(['self']);
		expect(directives['script-src']).toEqual(['self', 'wasm-unsafe-eval']);
		expect(directives['object-src']).toEqual(['none']);
		expect(directives['base-uri']).toEqual(['self']);
		expect(directives['form-action']).toEqual(['none']);
		const elsewhere = Object.values(directives)
			.flat()
			.filter(
				(source) => source?.includes('*') || source?.includes('://') || source === 'unsafe-eval',
			);
		expect(elsewhere).toEqual([]);
	});
});
