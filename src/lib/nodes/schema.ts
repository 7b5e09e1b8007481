// The JSON Schema of documents, made from the kinds: for editors and other programs. Published as `static/schema.json`;
// after a change: npm run -s ganloom -- schema > static/schema.json && npx prettier --write static/schema.json
import { BATCH, MAX_COORDINATE, ROUNDS, SEED } from '../graph/limits';
import { FORMAT, VERSION, type Json } from '../graph/types';
import { kinds } from './catalogue';
import type { Kind, ParamSpec } from './kind';
import { MAX_RANK, MAX_SIDE } from './shape';

type JsonObject = { [key: string]: Json };

/** What `isName` and `isPortName` of `graph/names.ts` ask for. */
const NAME = '^[A-Za-z0-9_-]{1,64}$';
const PORT = '^[^\\s/]{1,40}$';

const ref = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

const object = (properties: JsonObject, optional: readonly string[] = []): JsonObject => ({
	type: 'object',
	properties,
	required: Object.keys(properties).filter((name) => !optional.includes(name)),
	additionalProperties: false,
});

const list = (items: JsonObject): JsonObject => ({ type: 'array', items });

const tuple = (...items: JsonObject[]): JsonObject => ({
	type: 'array',
	items,
	minItems: items.length,
	maxItems: items.length,
});

const byName = (items: JsonObject): JsonObject => ({
	type: 'object',
	propertyNames: { pattern: NAME },
	additionalProperties: items,
});

const integer = (min: number, max: number): JsonObject => ({
	type: 'integer',
	minimum: min,
	maximum: max,
});

function valueOf(spec: ParamSpec): JsonObject {
	switch (spec.type) {
		case 'integer':
			return integer(spec.min, spec.max);
		case 'number':
			return { type: 'number', minimum: spec.min, maximum: spec.max };
		case 'boolean':
			return { type: 'boolean' };
		case 'choice':
			return { enum: spec.options.map(({ value }) => value) };
		case 'shape':
			return { ...list(integer(1, MAX_SIDE)), maxItems: MAX_RANK };
		case 'numbers':
			return list({ type: 'number', minimum: spec.min, maximum: spec.max });
		case 'networks':
			return { ...list({ type: 'string' }), uniqueItems: true };
		case 'text':
		case 'network':
		case 'block':
		case 'dataset':
			return { type: 'string' };
	}
}

function paramOf(spec: ParamSpec): JsonObject {
	const { label, help, default: usual } = spec;
	return {
		title: label.en,
		...(help ? { description: help.en } : {}),
		...valueOf(spec),
		default: typeof usual === 'object' ? [...usual] : usual,
	};
}

function paramsOf({ doc, params }: Kind): JsonObject {
	return {
		title: doc.name.en,
		description: doc.text.en,
		type: 'object',
		properties: Object.fromEntries(
			Object.entries(params).map(([name, spec]) => [name, paramOf(spec)]),
		),
		additionalProperties: false,
	};
}

/** Nodes of kinds that aren't here pass: they are kept, and shown as broken. */
function nodeSchema(): JsonObject {
	const byKind = kinds.map(({ id }): JsonObject => ({
		if: { properties: { kind: { const: id } } },
		then: { properties: { params: ref(`params-${id}`) } },
	}));
	return {
		...object(
			{
				id: ref('name'),
				kind: {
					description: 'What the node is.',
					anyOf: [{ enum: kinds.map(({ id }) => id) }, ref('name')],
				},
				params: { type: 'object' },
				off: {
					description: 'Has no part in the run: passes on what it can, and is left out otherwise.',
					const: true,
				},
				at: ref('point'),
				title: ref('label'),
			},
			['off', 'title'],
		),
		allOf: byKind,
	};
}

export function documentSchema(): JsonObject {
	const coordinate = { type: 'number', minimum: -MAX_COORDINATE, maximum: MAX_COORDINATE };
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'GAN Loom document',
		description: 'Networks as functions with weights, and the training canvas that calls them.',
		...object(
			{
				format: { const: FORMAT },
				version: { const: VERSION },
				title: ref('label'),
				summary: ref('label'),
				source: ref('source'),
				networks: byName(ref('network')),
				blocks: byName(ref('block')),
				training: ref('canvas'),
				run: ref('run'),
				dismissed: {
					description: 'Codes of warnings that are not told again in this document.',
					...list(ref('name')),
				},
			},
			['source', 'dismissed'],
		),
		definitions: {
			name: { type: 'string', pattern: NAME },
			port: { type: 'string', pattern: PORT },
			label: {
				description: 'A text: one for all, or one in each language.',
				anyOf: [{ type: 'string' }, object({ ja: { type: 'string' }, en: { type: 'string' } })],
			},
			point: { description: 'x and y in canvas pixels.', ...tuple(coordinate, coordinate) },
			source: object(
				{
					paper: { type: 'string' },
					year: { type: 'integer' },
					url: { type: 'string', pattern: '^https?://' },
				},
				['url'],
			),
			network: {
				description: 'A function with weights. Calling it twice shares them.',
				...object(
					{
						role: { enum: ['generator', 'discriminator', 'other'] },
						title: ref('label'),
						canvas: ref('canvas'),
					},
					['title'],
				),
			},
			block: {
				description: 'A body without weights of its own: every use has fresh ones.',
				...object({ title: ref('label'), canvas: ref('canvas') }, ['title']),
			},
			canvas: object({
				nodes: list(ref('node')),
				wires: list(ref('wire')),
				frames: list(ref('frame')),
			}),
			node: nodeSchema(),
			endpoint: { description: 'A node and its port.', ...tuple(ref('name'), ref('port')) },
			wire: object({ from: ref('endpoint'), to: ref('endpoint'), via: list(ref('point')) }, [
				'via',
			]),
			frame: object(
				{
					id: ref('name'),
					number: integer(0, 99),
					title: ref('label'),
					point: ref('label'),
					at: ref('point'),
					size: ref('point'),
				},
				['number', 'point'],
			),
			run: object({
				seed: integer(SEED.min, SEED.max),
				batch: integer(BATCH.min, BATCH.max),
				rounds: integer(ROUNDS.min, ROUNDS.max),
			}),
			...Object.fromEntries(kinds.map((kind) => [`params-${kind.id}`, paramsOf(kind)])),
		},
	};
}
