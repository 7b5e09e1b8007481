import { describe, expect, it } from 'vitest';
import { MAX_NODES, MAX_TEXT } from '../../src/lib/graph/limits';
import { parseDocument } from '../../src/lib/graph/parse';
import { VERSION } from '../../src/lib/graph/types';
import { canvasOf, documentOf, ganDocument } from './documents';

const problemOf = (value: unknown) => {
	const { problem } = parseDocument(typeof value === 'string' ? value : JSON.stringify(value));
	if (!problem) throw new Error('This was read.');
	expect(problem.message.ja).toMatch(/[ぁ-ん]/);
	expect(problem.message.en).toMatch(/^[A-Z].*\.$/s);
	return problem;
};

type Path = readonly (string | number)[];

/** A document with one value set, or taken away. */
function changed(path: Path, value: unknown): unknown {
	const document: unknown = structuredClone(ganDocument());
	let at = document as Record<string | number, unknown>;
	for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
	const last = path.at(-1)!;
	if (value === undefined) delete at[last];
	else at[last] = value;
	return document;
}

describe('parseDocument', () => {
	it('reads a document', () => {
		const document = ganDocument();
		expect(parseDocument(JSON.stringify(document)).document).toEqual(document);
		expect(parseDocument('\uFEFF' + JSON.stringify(document)).document).toEqual(document);
	});

	it('keeps kinds it does not know, with all their parameters', () => {
		const training = canvasOf([['far', 'holodeck', { depth: { of: ['field', 2, null] } }]]);
		const document = documentOf({ training });
		expect(parseDocument(JSON.stringify(document)).document?.training).toEqual(training);
	});

	it('tells what is not JSON', () => {
		expect(problemOf('{"format": "ganloom",').code).toBe('notJson');
		expect(problemOf('').code).toBe('notJson');
	});

	it('tells what is not ours', () => {
		expect(problemOf({ nodes: [] }).code).toBe('notGanLoom');
		expect(problemOf([1, 2]).code).toBe('notGanLoom');
		expect(problemOf('null').code).toBe('notGanLoom');
	});

	it('tells what is newer or has no proper version', () => {
		const newer = problemOf({ ...ganDocument(), version: VERSION + 1 });
		expect(newer.code).toBe('newerVersion');
		expect(newer.message.en).toContain(String(VERSION + 1));
		expect(problemOf({ ...ganDocument(), version: 'two' })).toMatchObject({
			code: 'structure',
			where: 'version',
		});
		expect(problemOf({ ...ganDocument(), version: 0 }).code).toBe('oldVersion');
	});

	it.each<[where: string, path: Path, value: unknown]>([
		['networks.G.role', ['networks', 'G', 'role'], 'judge'],
		['networks.G.canvas.nodes[1].at', ['networks', 'G', 'canvas', 'nodes', 1, 'at'], [1]],
		['networks.G.canvas.nodes[1].at[0]', ['networks', 'G', 'canvas', 'nodes', 1, 'at'], ['1', 2]],
		['training.nodes[0].id', ['training', 'nodes', 0, 'id'], 'a/b'],
		['training.wires[0].to[1]', ['training', 'wires', 0, 'to', 1], 'two words'],
		['training', ['training'], undefined],
		['training.nodes[2]', ['training', 'nodes', 2, 'colour'], 'red'],
		['run.batch', ['run', 'batch'], 1e9],
		['run.seed', ['run', 'seed'], 0.5],
		['title.en', ['title'], { ja: '題' }],
		['networks.my net', ['networks', 'my net'], ganDocument().networks.G],
		['source.url', ['source'], { paper: '', year: 2014, url: 'javascript:alert(1)' }],
	])('tells where the structure is wrong: %s', (where, path, value) => {
		const problem = problemOf(changed(path, value));
		expect(problem).toMatchObject({ code: 'structure', where });
		expect(problem.message.ja).toContain(where);
		expect(problem.message.en).toContain(where);
	});

	it('refuses names that every object has', () => {
		for (const name of ['__proto__', 'constructor', 'prototype']) {
			const text = JSON.stringify(ganDocument()).replace('"G":{', `"${name}":{`);
			expect(problemOf(text)).toMatchObject({ code: 'structure', where: `networks.${name}` });
		}
		const param = JSON.stringify(ganDocument()).replace('"units":4', '"__proto__":{"units":4}');
		expect(problemOf(param).code).toBe('structure');
		expect(problemOf(changed(['training', 'nodes', 0, 'id'], 'toString')).code).toBe('structure');
		expect(({} as { units?: number }).units).toBeUndefined();
	});

	it('refuses two nodes of one name', () => {
		const twice = changed(['training', 'nodes', 12], ganDocument().training.nodes[0]);
		expect(problemOf(twice)).toMatchObject({ code: 'structure', where: 'training.nodes[12].id' });
	});

	it('refuses what is too large or too deep', () => {
		const many = canvasOf(
			Array.from({ length: MAX_NODES + 1 }, (_, i) => [`n${i}`, 'noise'] as [string, string]),
		);
		expect(problemOf(documentOf({ training: many })).code).toBe('tooLarge');
		expect(problemOf(' '.repeat(MAX_TEXT + 1)).code).toBe('tooLarge');
		expect(problemOf('['.repeat(100_000) + ']'.repeat(100_000)).code).toMatch(/structure|notJson/);
		const deep = JSON.stringify(ganDocument()).replace(
			'"units":4',
			`"units":${'['.repeat(50)}${']'.repeat(50)}`,
		);
		expect(problemOf(deep).code).toBe('structure');
	});

	it('refuses numbers that are none', () => {
		const text = JSON.stringify(ganDocument()).replace('"units":4', '"units":1e999');
		expect(problemOf(text).code).toBe('structure');
	});
});
