// Numbers on their way between Node and a page: Playwright carries JSON, so they travel as base64.
import type { Checkpoint, HostArray } from '../../runtime/protocol';

export interface PackedArray {
	shape: readonly number[];
	/** Little-endian float32 values. */
	base64: string;
}

/** A checkpoint of a round's beginning. */
export type PackedCheckpoint = Omit<
	Checkpoint,
	'weights' | 'optimizer' | 'averages' | 'held' | 'evaluations'
> & {
	weights: Record<string, PackedArray>;
	optimizer: Record<string, PackedArray>;
	averages: Record<string, PackedArray>;
};

export function toBase64(bytes: Uint8Array): string {
	let text = '';
	// Piecewise: a call takes only so many arguments.
	for (let at = 0; at < bytes.length; at += 0x8000) {
		text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(text);
}

export function fromBase64(base64: string): Uint8Array {
	return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}

export function packArrays(
	arrays: Readonly<Record<string, HostArray>>,
): Record<string, PackedArray> {
	return Object.fromEntries(
		Object.entries(arrays).map(([name, { shape, values }]) => [
			name,
			{ shape, base64: toBase64(new Uint8Array(values.slice().buffer)) },
		]),
	);
}

export function unpackArrays(
	packed: Readonly<Record<string, PackedArray>>,
): Record<string, HostArray> {
	return Object.fromEntries(
		Object.entries(packed).map(([name, { shape, base64 }]) => [
			name,
			{ shape, values: new Float32Array(fromBase64(base64).buffer) },
		]),
	);
}

export function packCheckpoint(checkpoint: Checkpoint): PackedCheckpoint {
	const { version, seed, round, phase, draw, updates } = checkpoint;
	const { weights, optimizer, averages = {} } = checkpoint;
	return {
		...{ version, seed, round, phase, draw, updates },
		weights: packArrays(weights),
		optimizer: packArrays(optimizer),
		averages: packArrays(averages),
	};
}

export function unpackCheckpoint(packed: PackedCheckpoint): Checkpoint {
	return {
		...packed,
		weights: unpackArrays(packed.weights),
		optimizer: unpackArrays(packed.optimizer),
		averages: unpackArrays(packed.averages),
	};
}
