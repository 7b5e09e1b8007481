// OpenMoji: emoji as line drawings, and the same in colour.
import type { Dataset } from './dataset';

export const openmoji: Dataset = {
	name: 'openmoji',
	title: { ja: 'OpenMoji 線画と色', en: 'OpenMoji, line and colour' },
	summary: {
		ja: '絵文字の線画と、同じ絵に色をつけたものの組です。64×64 画素。1,386 組を学習に使い、157 組を評価用に取り分けます。似た絵文字は、どちらか一方にまとめて入っています。',
		en: 'Emoji as line drawings, each paired with the same in colour, 64×64 pixels: 1,386 pairs to train on and 157 held out. Emoji that are variants of one another are on the same side.',
	},
	licence: 'CC-BY-SA-4.0',
	attribution: {
		ja: '絵文字はすべて、オープンソースの絵文字・アイコンプロジェクト OpenMoji のデザインです。ライセンス: CC BY-SA 4.0。64×64 画素に描き直しています。',
		en: 'All emojis designed by OpenMoji, the open-source emoji and icon project. License: CC BY-SA 4.0. Rendered at 64×64 pixels.',
	},
	home: 'https://openmoji.org/',
	classNames: [],
	type: {
		outputs: [
			{
				port: 'line',
				type: { shape: [64, 64, 1], dtype: 'float32', meaning: 'image', range: [-1, 1] },
			},
			{
				port: 'colour',
				type: { shape: [64, 64, 3], dtype: 'float32', meaning: 'image', range: [-1, 1] },
			},
		],
		count: 1386,
	},
	held: 157,
};
