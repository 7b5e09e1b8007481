// Points in a plane and on a line, drawn on the spot: small enough to see a whole distribution at a glance.
import { randomAt } from '../../graph/random';
import type { PortType, Text } from '../../graph/types';
import type { DatasetItems } from '../../nodes/kind';
import type { Dataset } from '../dataset';
import * as laws from './laws';
import { drawMixture, type Mixture } from './mixture';

/** Names the points: another number, other points of the same law. */
const SEED = 12;
const COUNT = 8192;
const HELD_COUNT = 2048;
/** What a value is kept within; so far out lies nothing but one point in a thousand million. */
const BOUND = 4;

function items(law: Mixture, name: string, count: number): DatasetItems {
	const { dimensions } = law;
	const points = drawMixture(law, count, randomAt(SEED, name, 0)).map((value) =>
		Math.max(-BOUND, Math.min(BOUND, value)),
	);
	return {
		count,
		gather(indices) {
			const values = new Float32Array(indices.length * dimensions);
			for (let i = 0; i < indices.length; i++) {
				const from = indices[i]! * dimensions;
				values.set(points.subarray(from, from + dimensions), i * dimensions);
			}
			return { x: { shape: [indices.length, dimensions], values } };
		},
	};
}

function setOf(name: string, law: Mixture, title: Text, about: Text): Dataset {
	const type: PortType = {
		...{ shape: [law.dimensions], dtype: 'float32', meaning: 'vector' },
		range: [-BOUND, BOUND],
	};
	return {
		name,
		title,
		summary: {
			ja: `${about.ja}このアプリが乱数で置いた点で、密度の式がわかっています。だから p_data を正確に描けます。`,
			en: `${about.en} The app draws the points at random from a law whose density is known, so p_data can be shown exactly.`,
		},
		licence: 'CC0-1.0',
		attribution: { ja: 'このアプリが作った点です。', en: 'Drawn by this app.' },
		classNames: [],
		type: { outputs: [{ port: 'x', type }], count: COUNT },
		held: HELD_COUNT,
		law,
		make: () => ({
			...items(law, name, COUNT),
			held: items(law, `${name} held`, HELD_COUNT),
		}),
	};
}

export const points: readonly Dataset[] = [
	setOf(
		'eightGaussians',
		laws.eightGaussians,
		{ ja: '8 つの山（平面）', en: 'Eight Gaussians' },
		{
			ja: '半径 2 の円に並ぶ 8 つの小さな山。山をいくつ作れるかで、モード崩壊がひと目でわかります。',
			en: 'Eight small hills on a circle of radius 2. How many of them G makes shows at once whether it has lost a mode.',
		},
	),
	setOf(
		'pointGrid',
		laws.grid,
		{ ja: '格子（25 の山）', en: 'Grid of 25' },
		{
			ja: '5×5 に並ぶ 25 の小さな山。8 つの山より難しい問題です。',
			en: 'Twenty-five small hills, five by five: harder than eight.',
		},
	),
	setOf(
		'ring',
		laws.ring,
		{ ja: '輪', en: 'Ring' },
		{
			ja: '半径 2 の輪。山が 1 つにつながっています。',
			en: 'A ring of radius 2, all in one piece.',
		},
	),
	setOf(
		'twoMoons',
		laws.twoMoons,
		{ ja: '2 つの三日月', en: 'Two moons' },
		{ ja: '向かい合う 2 つの三日月。', en: 'Two crescents that reach into each other.' },
	),
	setOf(
		'spiral',
		laws.spiral,
		{ ja: '渦巻き', en: 'Spiral' },
		{
			ja: '2 回転の渦巻き。細長い形をなぞる必要があります。',
			en: 'A spiral of two turns: a long thin shape to follow.',
		},
	),
	setOf(
		'pointLine',
		laws.line,
		{ ja: '線分', en: 'Line' },
		{
			ja: 'まっすぐな 1 本の線。いちばんやさしい形です。',
			en: 'One straight line: as easy as it gets.',
		},
	),
	setOf(
		'disjointLines',
		laws.disjointLines,
		{ ja: '離れた 2 本の線', en: 'Disjoint lines' },
		{
			ja: '離れた 2 本の縦線。G は 1 つにつながった z を 2 つに裂かなければなりません。',
			en: 'Two lines with nothing between: G has to tear apart a z that is in one piece.',
		},
	),
	setOf(
		'oneHill',
		laws.oneHill,
		{ ja: '1 つの山（直線上）', en: 'One hill on a line' },
		{ ja: '数直線の上の正規分布。', en: 'A normal distribution of single numbers.' },
	),
	setOf(
		'twoHills',
		laws.twoHills,
		{ ja: '2 つの山（直線上）', en: 'Two hills on a line' },
		{
			ja: '数直線の上の、幅も高さもちがう 2 つの山。D と D* を曲線で比べられます。',
			en: 'Single numbers in two hills of different width and weight. D and D* are curves to compare.',
		},
	),
	setOf(
		'threeHills',
		laws.threeHills,
		{ ja: '3 つの山（直線上）', en: 'Three hills on a line' },
		{
			ja: '数直線の上の 3 つの細い山。1 つ忘れられやすい問題です。',
			en: 'Single numbers in three narrow hills; one of them is easily forgotten.',
		},
	),
];
