// Imports point one way, the core stays pure, and the page paints without tfjs.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
	/** Path below `src` without extension, or a package's name. */
	target: string;
	local: boolean;
	/** Nothing of it is left when the types are gone. */
	typeOnly: boolean;
}

/** Folders of `src/lib` that code in a folder may import from, besides its own. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	graph: [],
	nodes: ['graph'],
	compile: ['graph', 'nodes'],
	export: ['graph', 'nodes', 'compile'],
	data: ['graph'],
	store: ['graph'],
	metrics: ['graph'],
	runtime: ['graph', 'nodes', 'compile', 'export', 'data', 'metrics'],
	learn: ['graph', 'nodes', 'compile', 'export', 'data', 'store', 'metrics', 'runtime'],
	ui: ['graph', 'nodes', 'compile', 'export', 'data', 'store', 'metrics', 'runtime', 'learn'],
	cli: ['graph', 'nodes', 'compile', 'export', 'data', 'metrics', 'runtime'],
};

/** Files of nothing but types, which any folder may name. */
const CONTRACTS = ['nodes/kind', 'compile/program', 'runtime/protocol'];

const PURE = ['graph', 'nodes', 'compile', 'export'];

function filesIn(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return name === 'assembly' ? [] : filesIn(path);
		return /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
	});
}

/** `lib/graph/types.ts` */
const place = (path: string): string => relative(SRC, path).split(sep).join('/');

function scriptOf(path: string): string {
	const text = readFileSync(path, 'utf8');
	if (!path.endsWith('.svelte')) return text;
	return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
		.map(([, code]) => code)
		.join('\n');
}

/** Imports that are carried out when the file is loaded; `import(…)` comes later and is left out. */
function importsOf(path: string): Import[] {
	const source = ts.createSourceFile(path, scriptOf(path), ts.ScriptTarget.Latest);
	return source.statements.flatMap((statement): Import[] => {
		if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
		if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
		const { text } = statement.moduleSpecifier;
		const local = text.startsWith('.') || text.startsWith('$lib');
		const target = text.startsWith('$lib')
			? text.replace('$lib', 'lib')
			: local
				? place(normalize(join(dirname(path), text)))
				: text;
		return [{ target, local, typeOnly: isTypeOnly(statement) }];
	});
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
	const clause = statement.importClause;
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	if (clause.name || !clause.namedBindings || !ts.isNamedImports(clause.namedBindings))
		return false;
	const { elements } = clause.namedBindings;
	return elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

const files = filesIn(SRC);
const imports = new Map(files.map((path) => [place(path), importsOf(path)]));
/** By the name an import has for it: without extension, or with `.svelte`. */
const byTarget = new Map(
	[...imports.keys()].flatMap((file) => [
		[file, file] as const,
		[file.replace(/\.ts$/, ''), file] as const,
	]),
);

const folderOf = (target: string): string | undefined => /^lib\/([^/]+)\//.exec(target)?.[1];
const isTfjs = (target: string): boolean => target.startsWith('@tensorflow/');

describe('architecture', () => {
	it('reads the imports it judges', () => {
		expect(imports.size).toBeGreaterThan(50);
		expect(imports.get('lib/compile/compile.ts')).toContainEqual({
			target: 'lib/nodes/catalogue',
			local: true,
			typeOnly: false,
		});
		expect(imports.get('lib/nodes/kind.ts')).toContainEqual({
			target: '@tensorflow/tfjs',
			local: false,
			typeOnly: true,
		});
	});

	it('imports point one way', () => {
		const wrong: string[] = [];
		for (const [file, list] of imports) {
			const from = folderOf(file);
			if (from === undefined) continue;
			for (const { target, local, typeOnly } of list) {
				const to = local ? folderOf(target) : undefined;
				if (to === undefined || to === from || MAY_IMPORT[from]?.includes(to)) continue;
				if (typeOnly && CONTRACTS.includes(target.replace('lib/', ''))) continue;
				wrong.push(`${file} imports ${target}`);
			}
		}
		expect(wrong).toEqual([]);
	});

	it('every folder has its rule', () => {
		const folders = new Set([...imports.keys()].map(folderOf).filter((name) => name !== undefined));
		expect([...folders].filter((name) => !Object.hasOwn(MAY_IMPORT, name))).toEqual([]);
	});

	it('routes are imported by nobody', () => {
		const wrong = [...imports].filter(
			([file, list]) =>
				!file.startsWith('routes/') && list.some(({ target }) => target.startsWith('routes/')),
		);
		expect(wrong.map(([file]) => file)).toEqual([]);
	});

	it('graph, nodes, compile and export are pure', () => {
		const impure = /^(svelte|\$app|\$env|dexie|comlink|node:|@xyflow|@lucide)/;
		const browser =
			/\b(window|localStorage|navigator|sessionStorage|indexedDB)\s*\.|\$(state|derived|effect)\b/;
		const wrong: string[] = [];
		for (const path of files) {
			const file = place(path);
			if (!PURE.includes(folderOf(file) ?? '')) continue;
			for (const { target, typeOnly } of imports.get(file)!) {
				if (impure.test(target) || (isTfjs(target) && !typeOnly))
					wrong.push(`${file} imports ${target}`);
			}
			if (/\.svelte(\.ts)?$/.test(file)) wrong.push(`${file} is a component`);
			if (browser.test(scriptOf(path))) wrong.push(`${file} asks the browser`);
		}
		expect(wrong).toEqual([]);
	});

	it('the page paints without tfjs: only the worker’s side and the command line load it', () => {
		const paths = new Map<string, string>();
		const open = [...imports.keys()].filter((file) => /^(routes|lib\/(ui|learn))\//.test(file));
		for (const file of open) paths.set(file, file);
		const wrong: string[] = [];
		for (let file = open.pop(); file !== undefined; file = open.pop()) {
			for (const { target, local, typeOnly } of imports.get(file) ?? []) {
				if (typeOnly) continue;
				if (isTfjs(target)) wrong.push(`${paths.get(file)} → ${target}`);
				const next = local ? byTarget.get(target) : undefined;
				if (next === undefined || paths.has(next)) continue;
				paths.set(next, `${paths.get(file)} → ${next}`);
				open.push(next);
			}
		}
		expect(wrong).toEqual([]);
	});
});
