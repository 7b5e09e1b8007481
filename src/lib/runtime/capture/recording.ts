// A round as the GPU sees it: kernels in order, and the values they read and write, numbered as they first appear.
import type { HostInput } from './hostInputs';

/** Where a value comes from. */
export type Origin =
	/** A kernel of the round writes it. */
	| { from: 'kernel' }
	/** The host gives it; anew every round if there is an `input`, else always these bytes. */
	| { from: 'host'; data: Uint8Array; input?: HostInput }
	/** What a variable holds as the round begins; index into the variables. */
	| { from: 'variable'; variable: number }
	/** Was on the device before the round and isn't written by it. `id` is tfjs's own. */
	| { from: 'before'; id: object };

export type RecordedValue = Origin & { bytes: number };

export interface RecordedKernel {
	/** Kernels with the same key share a pipeline. */
	key: string;
	pipeline: GPUComputePipeline;
	groups: readonly [number, number, number];
	/** Numbers of values, in the order of their bindings. What is written and was there before is changed in place. */
	writes: readonly number[];
	/** Bound after those written. */
	reads: readonly number[];
	uniforms: Uint8Array;
}

export interface Recording {
	values: readonly RecordedValue[];
	kernels: readonly RecordedKernel[];
	/** The value each variable holds at the end. */
	finals: readonly number[];
	/** Values wanted after the round, by name. */
	outputs: ReadonlyMap<string, number>;
	/** Kernels from here on only serve outputs that aren't wanted every time. */
	tail: number;
}

/** A round can't be replayed; says why. */
export class Refusal extends Error {
	override name = 'Refusal';
}

/** In what the second round differs from the first, apart from what the host gives anew. */
export function difference(first: Recording, second: Recording): string | undefined {
	const { kernels, values } = second;
	if (first.kernels.length !== kernels.length) {
		return `one round runs ${first.kernels.length} kernels, the next ${kernels.length}`;
	}
	for (const [i, kernel] of kernels.entries()) {
		const before = first.kernels[i]!;
		const where = `kernel ${i + 1} (${nameOf(kernel.key)})`;
		if (before.key !== kernel.key) return `${where} was ${nameOf(before.key)} a round ago`;
		if (!same(before.groups, kernel.groups)) return `${where} changes its size`;
		if (!same(before.writes, kernel.writes) || !same(before.reads, kernel.reads)) {
			return `${where} changes what it reads or writes`;
		}
		if (!same(before.uniforms, kernel.uniforms)) return `${where} gets other numbers each round`;
	}
	if (first.values.length !== values.length) return 'rounds upload different amounts';
	for (const [i, value] of values.entries()) {
		const problem = valueDifference(first.values[i]!, value);
		if (problem) return problem;
	}
	if (!same(first.finals, second.finals)) return 'variables end as other values';
	if (!same([...first.outputs.keys()], [...second.outputs.keys()])) return 'outputs differ';
	if (!same([...first.outputs.values()], [...second.outputs.values()])) return 'outputs differ';
	return undefined;
}

function valueDifference(before: RecordedValue, value: RecordedValue): string | undefined {
	if (before.bytes !== value.bytes) return 'a value changes its size';
	if (before.from === 'host' && value.from === 'host') {
		if (before.input?.key !== value.input?.key) return 'uploads come from other places';
		if (value.input || same(before.data, value.data)) return undefined;
		return `an upload of ${value.bytes} bytes changes from round to round`;
	}
	if (before.from === 'variable' && value.from === 'variable') {
		return before.variable === value.variable ? undefined : 'variables change places';
	}
	if (before.from === 'before' && value.from === 'before') {
		return before.id === value.id ? undefined : 'something made between rounds is read';
	}
	return before.from === value.from ? undefined : 'a value comes from elsewhere a round later';
}

/** tfjs's keys go on with shapes and types after the kernel's own name. */
function nameOf(key: string): string {
	return key.split(/[_,;]/).find((part) => /[a-z]/i.test(part)) ?? key;
}

function same<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
