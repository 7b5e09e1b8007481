// L1: how far two things are apart, number by number.
import { defineKind } from '../kind';
import { absolute } from '../ops/activations';
import { numbersAt } from '../problems';
import { gapped, imageType, lossType, sameShape, typeText, vectorType } from '../shape';

export const l1 = defineKind({
	id: 'l1',
	category: 'losses',
	icon: 'equal',
	surfaces: ['training'],
	doc: {
		name: { ja: 'L1', en: 'L1' },
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
	ports: () => ({
		inputs: [{ name: 'x' }, { name: 'target', label: { ja: '手本', en: 'target' } }],
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer(context) {
		const outputs = { loss: lossType };
		const [x, target] = [numbersAt(context, 'x'), numbersAt(context, 'target')];
		const problems = [...x.problems, ...target.problems];
		if (!x.type || !target.type || sameShape(x.type.shape, target.type.shape)) {
			return { outputs, problems };
		}
		const [is, other] = [typeText(target.type), typeText(x.type)];
		return {
			outputs,
			problems: [
				{
					severity: 'error',
					code: 'shapeMismatch',
					port: 'target',
					message: {
						ja: `これは${gapped(is.ja)}で、比べる相手は${gapped(other.ja)}です。形をそろえてください。`,
						en: `This is ${is.en}, to be compared with ${other.en}. Their shapes have to agree.`,
					},
				},
			],
		};
	},
	tfjs: {
		forward: (tf, { x, target }) => ({ loss: tf.mean(absolute(tf, tf.sub(x!, target!))) }),
	},
	torch: { call: ({ args }) => ({ loss: `F.l1_loss(${args.x}, ${args.target})` }) },
	examples: [
		{ inputs: { x: vectorType(3), target: vectorType(3) } },
		{ inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) } },
	],
});
