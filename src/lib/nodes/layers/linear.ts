// Linear: lets everything pass.
import { defineActivation } from './activation';

export const linear = defineActivation({
	id: 'linear',
	icon: 'minus',
	doc: {
		name: { ja: '線形', en: 'Linear' },
		also: ['identity', 'no activation', '恒等'],
		text: {
			ja: '値をそのまま通します。「ここには活性化関数を置かない」と書き残すためのものです。ロジットを出す D の最後などに使います。',
			en: 'Lets values pass as they are. It says in so many words that there is no activation here, as at the end of a D that gives logits.',
		},
		formula: 'y = x',
	},
	params: {},
	range: (input) => input,
	apply: (tf, x) => tf.clone(x),
	layer: (tf) => tf.layers.activation({ activation: 'linear' }),
	torch: () => 'nn.Identity()',
	onnx: () => undefined,
});
