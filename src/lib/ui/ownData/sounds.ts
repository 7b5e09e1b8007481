// Sound files as pieces of one length.
import { packSamples } from '../../data/samples';

/** Samples a second, as the instruments and the speech that come with the app have. */
export const RATE = 16_000;

/** Of a piece that silence fills up, at least this much is sound. */
const LEAST = 0.5;

/** Longer files are read to here: ten minutes take 38 MB. */
const MOST_SECONDS = 600;

/**
 * Mono samples from −1 to 1, resampled by the browser.
 * @throws what the browser says where it can't read them.
 */
export async function decodeSound(bytes: Uint8Array<ArrayBuffer>): Promise<Float32Array> {
	// How long it is shows only when it is unpacked.
	const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes.buffer.slice(0));
	const length = Math.max(1, Math.round(Math.min(decoded.duration, MOST_SECONDS) * RATE));
	const context = new OfflineAudioContext(1, length, RATE);
	const source = context.createBufferSource();
	source.buffer = decoded;
	source.connect(context.destination);
	source.start();
	return (await context.startRendering()).getChannelData(0);
}

/** One after another; a rest is kept, with silence behind it, where there is enough of it or nothing else. */
export function piecesOf(sound: Float32Array, length: number): Uint8Array[] {
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < sound.length; at += length) {
		const rest = Math.min(length, sound.length - at);
		if (rest < LEAST * length && at > 0) break;
		const piece = new Float32Array(length);
		piece.set(sound.subarray(at, at + rest));
		pieces.push(packSamples(piece));
	}
	return pieces;
}
