// Constant: the same number for every item of every batch.
import { defineKind } from '../kind';
import { MAX_SIDE, vectorType } from '../shape';

export const constant = defineKind({
	id: 'constant',
	category: 'data',
	icon: 'pin',
	surfaces: ['training'],
	doc: {
		name: { ja: '定数', en: 'Constant' },
		text: {
			ja: 'いつも同じ数を出します。ノイズの代わりにつないで、乱数がないとどうなるかを確かめるときなどに使います。',
			en: 'Gives the same number always: in place of noise, say, to see what happens without chance.',
		},
		formula: 'x = c',
	},
	params: {
		value: {
			type: 'number',
			default: 0,
			min: -1e6,
			max: 1e6,
			label: { ja: '値', en: 'Value' },
			onNode: true,
		},
		size: {
			type: 'integer',
			default: 1,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '次元数', en: 'Size' },
			help: { ja: '並べる個数。', en: 'How many of them stand in a row.' },
		},
	},
	ports: () => ({ inputs: [], outputs: [{ name: 'value', meaning: 'vector' }] }),
	infer: ({ params: { value, size } }) => ({
		outputs: { value: vectorType(size, [value, value]) },
	}),
	source: {
		draw: ({ params: { value, size }, batch }) => ({
			value: { shape: [batch, size], values: new Float32Array(batch * size).fill(value) },
		}),
		torch: {
			draw: ({ params: { value, size } }) => ({
				value: `torch.full((n, ${size}), float(${value}))`,
			}),
		},
	},
	tex: ({ params }) => ({ value: String(params.value) }),
	examples: [{ params: { value: 0.5, size: 3 }, inputs: {} }],
});
