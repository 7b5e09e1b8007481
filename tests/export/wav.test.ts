import { expect, it } from 'vitest';
import { encodeWav } from '../../src/lib/export/wav';

it('writes sound as 16-bit numbers behind a header that says so', () => {
	const bytes = encodeWav(Float32Array.of(0, 1, -1, 0.5, 7, -7), 16_000);
	const view = new DataView(bytes.buffer);
	const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
	expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
	expect(bytes).toHaveLength(44 + 12);
	expect(view.getUint32(4, true)).toBe(bytes.length - 8);
	// One channel, samples and bytes a second, bytes and bits a sample, bytes in all.
	expect(view.getUint16(22, true)).toBe(1);
	expect([24, 28].map((at) => view.getUint32(at, true))).toEqual([16_000, 32_000]);
	expect([32, 34].map((at) => view.getUint16(at, true))).toEqual([2, 16]);
	expect(view.getUint32(40, true)).toBe(12);
	const levels = Array.from({ length: 6 }, (_, i) => view.getInt16(44 + 2 * i, true));
	expect(levels).toEqual([0, 32_767, -32_767, 16_384, 32_767, -32_767]);
});
