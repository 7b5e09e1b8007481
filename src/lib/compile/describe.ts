// Types in words: what labels on wires, messages and tooltips say.
import type { Meaning, PortType, Text } from '../graph/types';
import { shapeText as writeShape, typeText } from '../nodes/shape';

/** `28×28×1`, `100`; `1` for a single number an item. */
export function shapeText(type: Pick<PortType, 'shape'>): string {
	return writeShape(type.shape);
}

/** What this is, as the object of a sentence: “28×28×1 pictures”, 「28×28×1 の画像」. */
export function describeType(type: PortType): Text {
	return typeText(type);
}

const MEANINGS: Record<Meaning, Text> = {
	image: { ja: '画像', en: 'pictures' },
	vector: { ja: '数の並び', en: 'numbers' },
	wave: { ja: '波形', en: 'waves' },
	spectrogram: { ja: 'スペクトログラム', en: 'spectrograms' },
	label: { ja: 'ラベル', en: 'labels' },
	words: { ja: '単語番号', en: 'word numbers' },
	text: { ja: 'テキスト', en: 'texts' },
	loss: { ja: '損失', en: 'losses' },
};

/** “pictures or labels”, 「画像かラベル」; for all but losses, just that. */
export function describeMeanings(meanings: readonly Meaning[] | undefined): Text {
	if (!meanings) return { ja: '損失以外の値', en: 'values other than losses' };
	return {
		ja: meanings.map((meaning) => MEANINGS[meaning].ja).join('か'),
		en: meanings.map((meaning) => MEANINGS[meaning].en).join(' or '),
	};
}

/** `−1 … 1` */
export function rangeText([min, max]: readonly [number, number]): string {
	const number = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');
	return `${number(min)} … ${number(max)}`;
}
