// Noise: what the generator makes its pictures of.
import type { ParamMap } from '../../graph/types';
import { defineKind } from '../kind';
import { setParams } from '../problems';
import { MAX_SIDE, vectorType } from '../shape';

const isUniform = ({ distribution }: ParamMap): boolean => distribution === 'uniform';
const isNormal = (params: ParamMap): boolean => !isUniform(params);

export const noise = defineKind({
	id: 'noise',
	category: 'data',
	icon: 'dices',
	surfaces: ['training'],
	doc: {
		name: { ja: 'ノイズ', en: 'Noise' },
		also: ['latent', 'z', 'latent variable', '潜在変数', '乱数'],
		text: {
			ja: '乱数のベクトル z を作ります。値はラウンドごとに 1 回引き、そのラウンドのあいだは同じものを使います。生成器はこの z をもとに画像を作ります。',
			en: 'Makes a vector z of random numbers. It is drawn once a round and stays the same within it. The generator makes its pictures out of z.',
		},
		formula: 'z \\sim \\mathcal{N}(\\mu, \\sigma^2) \\ \\text{or}\\ \\mathcal{U}(a, b)',
	},
	params: {
		size: {
			type: 'integer',
			default: 100,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '次元数', en: 'Size' },
			help: { ja: 'z の数の個数。', en: 'How many numbers z has.' },
		},
		distribution: {
			type: 'choice',
			default: 'normal',
			label: { ja: '分布', en: 'Distribution' },
			options: [
				{ value: 'normal', label: { ja: '正規分布', en: 'normal' } },
				{ value: 'uniform', label: { ja: '一様分布', en: 'uniform' } },
			],
			onNode: true,
		},
		mean: {
			type: 'number',
			default: 0,
			min: -1000,
			max: 1000,
			label: { ja: '平均', en: 'Mean' },
			when: isNormal,
		},
		deviation: {
			type: 'number',
			default: 1,
			min: 0,
			max: 1000,
			label: { ja: '標準偏差', en: 'Deviation' },
			when: isNormal,
		},
		min: {
			type: 'number',
			default: -1,
			min: -1000,
			max: 1000,
			label: { ja: '最小', en: 'Minimum' },
			when: isUniform,
		},
		max: {
			type: 'number',
			default: 1,
			min: -1000,
			max: 1000,
			label: { ja: '最大', en: 'Maximum' },
			when: isUniform,
		},
	},
	ports: () => ({ inputs: [], outputs: [{ name: 'z', meaning: 'vector' }] }),
	infer(context) {
		const { size, distribution, min, max } = context.params;
		if (distribution === 'normal') return { outputs: { z: vectorType(size) } };
		if (min <= max) return { outputs: { z: vectorType(size, [min, max]) } };
		return {
			outputs: { z: vectorType(size, [max, min]) },
			problems: [
				{
					severity: 'error',
					code: 'emptyRange',
					param: 'min',
					message: {
						ja: `最小（${min}）が最大（${max}）より大きくなっています。`,
						en: `The minimum, ${min}, is above the maximum, ${max}.`,
					},
					mend: setParams(context, { min: max, max: min }, { ja: '入れ替える', en: 'Swap them' }),
				},
			],
		};
	},
	source: {
		draw({ params, batch, random }) {
			const { size, distribution, mean, deviation, min, max } = params;
			const count = batch * size;
			const values =
				distribution === 'normal'
					? random.normal(count, mean, deviation)
					: random.uniform(count, min, max);
			return { z: { shape: [batch, size], values } };
		},
		torch: {
			draw({ params: { size, distribution, mean, deviation, min, max } }) {
				const drawn = (name: string): string => `torch.${name}(n, ${size}, generator=random)`;
				const [from, by] = distribution === 'normal' ? [mean, deviation] : [min, max - min];
				const scaled = `${by === 1 ? '' : `${by} * `}${drawn(distribution === 'normal' ? 'randn' : 'rand')}`;
				return { z: from === 0 ? scaled : `${from} + ${scaled}` };
			},
		},
	},
	tex: () => ({ z: 'z' }),
	examples: [
		{ params: { size: 6 }, inputs: {} },
		{ params: { size: 5, distribution: 'uniform', min: -2, max: 3 }, inputs: {} },
	],
});
