// L1: how far two things are apart, number by number.
import { defineKind } from '../kind';
import { absolute } from '../ops/activations';
import { imageType, vectorType } from '../shape';
import { apartPorts, inferApart } from './apart';

export const l1 = defineKind({
	id: 'l1',
	category: 'losses',
	icon: 'equal',
	surfaces: ['training'],
	doc: {
		name: { ja: 'L1', en: 'L1' },
		also: [
			'MAE',
			'reconstruction',
			'cycle consistency',
			'identity loss',
			'サイクル一貫性',
			'再構成',
			'恒等',
		],
		text: {
			ja: '2 つの値の差の大きさを平均します。生成画像を手本に近づけるときに使います。差を 2 乗しないので、ぼやけにくくなります。pix2pix では 100 倍して GAN の損失に足します。',
			en: 'The mean size of the difference of two things: it draws a generated picture towards its model. Differences are not squared, so pictures blur less. In pix2pix it is added to the GAN’s loss, times 100.',
		},
		formula: 'L = \\frac{1}{n} \\sum_i \\left| x_i - t_i \\right|',
		paper: {
			title: 'Isola et al., Image-to-Image Translation with Conditional Adversarial Nets (2017)',
			url: 'https://arxiv.org/abs/1611.07004',
		},
	},
	params: {},
	ports: () => apartPorts,
	infer: inferApart,
	tfjs: {
		forward: (tf, { x, target }) => ({ loss: tf.mean(absolute(tf, tf.sub(x!, target!))) }),
	},
	tex: ({ args: { x, target } }) => ({ loss: `\\left\\lVert ${x} - ${target} \\right\\rVert_1` }),
	torch: { call: ({ args }) => ({ loss: `F.l1_loss(${args.x}, ${args.target})` }) },
	examples: [
		{ inputs: { x: vectorType(3), target: vectorType(3) } },
		{ inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) } },
	],
});
