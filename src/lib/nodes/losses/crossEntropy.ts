// Cross-entropy: how far a classifier is from saying what a thing is.
import type { Tensor1D } from '@tensorflow/tfjs';
import { defineKind, type Problem } from '../kind';
import { exp } from '../ops/activations';
import { detach } from '../ops/untaped';
import { vectorAt } from '../problems';
import { gapped, labelType, lossType, typeText, vectorType } from '../shape';

export const crossEntropy = defineKind({
	id: 'crossEntropy',
	category: 'losses',
	icon: 'target',
	surfaces: ['training'],
	doc: {
		name: { ja: 'クロスエントロピー', en: 'Cross-entropy' },
		also: ['classification', 'softmax', 'NLL', '分類'],
		text: {
			ja: '分類の損失です。ネットワークはクラスごとに 1 つの数（ロジット）を答え、ソフトマックスでその比が確率になります。正しいラベルの確率が高いほど小さくなります。',
			en: 'The loss of a classifier. The network gives one number a class (logits), and softmax makes probabilities of them. The surer it is of the right label, the smaller the loss.',
		},
		formula: 'L = -\\frac{1}{m} \\sum_i \\log \\mathrm{softmax}(\\ell_i)_{y_i}',
	},
	params: {},
	ports: () => ({
		inputs: [{ name: 'logits' }, { name: 'label', accepts: ['label'], meaning: 'label' }],
		outputs: [{ name: 'loss', meaning: 'loss' }],
	}),
	infer(context) {
		const outputs = { loss: lossType };
		const logits = vectorAt(context, { ja: '分類の損失', en: 'this loss' }, 'logits');
		const { label } = context.inputs;
		const problems: Problem[] = [...logits.problems];
		const size = logits.type?.shape[0];
		if (label && label.dtype !== 'int32') {
			const what = typeText(label);
			problems.push({
				severity: 'error',
				code: 'classes',
				port: 'label',
				message: {
					ja: `これは${gapped(what.ja)}です。ここにはラベルの番号をつないでください。`,
					en: `This is ${what.en}; wire labels here, as numbers.`,
				},
			});
		} else if (label?.classes !== undefined && size !== undefined && label.classes > size) {
			problems.push({
				severity: 'error',
				code: 'classes',
				port: 'logits',
				message: {
					ja: `ラベルは ${label.classes} 種類ありますが、答えは ${size} 個しかありません。最後の全結合層のユニット数を ${label.classes} にしてください。`,
					en: `There are ${label.classes} classes of labels, but only ${size} answers. Give the last Dense ${label.classes} units.`,
				},
			});
		}
		return { outputs, problems };
	},
	tfjs: {
		forward(tf, { logits, label }) {
			const classes = logits!.shape[1]!;
			const right = tf.cast(tf.oneHot(label! as Tensor1D, classes), 'float32');
			// tf.logSoftmax has a wrong second derivative. What is taken from all of a row leaves its softmax as it is.
			const shifted = tf.sub(logits!, detach(tf, tf.max(logits!, 1, true)));
			const all = tf.log(tf.sum(exp(tf, shifted), 1));
			return { loss: tf.mean(tf.sub(all, tf.sum(tf.mul(right, shifted), 1))) };
		},
	},
	tex: ({ args: { logits, label } }) => ({
		loss: `-\\log \\operatorname{softmax}\\left(${logits}\\right)_{${label}}`,
	}),
	torch: {
		call: ({ args }) => ({ loss: `F.cross_entropy(${args.logits}, ${args.label}.long())` }),
	},
	examples: [
		{ inputs: { logits: vectorType(4), label: labelType(4) } },
		{ inputs: { logits: vectorType(5), label: labelType(3) } },
	],
});
