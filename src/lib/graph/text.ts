// Sentences as wires carry them: one row of UTF-16 codes, zeros after the end.
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
