// L2: the mean square of how far two things are apart.
import { defineKind } from '../kind';
import { imageType, vectorType } from '../shape';
import { apartPorts, inferApart } from './apart';

export const l2 = defineKind({
	id: 'l2',
	category: 'losses',
	icon: 'equal',
	surfaces: ['training'],
	doc: {
		name: { ja: 'L2', en: 'L2' },
		also: ['MSE', 'reconstruction', '再構成'],
		text: {
			ja: '2 つの値の差を 2 乗して平均します。大きな差を強く嫌うので、どちらつかずのときは間をとり、画像はぼやけやすくなります。L1 と比べてみてください。',
			en: 'The mean square of the difference of two things. Large differences weigh most, so where it can’t decide it goes for the middle, and pictures blur. Compare it with L1.',
		},
		formula: 'L = \\frac{1}{n} \\sum_i (x_i - t_i)^2',
	},
	params: {},
	ports: () => apartPorts,
	infer: inferApart,
	tfjs: {
		forward: (tf, { x, target }) => ({ loss: tf.mean(tf.square(tf.sub(x!, target!))) }),
	},
	tex: ({ args: { x, target } }) => ({ loss: `\\left\\lVert ${x} - ${target} \\right\\rVert_2^2` }),
	torch: { call: ({ args }) => ({ loss: `F.mse_loss(${args.x}, ${args.target})` }) },
	examples: [
		{ inputs: { x: vectorType(3), target: vectorType(3) } },
		{ inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) } },
	],
});
