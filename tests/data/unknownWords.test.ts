import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/lib/data/unknownWords';
import { shapes } from '../../src/lib/data/shapes/shapes';

const words = shapes.words!;
const unknown = (sentence: string): string[] =>
	partsOf(sentence, words).flatMap(({ text, known }) => (known ? [] : [text.trim()]));

describe('words never said', () => {
	it('are none in the data’s own sentences', () => {
		for (let index = 0; index < 200; index++) {
			const { ja, en } = shapes.say!(index);
			expect(unknown(ja), ja).toEqual([]);
			expect(unknown(en), en).toEqual([]);
		}
	});

	it('are marked whole in English, whatever their case', () => {
		expect(unknown('A Big red dragon, at the LEFT on a white background.')).toEqual([
			'Big',
			'dragon',
		]);
		expect(unknown('redder')).toEqual(['redder']);
	});

	it('are marked character by character in Japanese', () => {
		expect(unknown('白い背景の左に大きな金色の猫')).toEqual(['金色', '猫']);
	});

	it('leave the sentence as it is', () => {
		for (const sentence of ['', '  ', '白い猫 and a ＲＥＤ 🐈 star!', '赤'])
			expect(
				partsOf(sentence, words)
					.map(({ text }) => text)
					.join(''),
			).toBe(sentence);
		expect(unknown('ＲＥＤ')).toEqual([]);
	});
});
