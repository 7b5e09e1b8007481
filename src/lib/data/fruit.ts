// Apples and oranges: two unpaired worlds, drawn from the same kind of scene.
import type { PortType } from '../graph/types';
import type { Dataset } from './dataset';

const picture: PortType = {
	shape: [64, 64, 3],
	dtype: 'float32',
	meaning: 'image',
	range: [-1, 1],
};

export const fruit: Dataset = {
	name: 'fruit',
	title: { ja: 'りんごとオレンジ', en: 'Apples and oranges' },
	summary: {
		ja: 'りんごの絵とオレンジの絵が 600 枚ずつ。64×64 画素のカラー画像です。場面はすべて別で、組になっていません。評価用の 200 場面だけは、同じ場面を両方で描いてあります。',
		en: '600 pictures of apples and 600 of oranges in colour, 64×64 pixels. No two show the same scene, so there are no pairs; only of the 200 scenes held out is each drawn both ways.',
	},
	licence: 'CC0-1.0',
	attribution: { ja: 'このアプリが描いた絵です。', en: 'Drawn by this app.' },
	classNames: [],
	type: {
		outputs: [
			{ port: 'apple', type: picture },
			{ port: 'orange', type: picture },
		],
		count: 600,
		unpaired: true,
	},
	held: 200,
	measured: [
		{
			port: 'mask',
			type: { shape: [64, 64, 1], dtype: 'float32', meaning: 'image', range: [0, 1] },
		},
	],
};
