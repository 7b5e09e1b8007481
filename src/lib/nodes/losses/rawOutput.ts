// Raw output: what D answers, as a loss by itself.
import { defineKind } from '../kind';
import { numbersAt } from '../problems';
import { lossType, vectorType } from '../shape';

export const rawOutput = defineKind({
	id: 'rawOutput',
	category: 'losses',
	icon: 'target',
	surfaces: ['training'],
	doc: {
		name: { ja: '出力そのまま', en: 'Raw output' },
		also: ['saturating', 'minimax', 'sum of D', 'lecture', '飽和'],
		text: {
			ja: 'D の答えをそのまま損失にします。D が「生成画像である確率」を答えるなら、G はこれを小さくすれば D をだませます。平均か合計かを選べます。',
			en: 'Takes D’s answer itself as the loss. Where D answers how probably a picture is fake, G fools it by making this small. The mean or the sum over the batch.',
		},
		formula: 'L = \\sum_i D(G(z_i))',
	},
	params: {
		reduction: {
			type: 'choice',
			default: 'mean',
			label: { ja: 'まとめ方', en: 'Reduction' },
			options: [
				{ value: 'mean', label: { ja: '平均', en: 'mean' } },
				{ value: 'sum', label: { ja: '合計', en: 'sum' } },
			],
			onNode: true,
		},
	},
	ports: () => ({ inputs: [{ name: 'd' }], outputs: [{ name: 'loss', meaning: 'loss' }] }),
	infer(context) {
		return { outputs: { loss: lossType }, problems: numbersAt(context, 'd').problems };
	},
	tfjs: {
		forward: (tf, { d }, { params }) => ({
			loss: params.reduction === 'sum' ? tf.sum(d!) : tf.mean(d!),
		}),
	},
	// The sum is so many times the mean; m is how many there are.
	tex: ({ args: { d }, params }) => ({ loss: params.reduction === 'sum' ? `m \\, ${d}` : d! }),
	torch: {
		call: ({ args, params }) => ({ loss: `${args.d}.${params.reduction}()` }),
		addsUp: ({ reduction }) => reduction === 'sum',
	},
	examples: [
		{ inputs: { d: vectorType(1) } },
		{ params: { reduction: 'sum' }, inputs: { d: vectorType(2) } },
	],
});
