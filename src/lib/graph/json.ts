// Small questions about JSON values.
import type { Json } from './types';

/** Deep equality; keys in any order. */
export function sameJson(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const left = Object.keys(a).filter((key) => (a as Record<string, unknown>)[key] !== undefined);
	const right = Object.keys(b).filter((key) => (b as Record<string, unknown>)[key] !== undefined);
	return (
		left.length === right.length &&
		left.every(
			(key) =>
				Object.hasOwn(b, key) &&
				sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
		)
	);
}

/** Whether a value survives being written as JSON and read back: finite numbers, plain objects, harmless keys. */
export function isJson(value: unknown, levels = 16): value is Json {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || levels === 0) return false;
	if (Array.isArray(value)) return value.every((item) => isJson(item, levels - 1));
	return Object.entries(value).every(([key, item]) => !(key in {}) && isJson(item, levels - 1));
}
