import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentSchema as checked } from '../../src/lib/graph/schema';
import type { GraphDocument, Json } from '../../src/lib/graph/types';
import { kinds } from '../../src/lib/nodes/catalogue';
import { defaultParams } from '../../src/lib/nodes/params';
import { documentSchema } from '../../src/lib/nodes/schema';
import { violations } from './jsonSchema';

type JsonObject = { [key: string]: Json };

const root = join(import.meta.dirname, '../..');
const schema = documentSchema();

const parse = (path: string): Json => JSON.parse(readFileSync(join(root, path), 'utf8')) as Json;

/** A document with one node of every kind on its training canvas. */
function everyKind(): GraphDocument {
	return {
		format: 'ganloom',
		version: 1,
		title: 'All kinds',
		summary: '',
		networks: { G: { role: 'generator', canvas: { nodes: [], wires: [], frames: [] } } },
		blocks: {},
		training: {
			nodes: kinds.map((kind) => ({
				id: kind.id,
				kind: kind.id,
				params: defaultParams(kind),
				at: [0, 0],
			})),
			wires: [{ from: ['noise', 'z'], to: ['dense', 'x'], via: [[1, 2]] }],
			frames: [{ id: 'frame', title: { ja: '枠', en: 'Frame' }, at: [0, 0], size: [10, 10] }],
		},
		run: { seed: 1, batch: 64, rounds: 100 },
	};
}

const broken = (change: (document: GraphDocument) => void): string[] => {
	const document = everyKind();
	change(document);
	return violations(schema, document as unknown as Json);
};

describe('the published schema', () => {
	it('is the one made from the kinds', () => {
		expect(parse('static/schema.json')).toEqual(schema);
	});

	it('lets every kind with its default parameters pass', () => {
		expect(broken(() => undefined)).toEqual([]);
	});

	it('lets every preset pass', () => {
		const files = readdirSync(join(root, 'graphs'), { recursive: true, encoding: 'utf8' });
		const presets = files.filter((name) => name.endsWith('.json'));
		expect(presets.length).toBeGreaterThan(0);
		for (const name of presets)
			expect(violations(schema, parse(`graphs/${name}`)), name).toEqual([]);
	});

	it('lets kinds pass that are not here', () => {
		const node = { id: 'new', kind: 'hologram', params: { depth: [1] }, at: [0, 0] } as const;
		expect(
			broken((document) => {
				document.training.nodes.push({ ...node, params: { depth: [1] }, at: [0, 0] });
			}),
		).toEqual([]);
	});

	it.each<[what: string, node: string, params: JsonObject, at: string]>([
		['a billion units', 'dense', { units: 1e9 }, 'units maximum'],
		['half a unit', 'dense', { units: 1.5 }, 'units type'],
		['a choice there is not', 'dense', { init: 'magic' }, 'init enum'],
		['a parameter there is not', 'dense', { unit: 3 }, 'unit additionalProperties'],
		['a flat shape', 'reshape', { shape: [28, 0, 1] }, 'shape/1 minimum'],
		['a network twice', 'player', { networks: ['G', 'G'] }, 'networks uniqueItems'],
	])('refuses %s', (_what, kind, params, at) => {
		const found = broken((document) => {
			document.training.nodes.find(({ id }) => id === kind)!.params = params;
		});
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(at);
	});

	it.each<[what: string, change: (document: GraphDocument) => void]>([
		['another format', (document) => Object.assign(document, { format: 'loom' })],
		['a missing part', (document) => Reflect.deleteProperty(document, 'blocks')],
		['an extra part', (document) => Object.assign(document, { script: '' })],
		[
			'a name with a slash',
			(document) => Object.assign(document.training.nodes[0]!, { id: 'a/b' }),
		],
		['a fraction of a seed', (document) => Object.assign(document.run, { seed: 0.5 })],
	])('refuses %s', (_what, change) => {
		expect(broken(change)).not.toEqual([]);
	});

	it('has the parts the validator asks for, and no others', () => {
		const theirs = z.toJSONSchema(checked, { unrepresentable: 'any' }) as JsonObject;
		expect(partsOf(schema, schema)).toEqual(partsOf(theirs, theirs));
	});
});

/** Objects' parts by path, with a `?` behind optional ones; parameters and texts are looked into by other tests. */
function partsOf(part: Json | undefined, whole: JsonObject, path = ''): string[] {
	if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
	if (typeof part.$ref === 'string') {
		const [, table, name] = part.$ref.split('/');
		return partsOf((whole[table!] as JsonObject)[name!], whole, path);
	}
	const required = Array.isArray(part.required) ? part.required : [];
	const own = Object.entries((part.properties ?? {}) as JsonObject).flatMap(([name, inner]) => {
		const here = `${path}/${name}`;
		const mark = required.includes(name) ? '' : '?';
		return [here + mark, ...(name === 'params' ? [] : partsOf(inner, whole, here))];
	});
	const items = partsOf(part.items, whole, `${path}/[]`);
	const values = partsOf(part.additionalProperties, whole, `${path}/*`);
	return [...own, ...items, ...values].sort();
}
