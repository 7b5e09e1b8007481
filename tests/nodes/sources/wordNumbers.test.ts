import { describe, expect, it } from 'vitest';
import { shapes } from '../../../src/lib/data/shapes/shapes';
import { captionOf, HELD, SEEN } from '../../../src/lib/data/shapes/scene';
import { vocabularyOf, wordsOf } from '../../../src/lib/graph/text';
import { BEFORE_WORDS } from '../../../src/lib/nodes/shape';
import { wordNumbers, wordNumbersOf } from '../../../src/lib/nodes/sources/wordNumbers';

describe('word numbers', () => {
	const places = new Map([
		['red', 2],
		['star', 3],
	]);

	it('end with the last word, blanks in front', () => {
		expect(wordNumbersOf('Red star', places, 4)).toEqual([0, 0, 2, 3]);
	});

	it('know an unknown word from a blank', () => {
		expect(wordNumbersOf('red moon', places, 3)).toEqual([0, 2, 1]);
		expect(wordNumbersOf('', places, 2)).toEqual([0, 0]);
	});

	it('keep the first words of a long sentence', () => {
		expect(wordNumbersOf('star red red', places, 2)).toEqual([3, 2]);
	});
});

describe('the captioned shapes', () => {
	const { words = [] } = shapes.type.outputs.find(({ port }) => port === 'caption')!.type;
	const places = new Map(words.map((word, i) => [word, i + BEFORE_WORDS]));
	const { length } = wordNumbers.params;
	const captions = (['ja', 'en'] as const).flatMap((language) =>
		[...SEEN, ...HELD].map((scene) => captionOf(scene, language)),
	);

	it('say only words of their list, each of which is said', () => {
		expect(new Set(vocabularyOf(captions))).toEqual(new Set(words));
	});

	it('fit into the usual length, and stay apart', () => {
		expect(Math.max(...captions.map((text) => wordsOf(text).length))).toBeLessThanOrEqual(
			length!.default as number,
		);
		const rows = captions.map((text) => wordNumbersOf(text, places, length!.default as number));
		expect(new Set(rows.map(String)).size).toBe(captions.length);
	});
});
