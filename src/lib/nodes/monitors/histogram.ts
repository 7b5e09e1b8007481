// Histogram: what D answers to real and to fake.
import { defineKind } from '../kind';
import { numbersAt } from '../problems';
import { vectorType } from '../shape';

export const histogram = defineKind({
	id: 'histogram',
	category: 'monitors',
	icon: 'chart-column',
	surfaces: ['training'],
	doc: {
		name: { ja: 'ヒストグラム', en: 'Histogram' },
		text: {
			ja: 'D の答えの分布を、本物と生成画像で重ねて見せます。2 つの山が離れていれば D が優勢、重なっていれば G が追いついています。',
			en: 'Shows how D’s answers are spread, for real and fake together. Two hills apart: D is ahead. Two that overlap: G has caught up.',
		},
	},
	params: {
		bins: {
			type: 'integer',
			default: 20,
			min: 2,
			max: 200,
			label: { ja: '区間の数', en: 'Bins' },
		},
	},
	ports: () => ({
		inputs: [
			{ name: 'real', label: { ja: '本物', en: 'real' }, optional: true },
			{ name: 'fake', label: { ja: '生成画像', en: 'fake' }, optional: true },
		],
		outputs: [],
	}),
	infer: (context) => ({
		outputs: {},
		problems: [...numbersAt(context, 'real').problems, ...numbersAt(context, 'fake').problems],
	}),
	monitor: { shows: 'histogram', when: 'round' },
	examples: [{ inputs: { real: vectorType(1, [0, 1]), fake: vectorType(1, [0, 1]) } }],
});
