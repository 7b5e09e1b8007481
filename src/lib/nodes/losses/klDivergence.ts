// KL divergence of a normal distribution from the standard one: keeps a condition's cloud from shrinking to a point.
import { defineKind } from '../kind';
import { exp } from '../ops/activations';
import { numbersAt } from '../problems';
import { gapped, lossType, sameShape, typeText, vectorType } from '../shape';

export const klDivergence = defineKind({
	id: 'klDivergence',
	category: 'losses',
	icon: 'chart-spline',
	surfaces: ['training'],
	doc: {
		name: { ja: 'KL', en: 'KL' },
		also: ['KL divergence', 'Kullback–Leibler', 'VAE', 'StackGAN', 'KL ダイバージェンス'],
		text: {
			ja: '平均 μ・分散 σ² の正規分布が、標準正規分布からどれだけ離れているかです。条件の拡張とともに G の損失に足すと、条件のまわりの雲が点につぶれず、どこも似た広さになります。次元とバッチで平均します。',
			en: 'How far the normal distribution of mean μ and variance σ² is from the standard one. Added to G’s loss beside conditioning augmentation, it keeps the cloud around a condition from shrinking to a point. The mean over numbers and batch.',
		},
		formula:
			'D_{\\mathrm{KL}} = -\\frac{1}{2n} \\sum_i \\left( 1 + \\log \\sigma_i^2 - \\mu_i^2 - \\sigma_i^2 \\right)',
		paper: {
			title: 'Kingma and Welling, Auto-Encoding Variational Bayes (2014)',
			url: 'https://arxiv.org/abs/1312.6114',
		},
	},
	params: {},
	ports: () => ({
		inputs: [
			{ name: 'mu', label: 'μ' },
			{ name: 'logvar', label: 'log σ²' },
		],
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer(context) {
		const outputs = { loss: lossType };
		const [mu, logvar] = [numbersAt(context, 'mu'), numbersAt(context, 'logvar')];
		const problems = [...mu.problems, ...logvar.problems];
		if (!mu.type || !logvar.type || sameShape(mu.type.shape, logvar.type.shape)) {
			return { outputs, problems };
		}
		const [is, other] = [typeText(logvar.type), typeText(mu.type)];
		return {
			outputs,
			problems: [
				{
					severity: 'error',
					code: 'shapeMismatch',
					port: 'logvar',
					message: {
						ja: `これは${gapped(is.ja)}で、μ は${gapped(other.ja)}です。形をそろえてください。`,
						en: `This is ${is.en}, and μ is ${other.en}. Their shapes have to agree.`,
					},
				},
			],
		};
	},
	tfjs: {
		forward(tf, { mu, logvar }) {
			const apart = tf.sub(tf.sub(tf.add(logvar!, 1), tf.square(mu!)), exp(tf, logvar!));
			return { loss: tf.mul(tf.mean(apart), -0.5) };
		},
	},
	tex: ({ args: { mu, logvar } }) => ({
		loss: `D_{\\mathrm{KL}}\\left( \\mathcal{N}\\left(${mu}, e^{${logvar}}\\right) \\,\\middle\\|\\, \\mathcal{N}(0, 1) \\right)`,
	}),
	torch: {
		call: ({ args: { mu, logvar } }) => ({
			loss: `-0.5 * (1 + ${logvar} - ${mu} ** 2 - ${logvar}.exp()).mean()`,
		}),
	},
	examples: [{ inputs: { mu: vectorType(3), logvar: vectorType(3) } }],
});
