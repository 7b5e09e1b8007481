// Embedding: a learned vector for every class.
import type { Tensor1D } from '@tensorflow/tfjs';
import type { PortType } from '../../graph/types';
import { defineKind } from '../kind';
import { vectorAt } from '../problems';
import { labelType, MAX_SIDE, sizeOf, vectorType, wordsType } from '../shape';

const NAME = { ja: '埋め込み', en: 'Embedding' };

/** Numbers are looked up; one-hot vectors pick by a product. */
const isNumber = ({ meaning }: PortType): boolean => meaning === 'label' || meaning === 'words';

export const embedding = defineKind({
	id: 'embedding',
	category: 'layers',
	icon: 'table-2',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['lookup', 'word vector'],
		text: {
			ja: 'クラスごとに 1 本のベクトルを持ち、ラベルの番号（または one-hot）でそれを引きます。ベクトルの数は重みで、学習によって決まります。単語番号の列なら、ベクトルの列になります。',
			en: 'Has one vector for each class and looks it up by the label’s number, or by a one-hot vector. The vectors’ numbers are weights: they are learned. Word numbers in a row become vectors in a row.',
		},
		formula: 'y = E_{\\text{label}} = E^{\\top} c',
		paper: {
			title: 'Mirza and Osindero, Conditional Generative Adversarial Nets (2014)',
			url: 'https://arxiv.org/abs/1411.1784',
		},
	},
	params: {
		size: {
			type: 'integer',
			default: 50,
			min: 1,
			max: MAX_SIDE,
			label: { ja: '次元数', en: 'Size' },
			help: { ja: 'ベクトルの数の個数。', en: 'How many numbers a vector has.' },
			onNode: true,
		},
		deviation: {
			type: 'number',
			default: 1,
			min: 0,
			max: 1000,
			label: { ja: '初期値の標準偏差', en: 'Initial deviation' },
			help: {
				ja: '重みの初期値は、平均 0、この標準偏差の正規分布です。PyTorch の既定は 1。',
				en: 'Weights start normal around 0 with this deviation; PyTorch’s default is 1.',
			},
		},
	},
	ports: () => ({
		inputs: [{ name: 'label', accepts: ['label', 'words', 'vector'] }],
		outputs: [{ name: 'y', meaning: 'vector' }],
	}),
	infer(context) {
		const { label } = context.inputs;
		const vector = vectorType(context.params.size);
		const inARow = label?.meaning === 'words' ? label.shape : [];
		const outputs = { y: { ...vector, shape: [...inARow, ...vector.shape] } };
		if (!label || !isNumber(label)) {
			const { problems } = vectorAt(context, NAME, 'label');
			return { outputs, problems };
		}
		if (label.classes !== undefined) return { outputs };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'classes',
					port: 'label',
					message: {
						ja: 'ラベルの種類の数がわからないので、ベクトルを何本持てばよいか決まりません。',
						en: 'How many classes the labels have is not known, and so not how many vectors there are.',
					},
				},
			],
		};
	},
	weights({ params: { size, deviation }, inputs: { label } }) {
		const classes = label?.classes ?? label?.shape[0] ?? 1;
		const initial = { type: 'normal', mean: 0, deviation } as const;
		return [{ name: 'weight', shape: [classes, size], initial, trainable: true }];
	},
	// Looked up as well: it is computed as a product with one-hot rows.
	multiplyAdds({ params: { size }, inputs: { label } }) {
		const rows = label?.meaning === 'words' ? sizeOf(label.shape) : 1;
		return rows * (label?.classes ?? label?.shape[0] ?? 0) * size;
	},
	tfjs: {
		forward(tf, { label }, { weights, inputs }) {
			if (!isNumber(inputs.label!)) return { y: tf.matMul(label!, weights.weight!) };
			// A product, whose gradient every backend has, and twice.
			const flat = tf.reshape(label!, [label!.size]) as Tensor1D;
			const oneHot = tf.cast(tf.oneHot(flat, weights.weight!.shape[0]!), 'float32');
			const found = tf.matMul(oneHot, weights.weight!);
			return { y: tf.reshape(found, [...label!.shape, found.shape[1]!]) };
		},
		layer: {
			// Keras's models give a label an axis of its own, and so would the layer its output.
			fits: (_, { inputs }) => inputs.label!.shape.length > 0,
			make(tf, { params: { size }, inputs }) {
				const { classes, shape } = inputs.label!;
				if (isNumber(inputs.label!))
					return tf.layers.embedding({ inputDim: classes ?? 1, outputDim: size });
				return tf.layers.dense({ units: size, useBias: false, inputDim: shape[0] });
			},
			weights: ['weight'],
		},
	},
	torch: {
		module({ params: { size }, inputs }) {
			const { classes, shape } = inputs.label!;
			return `nn.Embedding(${classes ?? shape[0]}, ${size})`;
		},
		call: ({ self, args, inputs }) => ({
			y:
				inputs.label!.meaning === 'words'
					? `${self}(${args.label}).transpose(1, 2)`
					: isNumber(inputs.label!)
						? `${self}(${args.label})`
						: `${args.label} @ ${self}.weight`,
		}),
	},
	onnx({ args, inputs, op, weight }) {
		if (!isNumber(inputs.label!)) return { y: op('MatMul', [args.label, weight('weight')]) };
		const found = op('Gather', [weight('weight'), args.label], { axis: 0 });
		const inRows = inputs.label!.meaning === 'words';
		return { y: inRows ? op('Transpose', [found], { perm: [0, 2, 1] }) : found };
	},
	examples: [
		{ params: { size: 3 }, inputs: { label: labelType(4) } },
		{ params: { size: 2 }, inputs: { label: vectorType(5, [0, 1]) } },
		{ params: { size: 3 }, inputs: { label: wordsType(4, 6) } },
	],
});
