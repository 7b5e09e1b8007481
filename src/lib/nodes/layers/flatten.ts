// Flatten: pictures into rows of numbers.
import { defineKind } from '../kind';
import { toChannelsFirst } from '../ops/layout';
import { numbersAt } from '../problems';
import {
	countsChannelsFirst,
	imageType,
	sizeOf,
	torchBatchAxes,
	vectorType,
	waveType,
} from '../shape';

export const flatten = defineKind({
	id: 'flatten',
	category: 'layers',
	icon: 'rows-3',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '平坦化', en: 'Flatten' },
		also: ['to vector', 'ベクトルにする'],
		text: {
			ja: '画像や音などの数を 1 列に並べます。値は変わりません。並べる順は PyTorch と同じで、チャンネルごとに、画像なら上の行からです。',
			en: 'Lays the numbers of a picture or a sound in one row. The values stay as they are. The order is PyTorch’s: channel by channel, pictures from the top row down.',
		},
		formula: '(h, w, c) \\to h \\cdot w \\cdot c',
	},
	params: {},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y', meaning: 'vector' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		return { outputs: { y: type && vectorType(sizeOf(type.shape), type.range) }, problems };
	},
	tfjs: {
		forward: (tf, { x }) => ({
			y: tf.reshape(toChannelsFirst(tf, x!), [x!.shape[0]!, sizeOf(x!.shape.slice(1))]),
		}),
		layer: {
			make(tf, { inputs }) {
				const shape = [...inputs.x!.shape];
				if (shape.length < 2) return tf.layers.reshape({ targetShape: [sizeOf(shape)] });
				if (!countsChannelsFirst(shape)) return tf.layers.flatten();
				const dims = torchBatchAxes(shape)!.slice(1);
				return tf.sequential({
					layers: [tf.layers.permute({ dims, inputShape: shape }), tf.layers.flatten()],
				});
			},
			weights: [],
		},
	},
	torch: { call: ({ args }) => ({ y: `torch.flatten(${args.x}, 1)` }) },
	onnx: ({ args, op }) => ({ y: op('Flatten', [args.x], { axis: 1 }) }),
	examples: [
		{ inputs: { x: imageType(3, 4, 1, [0, 1]) } },
		{ inputs: { x: imageType(2, 3, 4) } },
		{ inputs: { x: waveType(4, 3) } },
		{ inputs: { x: vectorType(5) } },
	],
});
