// As much of JSON Schema (draft 7) as the documents' schema uses: enough to try it on documents.
import type { Json } from '../../src/lib/graph/types';

type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isType: Record<string, (value: Json) => boolean> = {
	object: isObject,
	array: Array.isArray,
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	integer: Number.isInteger,
	boolean: (value) => typeof value === 'boolean',
};

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where `value` breaks `schema`: paths, none if it keeps it. Throws at a keyword it does not know. */
export function violations(
	schema: JsonObject,
	value: Json,
	root: JsonObject = schema,
	path = '',
): string[] {
	const inside = (next: Json, part: Json, key: string | number): string[] =>
		violations(next as JsonObject, part, root, `${path}/${key}`);
	const here = (next: Json): string[] => violations(next as JsonObject, value, root, path);
	const fail = (keyword: string, kept: boolean): string[] => (kept ? [] : [`${path} ${keyword}`]);
	return Object.entries(schema).flatMap(([keyword, rule]): string[] => {
		switch (keyword) {
			case '$schema':
			case 'title':
			case 'description':
			case 'default':
			case 'definitions':
			case 'then':
				return [];
			case '$ref': {
				const name = String(rule).replace('#/definitions/', '');
				const target = (root.definitions as JsonObject)[name];
				if (!isObject(target)) throw new Error(`There is no definition ${name}.`);
				return here(target);
			}
			case 'type':
				return fail(keyword, isType[String(rule)]!(value));
			case 'const':
				return fail(keyword, same(rule, value));
			case 'enum':
				return fail(
					keyword,
					(rule as Json[]).some((one) => same(one, value)),
				);
			case 'minimum':
				return fail(keyword, typeof value !== 'number' || value >= Number(rule));
			case 'maximum':
				return fail(keyword, typeof value !== 'number' || value <= Number(rule));
			case 'pattern':
				return fail(
					keyword,
					typeof value !== 'string' || new RegExp(String(rule), 'u').test(value),
				);
			case 'minItems':
				return fail(keyword, !Array.isArray(value) || value.length >= Number(rule));
			case 'maxItems':
				return fail(keyword, !Array.isArray(value) || value.length <= Number(rule));
			case 'uniqueItems':
				return fail(keyword, !Array.isArray(value) || new Set(value).size === value.length);
			case 'items':
				if (!Array.isArray(value)) return [];
				return value.flatMap((item, i) =>
					Array.isArray(rule) ? (rule[i] ? inside(rule[i], item, i) : []) : inside(rule, item, i),
				);
			case 'properties':
				return Object.entries(rule as JsonObject).flatMap(([name, next]) =>
					isObject(value) && name in value ? inside(next, value[name]!, name) : [],
				);
			case 'required':
				return (rule as string[]).flatMap((name) =>
					fail(`${keyword} ${name}`, !isObject(value) || name in value),
				);
			case 'propertyNames':
				return isObject(value)
					? Object.keys(value).flatMap((name) => inside(rule, name, name))
					: [];
			case 'additionalProperties':
				if (!isObject(value)) return [];
				return Object.entries(value)
					.filter(([name]) => !isObject(schema.properties) || !(name in schema.properties))
					.flatMap(([name, part]) =>
						rule === false ? [`${path}/${name} ${keyword}`] : inside(rule, part, name),
					);
			case 'anyOf':
				return fail(
					keyword,
					(rule as Json[]).some((one) => here(one).length === 0),
				);
			case 'allOf':
				return (rule as Json[]).flatMap(here);
			case 'if':
				return here(rule).length === 0 ? here(schema.then!) : [];
			default:
				throw new Error(`${keyword} is not known here.`);
		}
	});
}
