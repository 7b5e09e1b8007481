// Breaks files and documents in the ways that accidents and attackers do.
import type { Json } from '../../src/lib/graph/types';
import { pick, randomJson } from '../nodes/randomJson';

export type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** What stands in length, offset and count fields when somebody means harm. */
const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x10000, 0x50403];

type ByteMutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const byteMutations: readonly ByteMutation[] = [
	// Cut off.
	(bytes, random) => bytes.slice(0, below(random, bytes.length)),
	// Bits flipped.
	(bytes, random) => {
		for (let left = 1 + below(random, 8); left > 0; left--)
			bytes[below(random, bytes.length)]! ^= 1 << below(random, 8);
		return bytes;
	},
	// A field set to an extreme, in either order of bytes.
	(bytes, random) => {
		if (bytes.length < 4) return bytes;
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const at = below(random, bytes.length - 3);
		view.setUint32(at, pick(random, EXTREMES), random() < 0.5);
		return bytes;
	},
	// A stretch overwritten with another.
	(bytes, random) => {
		const length = below(random, Math.min(bytes.length, 400));
		const from = below(random, bytes.length - length);
		return bytes.copyWithin(below(random, bytes.length - length), from, from + length);
	},
	// A stretch taken out.
	(bytes, random) => {
		const at = below(random, bytes.length);
		const rest = bytes.slice(at + below(random, 200));
		return joined(bytes.slice(0, at), rest);
	},
	// A stretch put in twice.
	(bytes, random) => {
		const at = below(random, bytes.length);
		return joined(bytes.slice(0, at), bytes.slice(Math.max(0, at - below(random, 200))));
	},
	// Rubbish at the end.
	(bytes, random) =>
		joined(
			bytes,
			Uint8Array.from({ length: below(random, 300) }, () => below(random, 256)),
		),
	// Rubbish instead.
	(bytes, random) => Uint8Array.from(bytes.slice(0, below(random, 2000)), () => below(random, 256)),
];

/** A broken copy. */
export function mutateBytes(given: Uint8Array, random: Random): Uint8Array {
	let bytes: Uint8Array = given.slice();
	for (let left = 1 + below(random, 3); left > 0 && bytes.length > 0; left--)
		bytes = pick(random, byteMutations)(bytes, random);
	return bytes;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
	const whole = new Uint8Array(a.length + b.length);
	whole.set(a);
	whole.set(b, a.length);
	return whole;
}

const SCRIPT = '<img src=x onerror="alert(1)"><script>alert(1)</script>';

/** Values that mean harm where a document has others. */
const ODD: readonly ((random: Random) => Json)[] = [
	randomJson,
	() => SCRIPT,
	() => `javascript:${SCRIPT}`,
	() => 'x'.repeat(100_000),
	() => '\u0000\u202e\ud800',
	() => 1e308,
	() => -1,
	() => 2 ** 53,
	() => [1e9, 1e9, 1e9],
	() => Array.from({ length: 5000 }, () => 1),
	(random) => nested(5 + below(random, 60)),
];

function nested(depth: number): Json {
	let value: Json = 0;
	for (let left = depth; left > 0; left--) value = left % 2 ? [value] : { a: value };
	return value;
}

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', '', 'a/b', '../x', 'G', SCRIPT];

type Container = Json[] | { [key: string]: Json };

/** Every list and object in it, the outermost first. */
function containersOf(json: Json): Container[] {
	const found: Container[] = [];
	const open: Json[] = [json];
	for (let value = open.pop(); value !== undefined; value = open.pop()) {
		if (value === null || typeof value !== 'object') continue;
		found.push(value);
		for (const item of Object.values(value)) open.push(item);
	}
	return found;
}

/** The text of a broken copy of a document: well-formed JSON most of the time. */
export function mutateJson(text: string, random: Random): string {
	const json = JSON.parse(text) as Json;
	// Where everything is allowed more gets through to what comes after reading.
	const loose = random() < 0.6;
	for (let left = 1 + below(random, 4); left > 0; left--) {
		const all = containersOf(json);
		const free = loose ? freeParts(json) : all;
		const container = pick(random, free.length > 0 ? free : all);
		if (Array.isArray(container)) mutateList(container, random);
		else mutateObject(container, random);
	}
	// Assigned, `__proto__` would be no key; written as text, it is one.
	const broken = JSON.stringify(json).replaceAll('"@proto"', '"__proto__"');
	return random() < 0.1 ? broken.slice(0, below(random, broken.length)) : broken;
}

/** Parameters of nodes, which may be anything, and lists of nodes and wires, which may be of any length. */
function freeParts(json: Json): Container[] {
	return containersOf(json).flatMap((container) => {
		if (Array.isArray(container)) return [];
		const { params, nodes, wires } = container;
		return [params, params, nodes, wires].filter(
			(part): part is Container => typeof part === 'object' && part !== null,
		);
	});
}

function mutateList(list: Json[], random: Random): void {
	const at = below(random, list.length + 1);
	const roll = random();
	if (roll < 0.3) list.splice(at, 1);
	else if (roll < 0.6 && at < list.length) list.splice(at, 0, structuredClone(list[at]!));
	else if (roll < 0.8) list[at] = pick(random, ODD)(random);
	// One wired to itself or to what comes before it makes a circle.
	else list.sort(() => random() - 0.5);
}

function mutateObject(object: { [key: string]: Json }, random: Random): void {
	const keys = Object.keys(object);
	const key = keys.length > 0 ? pick(random, keys) : 'x';
	const roll = random();
	if (roll < 0.2) delete object[key];
	else if (roll < 0.7) object[key] = pick(random, ODD)(random);
	else if (roll < 0.85) {
		const name = pick(random, KEYS);
		object[name === '__proto__' ? '@proto' : name] = object[key] ?? pick(random, ODD)(random);
	} else {
		// Another part's value: ids that are there twice, wires that go in circles, ports of other nodes.
		const other = pick(random, keys.length > 0 ? keys : ['x']);
		object[key] = structuredClone(object[other] ?? null);
	}
}
