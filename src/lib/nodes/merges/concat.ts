// Concatenate: one behind the other.
import { defineKind } from '../kind';
import { insertFlatten } from '../problems';
import {
	imageType,
	sameShape,
	spectrogramType,
	torchAxes,
	typeText,
	vectorType,
	waveType,
	gapped,
} from '../shape';
import { termsOf, variadicPorts } from '../variadic';
import { termTypes } from './elementwise';

export const concat = defineKind({
	id: 'concat',
	category: 'merge',
	icon: 'combine',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '連結', en: 'Concatenate' },
		also: ['join', 'skip connection', 'U-Net', '結合'],
		text: {
			ja: '入力を順に後ろへつなぎます。ベクトルは長く、画像や音はチャンネルが多くなります。条件つき GAN で、z や画像に条件を添えるときに使います。',
			en: 'Puts inputs one behind the other: vectors get longer, pictures and sounds get more channels. Conditional GANs join a condition to z or to a picture this way.',
		},
		formula: 'y = [\\, x_1, x_2, \\dots \\,]',
	},
	params: {},
	ports: ({ wired }) => ({ inputs: variadicPorts('x', wired, 2), outputs: [{ name: 'y' }] }),
	infer(context) {
		const { types, complete, problems } = termTypes(context);
		const [first] = types;
		if (!first) return { outputs: {}, problems };
		const stem = first.shape.slice(0, -1);
		let fits = first.shape.length > 0;
		for (const port of termsOf('x', context.wired)) {
			const type = context.inputs[port];
			if (!type || type.dtype !== 'float32') continue;
			const { shape } = type;
			if (shape.length === first.shape.length && sameShape(shape.slice(0, -1), stem)) continue;
			fits = false;
			const [is, expected] = [typeText(type), typeText(first)];
			problems.push({
				severity: 'error',
				code: 'shapeMismatch',
				port,
				message: {
					ja: `これは${gapped(is.ja)}で、はじめの入力の${gapped(expected.ja)}とはつながりません。`,
					en: `This is ${is.en}, which can’t be joined to the first input’s ${expected.en}.`,
				},
				mend:
					first.shape.length === 1 && shape.length > 1 ? insertFlatten(context, port) : undefined,
			});
		}
		if (!fits || !complete) return { outputs: {}, problems };
		const last = types.reduce((sum, { shape }) => sum + shape.at(-1)!, 0);
		const alike = types.every(
			({ range }) => range?.[0] === first.range?.[0] && range?.[1] === first.range?.[1],
		);
		const sameMeaning = types.every(({ meaning }) => meaning === first.meaning);
		const mixed = stem.length === 1 ? 'wave' : 'vector';
		return {
			outputs: {
				y: {
					shape: [...stem, last],
					dtype: 'float32',
					meaning: sameMeaning ? first.meaning : mixed,
					range: alike ? first.range : undefined,
				},
			},
			problems,
		};
	},
	tfjs: {
		forward: (tf, inputs, { wired }) => ({
			y: tf.concat(
				termsOf('x', wired).map((port) => inputs[port]!),
				-1,
			),
		}),
		layer: { make: (tf) => tf.layers.concatenate({ axis: -1 }), weights: [] },
	},
	torch: {
		call: ({ args, wired, outputs }) => {
			const terms = termsOf('x', wired).map((port) => args[port]);
			// Channels come first in PyTorch's pictures and sounds.
			const axis = torchAxes(outputs.y!.shape) ? 1 : -1;
			return { y: `torch.cat([${terms.join(', ')}], dim=${axis})` };
		},
	},
	onnx: ({ args, wired, outputs, op }) => ({
		y: op(
			'Concat',
			termsOf('x', wired).map((port) => args[port]),
			{ axis: torchAxes(outputs.y!.shape) ? 1 : -1 },
		),
	}),
	examples: [
		{ inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(2, [0, 1]) } },
		{ inputs: { x1: waveType(3, 1), x2: spectrogramType(3, 2) } },
		{ inputs: { x1: imageType(2, 3, 1), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } },
	],
});
