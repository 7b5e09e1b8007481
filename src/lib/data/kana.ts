// Kana: the 46 basic hiragana in six typefaces, each drawn many times with small changes.
import type { Dataset } from './dataset';

/** In the order of the labels. */
export const hiragana = [
	...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん',
];

/** Times each character of a face is drawn, each turned, slanted, sized and placed a little differently. */
export const drawings = 36;

export interface Face {
	/** The @fontsource package. */
	family: string;
	weight: number;
	/** The whole face is kept out of training, so that tests see characters drawn by another hand. */
	held?: true;
}

export const faces: readonly Face[] = [
	{ family: 'dela-gothic-one', weight: 400 },
	{ family: 'hachi-maru-pop', weight: 400 },
	{ family: 'yuji-syuku', weight: 400 },
	{ family: 'klee-one', weight: 400 },
	{ family: 'klee-one', weight: 600 },
	{ family: 'yusei-magic', weight: 400, held: true },
];

const items = (chosen: readonly Face[]): number => chosen.length * hiragana.length * drawings;

export const kana: Dataset = {
	name: 'kana',
	title: { ja: 'ひらがな 46 文字', en: 'Hiragana, 46 characters' },
	summary: {
		ja: 'ひらがな 46 文字を 6 つの書体で描いた、28×28 画素の白黒画像です。5 書体の 8,280 枚を学習に使い、残る 1 書体の 1,656 枚を評価用に取り分けます。',
		en: 'The 46 basic hiragana in six typefaces, greyscale, 28×28 pixels: five faces, 8,280 pictures, to train on and one face, 1,656 pictures, held out.',
	},
	licence: 'OFL-1.1',
	attribution: {
		ja: '書体 Dela Gothic One、Hachi Maru Pop、Yuji Syuku、Klee One、Yusei Magic（SIL Open Font License 1.1）から描いています。',
		en: 'Drawn from the typefaces Dela Gothic One, Hachi Maru Pop, Yuji Syuku, Klee One and Yusei Magic (SIL Open Font License 1.1).',
	},
	home: 'https://fontsource.org/',
	classNames: hiragana,
	type: {
		outputs: [
			{
				port: 'image',
				type: { shape: [28, 28, 1], dtype: 'float32', meaning: 'image', range: [0, 1] },
			},
			{
				port: 'label',
				type: { shape: [], dtype: 'int32', meaning: 'label', classes: hiragana.length },
			},
		],
		count: items(faces.filter((face) => !face.held)),
	},
	held: items(faces.filter((face) => face.held)),
};
