// Numbers on their way between Node and a page: Playwright carries JSON, so they travel as base64.
import type { HostArray } from '../../runtime/protocol';

export interface PackedArray {
	shape: readonly number[];
	/** Little-endian float32 values. */
	base64: string;
}

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
