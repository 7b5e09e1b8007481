// Turns what a document says about a node's parameters into complete values of the right types.
import type { CanvasId, Json, Mend, ParamMap, Text } from '../graph/types';
import type { ParamSpec, ParamSpecs, Problem } from './kind';
import { MAX_ELEMENTS, MAX_RANK, MAX_SIDE, sizeOf } from './shape';

export interface ResolvedParams {
	/** Every parameter of the kind: the document's value, or a sound one in its place. */
	values: ParamMap;
	problems: readonly Problem[];
}

/** The most entries a list may have. */
const MAX_ENTRIES = 256;

/** A value that can be used, and what was wrong with the one given. */
interface Checked {
	value: Json;
	wrong?: { code: 'paramType' | 'paramBounds' | 'paramChoice'; expected: Text };
}

/**
 * Total: any JSON gives values that can be used, and tells what is wrong with it. Where `node` is given, problems
 * carry a mend.
 */
export function resolveParams(
	kind: { readonly params: ParamSpecs },
	raw: Json | undefined,
	node?: { canvas: CanvasId; id: string },
): ResolvedParams {
	const given = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
	const values: ParamMap = {};
	const problems: Problem[] = [];
	for (const [name, spec] of Object.entries(kind.params)) {
		const own = Object.hasOwn(given, name) ? given[name] : undefined;
		if (own === undefined) {
			values[name] = copy(spec.default);
			continue;
		}
		const { value, wrong } = check(spec, own);
		values[name] = value;
		if (!wrong) continue;
		const { ja, en } = wrong.expected;
		problems.push({
			severity: 'error',
			code: wrong.code,
			param: name,
			message: {
				ja: `「${spec.label.ja}」には${ja}を指定します。いまの値は ${brief(own)} です。`,
				en: `“${spec.label.en}” takes ${en}, not ${brief(own)}.`,
			},
			mend: node && mendParam(node, name, value),
		});
	}
	for (const name of Object.keys(given)) {
		if (Object.hasOwn(kind.params, name)) continue;
		problems.push({
			severity: 'warning',
			code: 'paramUnknown',
			param: name,
			message: {
				ja: `「${name}」というパラメータはありません。この値は使われません。`,
				en: `There is no parameter “${name}” here: its value is not used.`,
			},
		});
	}
	return { values, problems };
}

/** The values where a document gives nothing. */
export function defaultParams(kind: { readonly params: ParamSpecs }): ParamMap {
	return resolveParams(kind, {}).values;
}

function mendParam(node: { canvas: CanvasId; id: string }, name: string, value: Json): Mend {
	return {
		label: { ja: `${brief(value)} にする`, en: `Set it to ${brief(value)}` },
		commands: [{ type: 'setParam', canvas: node.canvas, node: node.id, name, value }],
	};
}

function check(spec: ParamSpec, own: Json): Checked {
	switch (spec.type) {
		case 'integer':
		case 'number':
			return checkNumber(spec, own);
		case 'boolean':
			return typeof own === 'boolean'
				? { value: own }
				: wrongType(spec, { ja: '真偽値', en: 'true or false' });
		case 'choice': {
			const options = spec.options.map(({ value }) => value);
			if (typeof own === 'string' && options.includes(own)) return { value: own };
			const list = options.join(', ');
			return {
				value: spec.default,
				wrong: { code: 'paramChoice', expected: { ja: ` ${list} のどれか`, en: `one of ${list}` } },
			};
		}
		case 'shape':
			return checkShape(spec, own);
		case 'numbers':
			return checkNumbers(spec, own);
		case 'networks':
			return Array.isArray(own) &&
				own.length <= MAX_ENTRIES &&
				own.every((name) => typeof name === 'string')
				? { value: [...new Set(own)] }
				: wrongType(spec, { ja: 'ネットワーク名の配列', en: 'a list of network names' });
		case 'text':
		case 'network':
		case 'block':
		case 'dataset':
			return typeof own === 'string'
				? { value: own }
				: wrongType(spec, { ja: '文字列', en: 'a text' });
	}
}

function checkNumber(spec: ParamSpec & { type: 'integer' | 'number' }, own: Json): Checked {
	const { min, max } = spec;
	const whole = spec.type === 'integer';
	const expected: Text = {
		ja: ` ${min} から ${max} までの${whole ? '整数' : '数'}`,
		en: `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
	};
	const number = typeof own === 'string' && own.trim() !== '' ? Number(own) : own;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		return { value: spec.default, wrong: { code: 'paramType', expected } };
	}
	const value = Math.min(max, Math.max(min, whole ? Math.round(number) : number));
	if (value === own) return { value };
	return { value, wrong: { code: value === number ? 'paramType' : 'paramBounds', expected } };
}

function checkShape(spec: ParamSpec & { type: 'shape' }, own: Json): Checked {
	const expected: Text = {
		ja: `形（1 から ${MAX_SIDE} までの整数を ${MAX_RANK} 個まで並べた配列。要素は全部で ${MAX_ELEMENTS} 個まで）`,
		en: `a shape: up to ${MAX_RANK} whole numbers from 1 to ${MAX_SIDE}, ${MAX_ELEMENTS} elements in all`,
	};
	const side = (length: Json): length is number =>
		typeof length === 'number' && Number.isInteger(length) && length >= 1;
	if (!Array.isArray(own) || !own.every(side)) return wrongType(spec, expected);
	const inBounds =
		own.length <= MAX_RANK &&
		own.every((length) => length <= MAX_SIDE) &&
		sizeOf(own) <= MAX_ELEMENTS;
	return inBounds
		? { value: [...own] }
		: { value: copy(spec.default), wrong: { code: 'paramBounds', expected } };
}

function checkNumbers(spec: ParamSpec & { type: 'numbers' }, own: Json): Checked {
	const { min, max } = spec;
	const expected: Text = {
		ja: ` ${min} から ${max} までの数の配列`,
		en: `a list of numbers from ${min} to ${max}`,
	};
	const isNumber = (one: Json): one is number => typeof one === 'number' && Number.isFinite(one);
	if (!Array.isArray(own) || !own.every(isNumber)) return wrongType(spec, expected);
	const value = own.slice(0, MAX_ENTRIES).map((one) => Math.min(max, Math.max(min, one)));
	return value.length === own.length && value.every((one, i) => one === own[i])
		? { value }
		: { value, wrong: { code: 'paramBounds', expected } };
}

function wrongType(spec: ParamSpec, expected: Text): Checked {
	return { value: copy(spec.default), wrong: { code: 'paramType', expected } };
}

function copy(value: ParamSpec['default']): Json {
	return typeof value === 'object' ? [...value] : value;
}

/** A value as JSON, short enough for a sentence. */
function brief(value: Json): string {
	const text = JSON.stringify(value);
	return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
