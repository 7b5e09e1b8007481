// Sound as bytes that pack well: what a sample differs from the one before it by, high bytes apart from low ones.

/** Bytes of a sample. */
export const SAMPLE_BYTES = 2;

/** Samples from −1 to 1 as 16-bit numbers: half the bytes are the high ones of all differences, then come the low ones. */
export function packSamples(sound: ArrayLike<number>): Uint8Array {
	const bytes = new Uint8Array(SAMPLE_BYTES * sound.length);
	let before = 0;
	for (let i = 0; i < sound.length; i++) {
		const sample = Math.round(32_767 * Math.min(1, Math.max(-1, sound[i]!)));
		const difference = (sample - before) & 0xffff;
		bytes[i] = difference >> 8;
		bytes[sound.length + i] = difference & 0xff;
		before = sample;
	}
	return bytes;
}

export function unpackSamples(bytes: Uint8Array): Float32Array {
	const length = bytes.length / SAMPLE_BYTES;
	const sound = new Float32Array(length);
	let sample = 0;
	for (let i = 0; i < length; i++) {
		sample = (sample + ((bytes[i]! << 8) | bytes[length + i]!)) & 0xffff;
		sound[i] = (sample > 0x7fff ? sample - 0x10000 : sample) / 32_767;
	}
	return sound;
}
