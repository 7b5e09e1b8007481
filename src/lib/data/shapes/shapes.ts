// Captioned shapes: pictures drawn on the spot, each with a sentence that says what it shows and one that does not.
import { randomAt } from '../../graph/random';
import type { PortType, Text } from '../../graph/types';
import type { DatasetItems, HostTensor } from '../../nodes/kind';
import { encodeTexts, textType, vocabularyOf } from '../../graph/text';
import type { Dataset } from '../dataset';
import { drawingOf, render } from './render';
import {
	ATTRIBUTES,
	captionOf,
	CHOICES,
	HELD,
	isHeldOut,
	sameScene,
	SEEN,
	type Scene,
} from './scene';

/** Names the items: another number, other pictures. */
const SEED = 6;

const picture = (side: number): PortType => ({
	shape: [side, side, 3],
	dtype: 'float32',
	meaning: 'image',
	range: [-1, 1],
});

const COUNT = 12_000;
const HELD_COUNT = 960;

/** What item `index` shows: scenes in a random order, each as often as the others. */
export function sceneOf(index: number, held = false): Scene {
	const scenes = held ? HELD : SEEN;
	if (held) return scenes[index % scenes.length]!;
	return scenes[randomAt(SEED, 'scene', index).integers(1, scenes.length)[0]!]!;
}

/** Japanese and English by turns. */
const languageOf = (index: number): keyof Text => (index % 2 === 0 ? 'en' : 'ja');

/**
 * A scene that is not the right one: half of them are `other`, and half the right one but for a single attribute, which
 * makes a discriminator look at every word.
 */
export function wrongScene(right: Scene, other: Scene, index: number): Scene {
	const random = randomAt(SEED, `wrong of ${Object.values(other).join()}`, index);
	const [half, which, ...steps] = random.uniform(8) as unknown as number[];
	if (half! < 0.5 && !sameScene(right, other)) return other;
	for (const step of steps) {
		const attribute = ATTRIBUTES[Math.floor((which! + step) * ATTRIBUTES.length) % 5]!;
		const count = CHOICES[attribute].length;
		const value = (right[attribute] + 1 + Math.floor(step * (count - 1))) % count;
		const wrong = { ...right, [attribute]: value };
		if (!isHeldOut(wrong)) return wrong;
	}
	// Another place is always another scene, and holds nothing out.
	return { ...right, place: (right.place + 1) % CHOICES.place.length };
}

function items(count: number, held: boolean): DatasetItems {
	const scene = (index: number): Scene => sceneOf(index, held);
	const pictures = (indices: readonly number[], side: number): HostTensor => {
		const size = side * side * 3;
		const values = new Float32Array(indices.length * size);
		indices.forEach((index, i) => {
			const drawing = drawingOf(
				scene(index),
				randomAt(SEED, held ? 'held drawing' : 'drawing', index),
			);
			render(drawing, side, values, i * size);
		});
		return { shape: [indices.length, side, side, 3], values };
	};
	const texts = (indices: readonly number[], said: (index: number, i: number) => Scene) =>
		encodeTexts(indices.map((index, i) => captionOf(said(index, i), languageOf(index))));
	const ports: Record<string, (indices: readonly number[]) => HostTensor> = {
		image64: (indices) => pictures(indices, 64),
		image256: (indices) => pictures(indices, 256),
		caption: (indices) => texts(indices, scene),
		wrong: (indices) =>
			texts(indices, (index, i) =>
				wrongScene(scene(index), scene(indices[(i + 1) % indices.length]!), index),
			),
	};
	return {
		count,
		gather: (indices, wanted = Object.keys(ports)) =>
			Object.fromEntries(wanted.map((port) => [port, ports[port]!(Array.from(indices))])),
	};
}

const WORDS = { en: words('en'), ja: words('ja') };

const sentenceType: PortType = {
	...textType,
	words: vocabularyOf([...WORDS.en, ...WORDS.ja]),
};

export const shapes: Dataset = {
	name: 'shapes',
	title: { ja: '説明文のついた図形', en: 'Captioned shapes' },
	summary: {
		ja: '6 つの形、8 つの色、2 つの大きさ、5 つの場所、3 つの背景を組み合わせた絵と、それを言う日本語・英語の文です。64×64 と 256×256 画素。色と形の組のうち 8 つは学習に使わず、見たことのない組を描けるかを測ります。',
		en: 'Pictures of 6 shapes in 8 colours, 2 sizes and 5 places on 3 grounds, with sentences in English and Japanese that say so; 64×64 and 256×256 pixels. Eight pairs of shape and colour are held out, to see whether what was never seen can be drawn.',
	},
	licence: 'CC0-1.0',
	attribution: { ja: 'このアプリが描いた絵です。', en: 'Drawn by this app.' },
	classNames: [],
	type: {
		outputs: [
			{ port: 'image64', type: picture(64) },
			{ port: 'image256', type: picture(256) },
			{ port: 'caption', type: sentenceType },
			{ port: 'wrong', type: sentenceType },
		],
		count: COUNT,
	},
	held: HELD_COUNT,
	languageOf,
	words: WORDS,
	say(index) {
		const scene = sceneOf(index);
		return { ja: captionOf(scene, 'ja'), en: captionOf(scene, 'en') };
	},
	make: () => ({ ...items(COUNT, false), held: items(HELD_COUNT, true) }),
};

/** All words of the sentences; in Japanese, where no spaces part them, their pieces. */
function words(language: keyof Text): string[] {
	const pieces = ATTRIBUTES.flatMap((attribute) =>
		CHOICES[attribute].map(({ name }) => name[language]),
	);
	if (language === 'ja') return [...new Set([...pieces, '背景', 'の', 'に'])];
	return [...new Set(['a', 'on', 'background', ...pieces.flatMap((piece) => piece.split(' '))])];
}
