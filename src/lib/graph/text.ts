// Sentences as wires carry them, one row of UTF-16 codes with zeros after the end; and the words in them.
import type { PortType } from './types';

/** Codes of a sentence: what is longer is cut off. */
export const TEXT_LENGTH = 96;

export const textType: PortType = { shape: [TEXT_LENGTH], dtype: 'int32', meaning: 'text' };

export function encodeText(text: string): Int32Array {
	const codes = new Int32Array(TEXT_LENGTH);
	for (let i = 0; i < Math.min(text.length, TEXT_LENGTH); i++) codes[i] = text.charCodeAt(i);
	return codes;
}

export function decodeText(codes: ArrayLike<number>): string {
	let text = '';
	for (let i = 0; i < codes.length && codes[i] !== 0; i++) text += String.fromCharCode(codes[i]!);
	return text;
}

/** Sentences one after the other: [count, `TEXT_LENGTH`]. */
export function encodeTexts(texts: readonly string[]): {
	shape: readonly number[];
	values: Int32Array;
} {
	const values = new Int32Array(texts.length * TEXT_LENGTH);
	texts.forEach((text, i) => values.set(encodeText(text), i * TEXT_LENGTH));
	return { shape: [texts.length, TEXT_LENGTH], values };
}

/** Scripts that leave no space between words: every character is a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const WORDS = new RegExp(
	`${UNSPACED.source}|[\\p{L}\\p{N}]+?(?=${UNSPACED.source}|[^\\p{L}\\p{N}]|$)`,
	'gu',
);

/** Words, and single characters of Japanese, in order; capitals and widths don't matter. */
export function wordsOf(text: string): string[] {
	return text.normalize('NFKC').toLowerCase().match(WORDS) ?? [];
}

/** The words sentences are made of, each once, in order. */
export function vocabularyOf(sentences: readonly string[]): string[] {
	return [...new Set(sentences.flatMap(wordsOf))];
}
