// Emoji with words: OpenMoji's drawings, each with its name in English and in Japanese.
import { TEXT_LENGTH, textType } from '../graph/text';
import type { PortType, Text } from '../graph/types';
import type { DatasetItems, HostTensor } from '../nodes/kind';
import type { Dataset, Packed } from './dataset';

const picture = (side: number): PortType => ({
	shape: [side, side, 3],
	dtype: 'float32',
	meaning: 'image',
	range: [-1, 1],
});

const SIDE = 64;
const ENLARGED = 256;

/** Two bytes a code, the low one first. */
const nameType: PortType = { ...textType, shape: [2 * TEXT_LENGTH] };

/** Every picture is there twice: once with its English name, once with its Japanese one. */
const LANGUAGES = ['en', 'ja'] as const;
const languageOf = (index: number): keyof Text => LANGUAGES[index % LANGUAGES.length]!;
const pictureOf = (index: number): number => Math.floor(index / LANGUAGES.length);

const packed: Packed = {
	outputs: [
		{ port: 'picture', type: picture(SIDE) },
		{ port: 'en', type: nameType },
		{ port: 'ja', type: nameType },
	],
	count: 1452,
	held: 166,
	unfold: (loaded) => ({ ...unfold(loaded), held: unfold(loaded.held!) }),
};

function unfold(pictures: DatasetItems): DatasetItems {
	/** Names of these pictures, each in the language of its item. */
	const names = (at: readonly number[], items: readonly number[]): HostTensor => {
		const both = pictures.gather(at, ['en', 'ja']);
		const values = new Int32Array(items.length * TEXT_LENGTH);
		items.forEach((item, i) => {
			const bytes = both[languageOf(item)]!.values;
			for (let code = i * TEXT_LENGTH; code < (i + 1) * TEXT_LENGTH; code++) {
				values[code] = bytes[2 * code]! + 256 * bytes[2 * code + 1]!;
			}
		});
		return { shape: [items.length, TEXT_LENGTH], values };
	};
	/** The next item's picture, or where that is the same the one after it in the set. */
	const others = (at: readonly number[]): number[] =>
		at.map((own, i) => {
			const next = at[(i + 1) % at.length]!;
			return next === own ? (own + 1) % pictures.count : next;
		});
	const small = (at: readonly number[]): HostTensor => pictures.gather(at, ['picture']).picture!;
	const ports: Record<string, (at: readonly number[], items: readonly number[]) => HostTensor> = {
		image64: small,
		image256: (at) => enlarged(small(at)),
		caption: names,
		wrong: (at, items) => names(others(at), items),
	};
	return {
		count: pictures.count * LANGUAGES.length,
		gather: (indices, wanted = Object.keys(ports)) => {
			const items = Array.from(indices);
			const at = items.map(pictureOf);
			return Object.fromEntries(wanted.map((port) => [port, ports[port]!(at, items)]));
		},
	};
}

/** Pictures at 256×256, each pixel mixed of the four nearest (bilinear, corners not aligned). */
function enlarged({ shape: [count = 0], values }: HostTensor): HostTensor {
	const larger = new Float32Array(count * ENLARGED * ENLARGED * 3);
	const places = Array.from({ length: ENLARGED }, (_, i) => {
		const at = Math.min(Math.max(((i + 0.5) * SIDE) / ENLARGED - 0.5, 0), SIDE - 1);
		const from = Math.min(Math.floor(at), SIDE - 2);
		return { from, share: at - from };
	});
	let to = 0;
	for (let item = 0; item < count; item++) {
		for (const { from: row, share: down } of places) {
			for (const { from: column, share: across } of places) {
				const corner = ((item * SIDE + row) * SIDE + column) * 3;
				for (let channel = corner; channel < corner + 3; channel++) {
					const above = values[channel]! * (1 - across) + values[channel + 3]! * across;
					const under = channel + SIDE * 3;
					const below = values[under]! * (1 - across) + values[under + 3]! * across;
					larger[to++] = above * (1 - down) + below * down;
				}
			}
		}
	}
	return { shape: [count, ENLARGED, ENLARGED, 3], values: larger };
}

/** Some of the names, to begin with. */
const SAID: readonly { en: string; ja: string }[] = [
	{ en: 'red apple', ja: '赤リンゴ' },
	{ en: 'rainbow', ja: '虹' },
	{ en: 'tropical fish', ja: '熱帯魚' },
	{ en: 'sunflower', ja: 'ヒマワリ' },
	{ en: 'birthday cake', ja: 'バースデーケーキ' },
	{ en: 'lemon', ja: 'レモン' },
	{ en: 'rocket', ja: 'ロケット' },
	{ en: 'crab', ja: 'カニ' },
	{ en: 'red heart', ja: '赤いハート' },
	{ en: 'strawberry', ja: 'いちご' },
];

export const emoji: Dataset = {
	name: 'emoji',
	title: { ja: '言葉のついた絵文字', en: 'Emoji with words' },
	summary: {
		ja: 'OpenMoji の色つきの絵と、その日本語と英語の名前です。64×64 画素で、256×256 はそれを引きのばしたものです。1 つの名前に絵は 1 枚しかないので、ネットワークはほとんどの絵を丸暗記します。見たことのない名前から正しい絵を描くことは期待できません。',
		en: 'OpenMoji’s coloured drawings with their names in English and Japanese: 64×64 pixels; 256×256 are the same enlarged. There is one picture for each name, so a network mostly memorises them. Don’t expect the right picture for a name it has not seen.',
	},
	licence: 'CC-BY-SA-4.0',
	attribution: {
		ja: '絵文字はすべて、オープンソースの絵文字・アイコンプロジェクト OpenMoji のデザインです。ライセンス: CC BY-SA 4.0。64×64 画素に描き直しています。日本語の名前は Unicode CLDR（emojibase-data、MIT）によります。',
		en: 'All emojis designed by OpenMoji, the open-source emoji and icon project. License: CC BY-SA 4.0. Rendered at 64×64 pixels. Japanese names from Unicode CLDR, by way of emojibase-data (MIT).',
	},
	home: 'https://openmoji.org/',
	classNames: [],
	type: {
		outputs: [
			{ port: 'image64', type: picture(SIDE) },
			{ port: 'image256', type: picture(ENLARGED) },
			{ port: 'caption', type: textType },
			{ port: 'wrong', type: textType },
		],
		count: packed.count * LANGUAGES.length,
	},
	held: packed.held * LANGUAGES.length,
	languageOf,
	say: (index) => SAID[index % SAID.length]!,
	packed,
};
