// Text vector: a sentence as numbers, by the words and word pairs in it.
import { siteOf } from '../../graph/random';
import { defineKind } from '../kind';
import { MAX_SIDE, vectorType } from '../shape';
import { decodeText, TEXT_LENGTH, textType, wordsOf } from '../../graph/text';

/** Of runs of one, two, three, four words: long runs are rare, so they count less. */
const WEIGHTS = [1, 0.5, 0.35, 0.25];

/**
 * A sentence as `dims` numbers of mean square 1: every run of one to four words adds ± its weight to the number its hash
 * names (feature hashing, Weinberger et al. 2009).
 */
export function textVectorOf(text: string, dims: number): Float32Array {
	const vector = new Float32Array(dims);
	const words = wordsOf(text);
	WEIGHTS.forEach((weight, i) => {
		for (let at = 0; at + i < words.length; at++) {
			const hash = siteOf(words.slice(at, at + i + 1).join(' '));
			// The place from the low bits, the sign from a high one.
			vector[hash % dims]! += hash >>> 31 ? weight : -weight;
		}
	});
	const norm = Math.hypot(...vector);
	if (norm > 0) for (let i = 0; i < dims; i++) vector[i]! *= Math.sqrt(dims) / norm;
	return vector;
}

/** `wordsOf` and `textVectorOf` in Python, of rows of UTF-16 codes. */
const DEFINED = `UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA")


def words_of(text):
    """Words, and single characters of Japanese, in order; capitals and widths don't matter."""
    words, open_ = [], False
    for character in unicodedata.normalize("NFKC", text).lower():
        if unicodedata.name(character, "").startswith(UNSPACED) and character != "・":
            words.append(character)
            open_ = False
        elif unicodedata.category(character)[0] in "LN":
            if open_:
                words[-1] += character
            else:
                words.append(character)
            open_ = True
        else:
            open_ = False
    return words


def text_vectors(texts, size):
    """[n, ${TEXT_LENGTH}] UTF-16 codes → [n, size]: feature hashing of runs of one to four words."""
    rows = []
    for codes in texts.tolist():
        text = b"".join(code.to_bytes(2, "little") for code in codes if code).decode("utf-16-le")
        words, row = words_of(text), [0.0] * size
        for i, weight in enumerate([${WEIGHTS.join(', ')}]):
            for at in range(len(words) - i):
                hash_ = 0x811C9DC5
                units = " ".join(words[at : at + i + 1]).encode("utf-16-le")
                for low, high in zip(units[::2], units[1::2]):
                    hash_ = ((hash_ ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
                row[hash_ % size] += weight if hash_ >> 31 else -weight
        norm = math.sqrt(sum(value * value for value in row))
        rows.append([value * math.sqrt(size) / norm if norm else value for value in row])
    return torch.tensor(rows)
`;

export const textVector = defineKind({
	id: 'textVector',
	category: 'data',
	icon: 'text-cursor-input',
	surfaces: ['training'],
	doc: {
		name: { ja: '文ベクトル', en: 'Text vector' },
		also: ['sentence', 'embedding', 'n-gram', 'hash', 'caption', '文章', '説明文', '単語'],
		text: {
			ja: '文を決まった長さの数の列にします。単語（日本語では 1 文字）と、その 2〜4 個の並びを 1 つずつハッシュで場所に割り当て、足していきます。学習はしません。知らない単語も、そのまま数になります。',
			en: 'Makes a row of numbers of a sentence: each word (in Japanese, each character) and each run of two to four adds to a place its hash names. Nothing is learned; words never seen become numbers all the same.',
		},
		formula: 'v_i \\propto \\sum_{g:\\, h(g) = i} \\pm w_{|g|}, \\quad \\lVert v \\rVert^2 = n',
		paper: {
			title: 'Weinberger et al., Feature Hashing for Large Scale Multitask Learning (2009)',
			url: 'https://arxiv.org/abs/0902.2206',
		},
	},
	params: {
		size: {
			type: 'integer',
			default: 256,
			min: 8,
			max: MAX_SIDE,
			label: { ja: '次元数', en: 'Size' },
			help: {
				ja: '数の個数。少なすぎると、ちがう文が同じ数になります。',
				en: 'How many numbers. With too few, different sentences become the same.',
			},
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'text', accepts: ['text'], meaning: 'text' }],
		outputs: [{ name: 'v', meaning: 'vector' }],
	}),
	infer: ({ params }) => ({ outputs: { v: vectorType(params.size) } }),
	source: {
		draw({ params: { size }, given: { text } }) {
			const [count = 0, length = 0] = text!.shape;
			const values = new Float32Array(count * size);
			for (let item = 0; item < count; item++) {
				const codes = text!.values.subarray(item * length, (item + 1) * length);
				values.set(textVectorOf(decodeText(codes), size), item * size);
			}
			return { v: { shape: [count, size], values } };
		},
		torch: {
			define: DEFINED,
			draw: ({ params: { size }, args }) => ({ v: `text_vectors(${args.text}, ${size})` }),
		},
	},
	tex: ({ args: { text } }) => ({ v: `\\varphi(${text})` }),
	examples: [{ inputs: { text: textType } }, { params: { size: 16 }, inputs: { text: textType } }],
});
