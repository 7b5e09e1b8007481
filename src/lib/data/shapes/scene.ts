// Scenes of one shape on a plain ground: their attributes, and the sentences that say them.
import type { Text } from '../../graph/types';

interface Named {
	id: string;
	/** Parts of the two sentences. */
	name: Text;
}

interface Coloured extends Named {
	/** 0 … 255 */
	rgb: readonly [number, number, number];
}

const named = (id: string, ja: string, en = id): Named => ({ id, name: { ja, en } });
const coloured = (id: string, ja: string, rgb: Coloured['rgb']): Coloured => ({
	...named(id, ja),
	rgb,
});

export const SHAPES = [
	named('circle', '丸'),
	named('square', '四角'),
	named('triangle', '三角'),
	named('star', '星'),
	named('heart', 'ハート'),
	named('ring', '輪'),
];

export const COLOURS = [
	coloured('red', '赤い', [220, 40, 40]),
	coloured('orange', 'オレンジ色の', [245, 140, 20]),
	coloured('yellow', '黄色い', [245, 220, 40]),
	coloured('green', '緑の', [40, 160, 70]),
	coloured('blue', '青い', [40, 90, 220]),
	coloured('purple', '紫の', [140, 60, 190]),
	coloured('pink', 'ピンクの', [250, 130, 180]),
	coloured('brown', '茶色い', [130, 80, 40]),
];

/** Radius as a share of the side. */
export const SIZES = [
	{ ...named('small', '小さな'), radius: 0.13 },
	{ ...named('large', '大きな'), radius: 0.2 },
];

/** Where the shape's middle is, as shares of the side: right and down. */
export const PLACES = [
	{ ...named('left', '左', 'at the left'), at: [0.25, 0.5] },
	{ ...named('right', '右', 'at the right'), at: [0.75, 0.5] },
	{ ...named('top', '上', 'at the top'), at: [0.5, 0.25] },
	{ ...named('bottom', '下', 'at the bottom'), at: [0.5, 0.75] },
	{ ...named('center', '真ん中', 'in the center'), at: [0.5, 0.5] },
] as const;

export const GROUNDS = [
	coloured('white', '白い', [250, 250, 250]),
	coloured('gray', '灰色の', [190, 190, 190]),
	coloured('black', '黒い', [25, 25, 30]),
];

/** Which of each there is: indices into the lists above. */
export interface Scene {
	shape: number;
	colour: number;
	size: number;
	place: number;
	ground: number;
}

export const ATTRIBUTES = ['shape', 'colour', 'size', 'place', 'ground'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export const CHOICES: Readonly<Record<Attribute, readonly Named[]>> = {
	shape: SHAPES,
	colour: COLOURS,
	size: SIZES,
	place: PLACES,
	ground: GROUNDS,
};

/** Pairs of shape and colour that are never seen in training: each colour once, each shape once or twice. */
export function isHeldOut({ shape, colour }: Scene): boolean {
	return shape === (5 * colour + 2) % SHAPES.length;
}

export function sameScene(a: Scene, b: Scene): boolean {
	return ATTRIBUTES.every((attribute) => a[attribute] === b[attribute]);
}

const ALL: readonly Scene[] = SHAPES.flatMap((_, shape) =>
	COLOURS.flatMap((_, colour) =>
		SIZES.flatMap((_, size) =>
			PLACES.flatMap((_, place) =>
				GROUNDS.map((_, ground): Scene => ({ shape, colour, size, place, ground })),
			),
		),
	),
);

/** What training draws from, and what only measuring does. */
export const SEEN = ALL.filter((scene) => !isHeldOut(scene));
export const HELD = ALL.filter(isHeldOut);

/** `a small red star at the left on a white background`, `白い背景の左に小さな赤い星` */
export function captionOf(scene: Scene, language: keyof Text): string {
	const [shape, colour, size, place, ground] = ATTRIBUTES.map(
		(attribute) => CHOICES[attribute][scene[attribute]]!.name[language],
	);
	return language === 'ja'
		? `${ground}背景の${place}に${size}${colour}${shape}`
		: `a ${size} ${colour} ${shape} ${place} on a ${ground} background`;
}
