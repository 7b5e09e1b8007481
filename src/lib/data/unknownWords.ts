// Finds the words of a sentence that a data set never says.
import type { Text } from '../graph/types';

export type Vocabulary = Readonly<Record<keyof Text, readonly string[]>>;

/** A part of a sentence, and whether its words are known. All parts together are the sentence. */
export interface Part {
	text: string;
	known: boolean;
}

/** A word of letters that spaces part, a single character of a script without spaces, or what is between words. */
const PIECE = /[\p{Script=Latin}\p{N}]+|[^\p{Script=Latin}\p{N}]/gu;
const WORD = /[\p{L}\p{N}ー]/u;

/**
 * English words are known whole. Japanese has no spaces, so there the longest piece the data set says is taken, again
 * and again; a character that begins none is unknown.
 */
export function partsOf(sentence: string, words: Vocabulary): Part[] {
	const english = new Set(words.en.map(plain));
	const pieces = words.ja.map(plain).toSorted((a, b) => b.length - a.length);
	const parts: Part[] = [];
	const add = (text: string, known: boolean): void => {
		const last = parts.at(-1);
		if (last?.known === known) last.text += text;
		else parts.push({ text, known });
	};
	for (let at = 0; at < sentence.length;) {
		const rest = sentence.slice(at);
		const japanese = pieces.find((piece) => plain(rest.slice(0, piece.length)) === piece);
		const piece = japanese ? rest.slice(0, japanese.length) : (rest.match(PIECE)?.[0] ?? rest);
		add(piece, japanese !== undefined || !WORD.test(piece) || english.has(plain(piece)));
		at += piece.length;
	}
	return parts;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
