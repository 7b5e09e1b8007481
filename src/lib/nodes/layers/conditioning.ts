// Conditioning augmentation: not the condition itself, but a point drawn near it.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind, type Problem } from '../kind';
import { exp } from '../ops/activations';
import { vectorAt } from '../problems';
import { gapped, typeText, vectorType } from '../shape';

const NAME = { ja: '条件の拡張', en: 'Conditioning augmentation' };

export const conditioning = defineKind({
	id: 'conditioning',
	category: 'layers',
	icon: 'dices',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['reparametrization', 'reparameterize', 'VAE', 'StackGAN', 'μ', 'σ', '再パラメータ化'],
		text: {
			ja: '入力の前半を平均 μ、後半を分散の対数とみて、その正規分布から 1 点 c を引きます。ε は正規分布の乱数です。文が少なくても、そのまわりの点で学ぶので、近い文どうしがなめらかにつながります。μ と log σ² は KL 損失につなぎます。',
			en: 'Takes the first half of its input as mean μ, the second as log variance, and draws a point c of that normal distribution; ε is normal noise. However few sentences there are, points around them are learned, so near sentences join smoothly. Wire μ and log σ² to the KL loss.',
		},
		formula: 'c = \\mu + \\sigma \\odot \\varepsilon, \\quad [\\mu, \\log \\sigma^2] = x',
		paper: {
			title: 'Zhang et al., StackGAN (2017)',
			url: 'https://arxiv.org/abs/1612.03242',
		},
	},
	params: {},
	ports: () => ({
		inputs: [{ name: 'x' }, { name: 'eps', label: 'ε' }],
		outputs: [
			{ name: 'c', meaning: 'vector' },
			{ name: 'mu', label: 'μ', meaning: 'vector' },
			{ name: 'logvar', label: 'log σ²', meaning: 'vector' },
		],
	}),
	infer(context) {
		const x = vectorAt(context, NAME);
		const eps = vectorAt(context, NAME, 'eps');
		const problems: Problem[] = [...x.problems, ...eps.problems];
		const size = x.type?.shape[0];
		if (size === undefined) return { outputs: {}, problems };
		const half = Math.floor(size / 2);
		if (size % 2 === 1) {
			problems.push({
				severity: 'error',
				code: 'oddSize',
				port: 'x',
				message: {
					ja: `${size} 個は 2 等分できません。前半が μ、後半が log σ² です。偶数にしてください。`,
					en: `${size} numbers can’t be halved into μ and log σ². Make them even.`,
				},
			});
		} else if (eps.type && eps.type.shape[0] !== half) {
			const is = typeText(eps.type);
			problems.push({
				severity: 'error',
				code: 'noiseSize',
				port: 'eps',
				message: {
					ja: `ε は${gapped(is.ja)}ですが、μ は ${half} 個です。同じ数にしてください。`,
					en: `ε is ${is.en}, and μ is ${half}. They have to be as many.`,
				},
			});
		}
		if (problems.length > 0) return { outputs: {}, problems };
		const outputs = vectorType(half);
		return { outputs: { c: outputs, mu: outputs, logvar: outputs } };
	},
	tfjs: {
		forward(tf, { x, eps }) {
			const [mu, logvar] = tf.split(x!, 2, 1) as [Tensor, Tensor];
			const deviation = exp(tf, tf.mul(logvar, 0.5));
			return { c: tf.add(mu, tf.mul(deviation, eps!)), mu, logvar };
		},
	},
	torch: {
		call: ({ args: { x, eps } }) => ({
			c: `${x}.chunk(2, 1)[0] + (0.5 * ${x}.chunk(2, 1)[1]).exp() * ${eps}`,
			mu: `${x}.chunk(2, 1)[0]`,
			logvar: `${x}.chunk(2, 1)[1]`,
		}),
	},
	onnx({ args: { x, eps }, op, ops, floats }) {
		const [mu, logvar] = ops('Split', [x], 2, { axis: 1 }) as [string, string];
		const deviation = op('Exp', [op('Mul', [logvar, floats(0.5)])]);
		return { c: op('Add', [mu, op('Mul', [deviation, eps])]), mu, logvar };
	},
	examples: [{ inputs: { x: vectorType(6), eps: vectorType(3) } }],
});
