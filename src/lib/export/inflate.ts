// Unpacks compressed bytes, and stops where they would become more than they may.
import { FileError } from '../graph/fileError';

/**
 * `deflate` is zlib's form, with a checksum; `deflate-raw` has neither head nor checksum.
 * @throws {FileError} where there is more than `most` bytes in them.
 * @throws {TypeError} where they are broken or cut off.
 */
export async function inflate(
	packed: Uint8Array,
	format: CompressionFormat,
	most: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
		.stream()
		.pipeThrough(new DecompressionStream(format));
	const parts: Uint8Array[] = [];
	let length = 0;
	const reader = stream.getReader();
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		length += next.value.length;
		if (length > most) {
			await reader.cancel();
			throw tooLarge(most);
		}
		parts.push(next.value);
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export function tooLarge(most: number): FileError {
	const size = megabytes(most);
	return new FileError({
		ja: `展開すると ${size} MB を超えるため、読みません。`,
		en: `Unpacked it is more than ${size} MB, so it is not read.`,
	});
}

/** Megabytes, for people: with a decimal where there are few. */
export function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
