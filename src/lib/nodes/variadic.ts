// Inputs that come as many as are wired: x1, x2, … with one more socket free.
import type { PortSpec } from './kind';

/** The most terms a node takes. */
const MAX_TERMS = 64;

/** The place of a port among the terms, from 1; undefined for a port that is none of them. */
export function termNumber(prefix: string, port: string): number | undefined {
	if (!port.startsWith(prefix)) return undefined;
	const digits = port.slice(prefix.length);
	const number = Number(digits);
	return String(number) === digits && number >= 1 && number <= MAX_TERMS ? number : undefined;
}

/** At least `least` sockets, and one more than the last that is wired. All may stay open: `infer` counts them. */
export function variadicPorts(
	prefix: string,
	wired: readonly string[],
	least: number,
	spec: Partial<PortSpec> = {},
): PortSpec[] {
	const last = Math.max(0, ...wired.map((port) => termNumber(prefix, port) ?? 0));
	const count = Math.min(MAX_TERMS, Math.max(least, last + 1));
	return Array.from({ length: count }, (_, i) => ({
		...spec,
		name: `${prefix}${i + 1}`,
		optional: true,
	}));
}

/** The wired terms in the order of their numbers. */
export function termsOf(prefix: string, wired: readonly string[]): string[] {
	return wired
		.filter((port) => termNumber(prefix, port) !== undefined)
		.sort((a, b) => termNumber(prefix, a)! - termNumber(prefix, b)!);
}
