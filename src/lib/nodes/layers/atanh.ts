// Inverse tanh: takes a picture back to before its tanh.
import { defineKind } from '../kind';
import { untaped } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

/** Nearer to ±1 the inverse grows without bounds, and its slope with it: values are held back here. */
const LIMIT = 0.995;

export const atanh = defineKind({
	id: 'atanh',
	category: 'layers',
	icon: 'spline',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: '逆 tanh', en: 'Inverse tanh' },
		also: ['atanh', 'artanh', 'logit'],
		text: {
			ja: 'tanh の逆です。−1 から 1 の画像を、tanh を通す前の値に戻します。もとの画像に少しだけ描き足して、また tanh に通すときに使います。±0.995 より外は切り詰めます。',
			en: 'Undoes tanh: a picture from −1 to 1 becomes what it was before. With it something can be added to a picture before it goes through tanh again. Beyond ±0.995 values are held back.',
		},
		formula: 'y = \\tfrac{1}{2} \\log \\frac{1 + x}{1 - x}',
	},
	params: {},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		if (!type) return { outputs: {}, problems };
		const outputs = { y: { ...type, range: undefined } };
		const { range } = type;
		if (!range || (range[0] >= -1 && range[1] <= 1)) return { outputs, problems };
		return {
			outputs,
			problems: [
				{
					severity: 'warning',
					code: 'outsideTanh',
					port: 'x',
					message: {
						ja: `この値は ${range[0]} から ${range[1]} です。−1 から 1 の外は切り詰められます。`,
						en: `These values go from ${range[0]} to ${range[1]}; what is beyond −1 … 1 is cut off.`,
					},
				},
			],
		};
	},
	tfjs: {
		forward(tf, { x }) {
			// A mask instead of `clipByValue`, which can't be differentiated twice.
			const inside = untaped(tf, () => tf.cast(tf.lessEqual(tf.abs(x!), LIMIT), 'float32'));
			const edge = untaped(tf, () => tf.mul(tf.mul(tf.sign(x!), LIMIT), tf.sub(1, inside)));
			const held = tf.add(tf.mul(x!, inside), edge);
			const [above, below] = [tf.log(tf.add(held, 1)), tf.log(tf.sub(1, held))];
			return { y: tf.mul(tf.sub(above, below), 0.5) };
		},
	},
	torch: { call: ({ args }) => ({ y: `${args.x}.clamp(-${LIMIT}, ${LIMIT}).atanh()` }) },
	onnx: ({ args, op, floats }) => ({
		y: op('Atanh', [op('Clip', [args.x, floats(-LIMIT), floats(LIMIT)])]),
	}),
	examples: [
		{ inputs: { x: vectorType(3, [-0.9, 0.9]) } },
		{ inputs: { x: imageType(2, 3, 2, [-1, 1]) } },
	],
});
