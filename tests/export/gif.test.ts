import { describe, expect, it } from 'vitest';
import { encodeFilm } from '../../src/lib/export/gif';
import type { Pictures } from '../../src/lib/runtime/protocol';

const moment = (grey: number): Pictures => ({
	count: 2,
	...{ height: 4, width: 4, channels: 1 },
	pixels: new Uint8Array(32).fill(grey),
});

/** Where each frame begins: an image descriptor follows a graphic control extension. */
const frames = (gif: Uint8Array): number =>
	Array.from(gif).filter((byte, i) => byte === 0x21 && gif[i + 1] === 0xf9).length;

describe('a film', () => {
	it('is a GIF with a frame a moment, enlarged by a whole factor', () => {
		const gif = encodeFilm([moment(0), moment(100), moment(255)], { columns: 2, gap: 0 });
		expect(Buffer.from(gif.subarray(0, 6)).toString()).toBe('GIF89a');
		expect([gif[6]! + 256 * gif[7]!, gif[8]! + 256 * gif[9]!]).toEqual([320, 160]);
		expect(frames(gif)).toBe(3);
	});

	it('has something to show', () => {
		expect(() => encodeFilm([])).toThrow('no moment');
	});
});
