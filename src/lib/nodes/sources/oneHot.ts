// One-hot: a label as a row of zeros with a single one.
import type { Tensor1D } from '@tensorflow/tfjs';
import type { PortType } from '../../graph/types';
import { ONNX_TYPES } from '../onnx';
import { defineKind, type Problem } from '../kind';
import { setParams } from '../problems';
import { MAX_SIDE, labelType, typeText, vectorType, gapped } from '../shape';

/** It stays known that this is a label: what makes others of it asks how many there are. */
const oneHotType = (classes: number): PortType => ({ ...vectorType(classes, [0, 1]), classes });

export const oneHot = defineKind({
	id: 'oneHot',
	category: 'data',
	icon: 'tag',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: 'one-hot', en: 'One-hot' },
		also: ['condition', 'label', '条件'],
		text: {
			ja: 'ラベルの番号を、その場所だけが 1 でほかは 0 の数の列にします。条件つき GAN で、ラベルをネットワークに渡すときに使います。',
			en: 'Turns a label’s number into a row of zeros with a 1 at its place: the way labels are given to the networks of a conditional GAN.',
		},
		formula: 'c_i = \\begin{cases} 1 & i = \\text{label} \\\\ 0 & \\text{otherwise} \\end{cases}',
	},
	params: {
		classes: {
			type: 'integer',
			default: 0,
			min: 0,
			max: MAX_SIDE,
			label: { ja: 'クラス数', en: 'Classes' },
			help: {
				ja: '並べる個数。0 ならラベルの種類の数に合わせます。',
				en: 'How many places there are; 0 means as many as the labels have classes.',
			},
		},
	},
	ports: () => ({
		inputs: [{ name: 'label', accepts: ['label'], meaning: 'label' }],
		outputs: [{ name: 'c', meaning: 'vector' }],
	}),
	infer(context) {
		const { classes } = context.params;
		const { label } = context.inputs;
		const known = label?.classes;
		const problem = (message: Problem['message'], mend?: Problem['mend']): Problem => ({
			severity: 'error',
			code: 'classes',
			port: 'label',
			message,
			mend,
		});
		if (label && label.dtype !== 'int32') {
			const what = typeText(label);
			return {
				outputs: {},
				problems: [
					problem({
						ja: `これは${gapped(what.ja)}です。one-hot が読むのはラベルです。`,
						en: `This is ${what.en}; one-hot reads labels.`,
					}),
				],
			};
		}
		if (known !== undefined && classes !== 0 && classes < known) {
			return {
				outputs: { c: oneHotType(classes) },
				problems: [
					problem(
						{
							ja: `ラベルは ${known} 種類ありますが、場所は ${classes} 個しかありません。`,
							en: `There are ${known} classes of labels, but only ${classes} places.`,
						},
						setParams(
							context,
							{ classes: 0 },
							{ ja: 'ラベルに合わせる', en: 'Take as many as the labels have' },
						),
					),
				],
			};
		}
		const size = classes || known;
		if (size !== undefined) return { outputs: { c: oneHotType(size) } };
		if (!label) return { outputs: {} };
		return {
			outputs: {},
			problems: [
				problem({
					ja: 'ラベルの種類の数がわかりません。クラス数を指定してください。',
					en: 'How many classes the labels have is not known. Set the number of classes.',
				}),
			],
		};
	},
	tfjs: {
		// Asked for float32 directly, tfjs's wasm kernel writes the bits of integers.
		forward: (tf, { label }, { outputs }) => ({
			c: tf.cast(tf.oneHot(label! as Tensor1D, outputs.c!.shape[0]!), 'float32'),
		}),
	},
	torch: {
		call: ({ args, outputs }) => ({
			c: `F.one_hot(${args.label}.long(), ${outputs.c!.shape[0]}).float()`,
		}),
	},
	tex: ({ args: { label } }) => ({ c: label! }),
	onnx({ args, outputs, op, floats, integers }) {
		const places = integers([outputs.c!.shape[0]!]);
		const label = op('Cast', [args.label], { to: ONNX_TYPES.int64 });
		return { c: op('OneHot', [label, places, floats([0, 1], [2])]) };
	},
	examples: [
		{ inputs: { label: labelType(4) } },
		{ params: { classes: 5 }, inputs: { label: labelType(3) } },
	],
});
