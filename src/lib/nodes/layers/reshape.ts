// Reshape: the same numbers in another shape.
import type { Meaning, Mend, PortType } from '../../graph/types';
import { defineKind } from '../kind';
import { fromChannelsFirst, toChannelsFirst } from '../ops/layout';
import { insertBefore, numbersAt, setParams, type Asking } from '../problems';
import {
	channelsLastAxes,
	countsChannelsFirst,
	imageType,
	sameShape,
	shapeText,
	sizeOf,
	torchBatchAxes,
	torchOrder,
	typeText,
	vectorType,
	waveType,
	MAX_SIDE,
	gapped,
} from '../shape';

/** What a shape of so many axes is. */
const MEANINGS: Readonly<Record<number, Meaning>> = { 2: 'wave', 3: 'image' };

const typeOf = (shape: readonly number[], range: PortType['range']): PortType => ({
	shape,
	dtype: 'float32',
	meaning: MEANINGS[shape.length] ?? 'vector',
	range,
});

/** A square picture of as many numbers: with as many channels as asked for, or with 1 or 3. */
function squareOf(size: number, shape: readonly number[]): number[] | undefined {
	for (const channels of [shape[2] ?? 1, 1, 3]) {
		const side = Math.round(Math.sqrt(size / channels));
		if (side > 1 && side * side * channels === size) return [side, side, channels];
	}
	return undefined;
}

function mendSize(
	asking: Asking,
	type: PortType,
	shape: readonly number[],
	mayLearn: boolean,
): Mend | undefined {
	const size = sizeOf(type.shape);
	const square = shape.length === 3 ? squareOf(size, shape) : undefined;
	const units = sizeOf(shape);
	if (!square && mayLearn && type.shape.length === 1 && units <= MAX_SIDE) {
		return insertBefore(
			asking,
			'x',
			{ kind: 'dense', params: { units } },
			{ ja: `全結合 ${units} を足す`, en: `Add Dense ${units}` },
		);
	}
	const fitting = square ?? [size];
	const text = shapeText(fitting);
	return setParams(asking, { shape: fitting }, { ja: `${text} にする`, en: `Make it ${text}` });
}

export const reshape = defineKind({
	id: 'reshape',
	category: 'layers',
	icon: 'grid-3x3',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '変形', en: 'Reshape' },
		text: {
			ja: '数の並びを別の形に組み直します。値も個数も変わりません。784 個の数を 28×28×1 の画像にするときなどに使います。並べる順は PyTorch と同じです。',
			en: 'Arranges the same numbers in another shape: 784 numbers become a 28×28×1 picture. Neither values nor count change. The order is PyTorch’s.',
		},
		formula: 'h \\cdot w \\cdot c \\to (h, w, c)',
	},
	params: {
		shape: {
			type: 'shape',
			default: [28, 28, 1],
			label: { ja: '形', en: 'Shape' },
			help: {
				ja: '高さ×幅×チャンネル数。音は長さ×チャンネル数。数が 1 つなら 1 列に並べます。',
				en: 'Height × width × channels; of a sound, length × channels; a single number means one row.',
			},
			onNode: true,
		},
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { shape } = context.params;
		const { type, problems } = numbersAt(context);
		const outputs = { y: typeOf(shape, type?.range) };
		if (!type || sizeOf(type.shape) === sizeOf(shape)) return { outputs, problems };
		const given = typeText(type);
		return {
			outputs,
			problems: [
				{
					severity: 'error',
					code: 'elementCount',
					port: 'x',
					param: 'shape',
					message: {
						ja: `これは${gapped(given.ja)}（${sizeOf(type.shape)} 個）です。${shapeText(shape)} には ${sizeOf(shape)} 個が要ります。`,
						en: `This is ${given.en}, ${sizeOf(type.shape)} values; ${shapeText(shape)} takes ${sizeOf(shape)}.`,
					},
					mend: mendSize(context, type, shape, context.around.surface !== 'training'),
				},
			],
		};
	},
	tfjs: {
		forward: (tf, { x }, { params }) => ({
			y: sameShape(x!.shape.slice(1), params.shape)
				? tf.clone(x!)
				: fromChannelsFirst(tf, toChannelsFirst(tf, x!), params.shape),
		}),
		layer: {
			make(tf, { params, inputs }) {
				const from = [...inputs.x!.shape];
				const to = [...params.shape];
				const moves = !sameShape(from, to);
				const before = moves && countsChannelsFirst(from);
				const after = moves && countsChannelsFirst(to);
				if (!before && !after) return tf.layers.reshape({ targetShape: to });
				const first = { inputShape: from };
				const targetShape = after ? torchOrder(to) : to;
				const layers = before
					? [
							tf.layers.permute({ dims: torchBatchAxes(from)!.slice(1), ...first }),
							tf.layers.reshape({ targetShape }),
						]
					: [tf.layers.reshape({ targetShape, ...first })];
				if (after) layers.push(tf.layers.permute({ dims: channelsLastAxes(to).slice(1) }));
				return tf.sequential({ layers });
			},
			weights: [],
		},
	},
	torch: {
		call: ({ params, args }) => ({
			y: `${args.x}.reshape(${['-1', ...torchOrder(params.shape)].join(', ')})`,
		}),
	},
	onnx: ({ args, params, op, integers }) => ({
		y: op('Reshape', [args.x, integers([0, ...torchOrder(params.shape)])]),
	}),
	examples: [
		{ params: { shape: [3, 4, 1] }, inputs: { x: vectorType(12, [0, 1]) } },
		{ params: { shape: [2, 3, 2] }, inputs: { x: vectorType(12) } },
		{ params: { shape: [4, 2, 3] }, inputs: { x: imageType(2, 3, 4) } },
		{ params: { shape: [2, 6] }, inputs: { x: imageType(2, 3, 2) } },
		{ params: { shape: [6, 2] }, inputs: { x: waveType(3, 4) } },
	],
});
