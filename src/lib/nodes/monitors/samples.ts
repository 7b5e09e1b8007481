// Samples: a sheet of pictures made from noise that is held.
import type { Mend, PortType } from '../../graph/types';
import { defineKind, type Problem } from '../kind';
import { insertBefore, numbersAt, type Asking } from '../problems';
import { imageType, spectrogramType, typeText, gapped } from '../shape';

/** A row of numbers that could be a square grey picture is offered as one. */
function mendShape(asking: Asking, port: string, type: PortType): Mend | undefined {
	const side = Math.sqrt(type.shape[0] ?? 0);
	if (type.shape.length !== 1 || side < 2 || !Number.isInteger(side)) return undefined;
	return insertBefore(
		asking,
		port,
		{ kind: 'reshape', params: { shape: [side, side, 1] } },
		{ ja: `${side}×${side}×1 への変形を足す`, en: `Add Reshape to ${side}×${side}×1` },
	);
}

/** Spectrograms are pictures too: time goes to the right, and pitch up. */
const canBeShown = ({ shape, meaning }: PortType): boolean =>
	meaning === 'spectrogram'
		? shape.length === 2
		: shape.length === 3 && (shape[2] === 1 || shape[2] === 3);

const heightOf = ({ shape, meaning }: PortType): number | undefined =>
	meaning === 'spectrogram' ? shape[1] : shape[0];

export const samples = defineKind({
	id: 'samples',
	category: 'monitors',
	icon: 'images',
	surfaces: ['training'],
	doc: {
		name: { ja: 'サンプル', en: 'Samples' },
		also: ['grid', 'preview', 'pictures', '見本'],
		text: {
			ja: '画像やスペクトログラムを並べて見せます。左右に別の画像を添えて、入力や手本と比べることもできます。データは学習に使わないものから引きます。ノイズとデータは一度引いたものを使い続けるので、画像の変わりかたはネットワークの変わりかたです。ラベルだけを渡すときは、左上から順にクラスを回します。',
			en: 'Shows pictures or spectrograms, each with others to its left and right if you wire them: what it was made from, or its model. Data is taken from what is held out of training. Noise and data are drawn once and held, so what changes in the pictures is the network. Labels given alone take turns, class by class from the upper left.',
		},
	},
	params: {
		rows: { type: 'integer', default: 4, min: 1, max: 32, label: { ja: '行', en: 'Rows' } },
		columns: { type: 'integer', default: 4, min: 1, max: 32, label: { ja: '列', en: 'Columns' } },
	},
	ports: () => ({
		inputs: [
			{ name: 'image' },
			{ name: 'left', label: { ja: '左に', en: 'left' }, optional: true },
			{ name: 'right', label: { ja: '右に', en: 'right' }, optional: true },
		],
		outputs: [],
	}),
	infer(context) {
		const problems: Problem[] = [];
		const height = context.inputs.image && heightOf(context.inputs.image);
		for (const port of ['image', 'left', 'right']) {
			const { type, problems: own } = numbersAt(context, port);
			problems.push(...own);
			if (!type) continue;
			const what = typeText(type);
			if (!canBeShown(type)) {
				problems.push({
					severity: 'error',
					code: 'notAPicture',
					port,
					message: {
						ja: `これは${gapped(what.ja)}です。見せられるのは、1 チャンネルか 3 チャンネルの画像と、スペクトログラムです。`,
						en: `This is ${what.en}; only pictures of 1 or 3 channels and spectrograms can be shown.`,
					},
					mend: mendShape(context, port, type),
				});
			} else if (height !== undefined && heightOf(type) !== height) {
				problems.push({
					severity: 'error',
					code: 'shapeMismatch',
					port,
					message: {
						ja: `これは${gapped(what.ja)}です。並べるには、高さを ${height} にそろえてください。`,
						en: `This is ${what.en}. To stand beside the others it has to be ${height} high.`,
					},
				});
			}
		}
		return { outputs: {}, problems };
	},
	monitor: {
		shows: 'pictures',
		when: 'fixed',
		count: ({ rows, columns }) => Number(rows) * Number(columns),
	},
	examples: [
		{ inputs: { image: imageType(4, 4, 1, [0, 1]) } },
		{ inputs: { image: spectrogramType(5, 4), left: spectrogramType(5, 4) } },
		{ inputs: { image: imageType(4, 4, 3), left: imageType(4, 2, 1, [-1, 1]) } },
	],
});
