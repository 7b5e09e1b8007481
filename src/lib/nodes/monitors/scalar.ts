// Scalar: one number a round.
import { defineKind } from '../kind';
import { lossType, vectorType } from '../shape';

export const scalar = defineKind({
	id: 'scalar',
	category: 'monitors',
	icon: 'gauge',
	surfaces: ['training'],
	doc: {
		name: { ja: '数値', en: 'Scalar' },
		text: {
			ja: '値の平均を 1 つの数で見せます。損失や D の答えなど、どの線にもつなげます。',
			en: 'Shows the mean of the values as one number. It takes any wire: a loss, D’s answers.',
		},
	},
	params: {},
	ports: () => ({
		inputs: [
			{
				name: 'value',
				accepts: ['loss', 'vector', 'image', 'wave', 'spectrogram', 'label', 'text'],
			},
		],
		outputs: [],
	}),
	infer: () => ({ outputs: {} }),
	monitor: { shows: 'scalar', when: 'round' },
	examples: [{ inputs: { value: lossType } }, { inputs: { value: vectorType(2) } }],
});
