// Types on wires: made, put into words, and how PyTorch counts their elements.
import type { PortType, Text } from '../graph/types';

/** Beyond these a shape is a mistake: no machine this runs on could hold it. */
export const MAX_RANK = 4;
export const MAX_SIDE = 65536;
export const MAX_ELEMENTS = 2 ** 24;

export function vectorType(size: number, range?: PortType['range']): PortType {
	return { shape: [size], dtype: 'float32', meaning: 'vector', range };
}

export function imageType(
	height: number,
	width: number,
	channels: number,
	range?: PortType['range'],
): PortType {
	return { shape: [height, width, channels], dtype: 'float32', meaning: 'image', range };
}

/** Sound, and what layers make of it: numbers in a row, channels last. */
export function waveType(samples: number, channels = 1, range?: PortType['range']): PortType {
	return { shape: [samples, channels], dtype: 'float32', meaning: 'wave', range };
}

/** What sounds in each frame, band by band. */
export function spectrogramType(
	frames: number,
	bands: number,
	range?: PortType['range'],
): PortType {
	return { shape: [frames, bands], dtype: 'float32', meaning: 'spectrogram', range };
}

export function labelType(classes?: number): PortType {
	return { shape: [], dtype: 'int32', meaning: 'label', classes };
}

/** Blank, and a word that isn't known: what word numbers begin with. */
export const BEFORE_WORDS = 2;

/** Numbers of words in a row, counted from `BEFORE_WORDS` on. */
export function wordsType(length: number, classes?: number, words?: readonly string[]): PortType {
	return { shape: [length], dtype: 'int32', meaning: 'words', classes, words };
}

export const lossType: PortType = { shape: [], dtype: 'float32', meaning: 'loss' };

export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((size, length) => size * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** `28×28×1` */
export function shapeText(shape: readonly number[]): string {
	return shape.length === 0 ? '1' : shape.join('×');
}

/** Japanese that begins with a figure keeps a small gap before it. */
export function gapped(japanese: string): string {
	return /^\d/.test(japanese) ? ` ${japanese}` : japanese;
}

/** What flows, in words: `28×28×1 pictures`, `100 numbers`. */
export function typeText({ shape, meaning, classes }: PortType): Text {
	const sizes = shapeText(shape);
	switch (meaning) {
		case 'loss':
			return { ja: '損失', en: 'a loss' };
		case 'image':
			return { ja: `${sizes} の画像`, en: `${sizes} pictures` };
		case 'label':
			return classes === undefined
				? { ja: 'ラベル', en: 'labels' }
				: { ja: `${classes} 種類のラベル`, en: `labels of ${classes} classes` };
		case 'wave':
			return { ja: `${sizes} の音`, en: `${sizes} sound` };
		case 'spectrogram':
			return { ja: `${sizes} のスペクトログラム`, en: `${sizes} spectrograms` };
		case 'text':
			return { ja: `${sizes} の文字列`, en: `${sizes} text` };
		case 'words':
			return { ja: `${sizes} 個の単語番号`, en: `${sizes} word numbers` };
		case 'vector':
			if (sizeOf(shape) === 1) return { ja: '1 個の数', en: 'one number' };
			return shape.length === 1
				? { ja: `${sizes} 個の数`, en: `${sizes} numbers` }
				: { ja: `${sizes} の数`, en: `${sizes} numbers` };
	}
}

/**
 * The order of axes in which PyTorch keeps a picture or a sound, channels first: [2, 0, 1] and [1, 0]. Other shapes are
 * the same there.
 */
export function torchAxes(shape: readonly number[]): number[] | undefined {
	const last = shape.length - 1;
	return last === 1 || last === 2 ? [last, ...shape.keys()].slice(0, -1) : undefined;
}

/** The same with the batch axis in front: [0, 3, 1, 2] and [0, 2, 1]. */
export function torchBatchAxes(shape: readonly number[]): number[] | undefined {
	const axes = torchAxes(shape);
	return axes && [0, ...axes.map((axis) => axis + 1)];
}

/** Back from there: [0, 2, 3, 1] and [0, 2, 1]. */
export function channelsLastAxes(shape: readonly number[]): number[] {
	return [0, ...shape.slice(1).map((_, place) => place + 2), 1];
}

/**
 * Whether PyTorch, which keeps channels first, counts the elements of a picture or sound of this shape in another
 * order: so where there are several channels and several places.
 */
export function countsChannelsFirst(shape: readonly number[]): boolean {
	const channels = shape.at(-1) ?? 1;
	return torchAxes(shape) !== undefined && channels > 1 && sizeOf(shape) > channels;
}

/** A shape as PyTorch writes it: channels first. */
export function torchOrder(shape: readonly number[]): number[] {
	return torchAxes(shape)?.map((axis) => shape[axis]!) ?? [...shape];
}
