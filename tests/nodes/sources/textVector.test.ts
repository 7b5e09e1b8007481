import { describe, expect, it } from 'vitest';
import { captionOf, HELD, SEEN } from '../../../src/lib/data/shapes/scene';
import { textVectorOf } from '../../../src/lib/nodes/sources/textVector';
import { decodeText, encodeText, TEXT_LENGTH, wordsOf } from '../../../src/lib/graph/text';

const captions = (['ja', 'en'] as const).flatMap((language) =>
	[...SEEN, ...HELD].map((scene) => captionOf(scene, language)),
);
const cosine = (a: Float32Array, b: Float32Array): number =>
	a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

describe('sentences on wires', () => {
	it('come back as they went', () => {
		for (const text of captions) expect(decodeText(encodeText(text))).toBe(text);
	});

	it('are cut off where they are too long', () => {
		expect(decodeText(encodeText('あ'.repeat(200)))).toBe('あ'.repeat(TEXT_LENGTH));
	});
});

describe('words', () => {
	it('are parted by spaces in English, one by one in Japanese', () => {
		expect(wordsOf('A  small RED star.')).toEqual(['a', 'small', 'red', 'star']);
		expect(wordsOf('白い背景に青いstar')).toEqual([...'白い背景に青い', 'star']);
		expect(wordsOf('ＲＥＤ')).toEqual(['red']);
		expect(wordsOf('')).toEqual([]);
	});
});

describe('the vector', () => {
	it('is another for every sentence of the captioned shapes', () => {
		const seen = new Set(captions.map((text) => textVectorOf(text, 256).join()));
		expect(new Set(captions).size).toBe(2880);
		expect(seen.size).toBe(2880);
	});

	it('has a mean square of 1, and is nothing for nothing', () => {
		for (const size of [64, 256]) {
			const vector = textVectorOf(captions[0]!, size);
			expect(vector.reduce((sum, value) => sum + value ** 2, 0) / size).toBeCloseTo(1, 5);
		}
		expect([...textVectorOf('', 8)]).toEqual(new Array(8).fill(0));
	});

	it('is nearer for sentences that say nearly the same', () => {
		const [at, near, far] = [
			'a small red star at the left on a white background',
			'a large red star at the left on a white background',
			'a large blue ring in the center on a black background',
		].map((text) => textVectorOf(text, 256)) as [Float32Array, Float32Array, Float32Array];
		expect(cosine(at, near)).toBeGreaterThan(cosine(at, far) + 0.2);
	});
});
