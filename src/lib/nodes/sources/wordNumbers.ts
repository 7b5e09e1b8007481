// Word numbers: a sentence word by word, each as its place in the list of words there are.
import { decodeText, textType, wordsOf } from '../../graph/text';
import { defineKind } from '../kind';
import { BEFORE_WORDS, wordsType } from '../shape';

const UNKNOWN = 1;

/**
 * `length` numbers: 0 in front of a shorter sentence, so that whoever reads in order reads its last word last; 1 for a
 * word that is not in the list. Of a longer sentence the first words are taken.
 */
export function wordNumbersOf(
	text: string,
	places: ReadonlyMap<string, number>,
	length: number,
): number[] {
	const numbers = wordsOf(text)
		.slice(0, length)
		.map((word) => places.get(word) ?? UNKNOWN);
	return [...new Array<number>(length - numbers.length).fill(0), ...numbers];
}

export const wordNumbers = defineKind({
	id: 'wordNumbers',
	category: 'data',
	icon: 'list-ordered',
	surfaces: ['training'],
	doc: {
		name: { ja: '単語番号', en: 'Word numbers' },
		also: ['token', 'tokenizer', 'vocabulary', 'トークン', '語彙', '単語'],
		text: {
			ja: '文を単語（日本語では 1 文字）に分け、データセットの単語の一覧での番号に置きかえます。埋め込みと GRU に渡すと、文の読みかたを学習できます。短い文の前は 0 で埋め、一覧にない単語は 1 にします。',
			en: 'Parts a sentence into words (in Japanese, characters) and gives each its number in the data set’s list of words. With an embedding and a GRU behind it, reading is learned. Shorter sentences have zeros in front; a word not in the list is 1.',
		},
	},
	params: {
		length: {
			type: 'integer',
			default: 24,
			min: 1,
			max: 96,
			label: { ja: '長さ', en: 'Length' },
			help: {
				ja: '並べる個数。長い文は、後ろを切ります。',
				en: 'How many numbers there are. Longer sentences are cut at the end.',
			},
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'text', accepts: ['text'], meaning: 'text' }],
		outputs: [{ name: 'ids', meaning: 'words' }],
	}),
	infer({ params: { length }, inputs: { text } }) {
		if (!text) return { outputs: {} };
		const { words } = text;
		if (words) {
			return { outputs: { ids: wordsType(length, words.length + BEFORE_WORDS, words) } };
		}
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'noWords',
					port: 'text',
					message: {
						ja: 'このデータセットには単語の一覧がないので、番号をつけられません。文ベクトルなら使えます。',
						en: 'This data set has no list of words to number. A text vector does without.',
					},
				},
			],
		};
	},
	source: {
		draw({ params: { length }, outputs, given: { text } }) {
			const places = new Map((outputs.ids?.words ?? []).map((word, i) => [word, i + BEFORE_WORDS]));
			const [count = 0, codes = 0] = text!.shape;
			const values = new Int32Array(count * length);
			for (let item = 0; item < count; item++) {
				const said = decodeText(text!.values.subarray(item * codes, (item + 1) * codes));
				values.set(wordNumbersOf(said, places, length), item * length);
			}
			return { ids: { shape: [count, length], values } };
		},
	},
	examples: [
		{ inputs: { text: { ...textType, words: ['a', 'red', 'star'] } } },
		{ params: { length: 4 }, inputs: { text: { ...textType, words: ['赤'] } } },
	],
});
