// Samples: a sheet of pictures made from noise that is held.
import type { Mend, PortType } from '../../graph/types';
import { defineKind } from '../kind';
import { insertBefore, numbersAt, type Asking } from '../problems';
import { imageType, typeText, gapped } from '../shape';

/** A row of numbers that could be a square grey picture is offered as one. */
function mendShape(asking: Asking, type: PortType): Mend | undefined {
	const side = Math.sqrt(type.shape[0] ?? 0);
	if (type.shape.length !== 1 || side < 2 || !Number.isInteger(side)) return undefined;
	return insertBefore(
		asking,
		'image',
		{ kind: 'reshape', params: { shape: [side, side, 1] } },
		{ ja: `${side}×${side}×1 への変形を足す`, en: `Add Reshape to ${side}×${side}×1` },
	);
}

export const samples = defineKind({
	id: 'samples',
	category: 'monitors',
	icon: 'images',
	surfaces: ['training'],
	doc: {
		name: { ja: 'サンプル', en: 'Samples' },
		text: {
			ja: '画像を並べて見せます。ノイズとデータは一度引いたものを使い続けるので、画像の変わりかたはネットワークの変わりかたです。ラベルだけを渡すときは、左上から順にクラスを回します。',
			en: 'Shows pictures side by side. Noise and data are drawn once and held, so what changes in the pictures is the network. Labels given alone take turns, class by class from the upper left.',
		},
	},
	params: {
		rows: { type: 'integer', default: 4, min: 1, max: 32, label: { ja: '行', en: 'Rows' } },
		columns: { type: 'integer', default: 4, min: 1, max: 32, label: { ja: '列', en: 'Columns' } },
	},
	ports: () => ({ inputs: [{ name: 'image', meaning: 'image' }], outputs: [] }),
	infer(context) {
		const { type, problems } = numbersAt(context, 'image');
		if (!type) return { outputs: {}, problems };
		const channels = type.shape[2];
		if (type.shape.length === 3 && (channels === 1 || channels === 3)) return { outputs: {} };
		const what = typeText(type);
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'notAPicture',
					port: 'image',
					message: {
						ja: `これは${gapped(what.ja)}です。見せられるのは 1 チャンネルか 3 チャンネルの画像です。`,
						en: `This is ${what.en}; only pictures of 1 or 3 channels can be shown.`,
					},
					mend: mendShape(context, type),
				},
			],
		};
	},
	monitor: {
		shows: 'pictures',
		when: 'fixed',
		count: ({ rows, columns }) => Number(rows) * Number(columns),
	},
	examples: [{ inputs: { image: imageType(4, 4, 1, [0, 1]) } }],
});
