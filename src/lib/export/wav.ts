// Sound as a WAV file: one channel of 16-bit numbers.

/** `samples` from −1 to 1 (what lies outside is clipped), `rate` of them a second. */
export function encodeWav(samples: Float32Array, rate: number): Uint8Array<ArrayBuffer> {
	const HEADER = 44;
	const bytes = new Uint8Array(HEADER + 2 * samples.length);
	const view = new DataView(bytes.buffer);
	const word = (at: number, text: string): void =>
		[...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
	word(0, 'RIFF');
	view.setUint32(4, bytes.length - 8, true);
	word(8, 'WAVEfmt ');
	view.setUint32(16, 16, true);
	// Plain numbers, one channel.
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, rate, true);
	view.setUint32(28, 2 * rate, true);
	view.setUint16(32, 2, true);
	view.setUint16(34, 16, true);
	word(36, 'data');
	view.setUint32(40, 2 * samples.length, true);
	samples.forEach((sample, i) => {
		const level = Math.round(Math.min(1, Math.max(-1, sample)) * 32_767);
		view.setInt16(HEADER + 2 * i, level, true);
	});
	return bytes;
}
