// Minibatch standard deviation: tells D how different the pictures of a batch are.
import { defineKind } from '../kind';
import { imageType } from '../shape';
import { pictureAt } from './convolution';

const NAME = { ja: 'ミニバッチ標準偏差', en: 'Minibatch deviation' };
/** Keeps the root's slope finite where all pictures are equal. */
const EPSILON = 1e-8;

export const minibatchStd = defineKind({
	id: 'minibatchStd',
	category: 'layers',
	icon: 'layers',
	surfaces: ['network', 'block'],
	doc: {
		name: NAME,
		also: ['mode collapse', 'minibatch discrimination', 'モード崩壊'],
		text: {
			ja: 'バッチの画像が互いにどれだけちがうかを 1 つの数にし、1 枚の面として足します。G が同じような画像ばかり作る（モード崩壊）と、D がそれに気づけます。D の終わりのほうに置きます。',
			en: 'Makes one number of how much the pictures of a batch differ, and adds it as a plane. If G makes the same picture again and again (mode collapse), D can tell. It stands near the end of D.',
		},
		formula:
			's = \\frac{1}{HWC} \\sum_{h, w, c} \\sqrt{\\frac{1}{N} \\sum_n (x_{nhwc} - \\mu_{hwc})^2 + \\varepsilon}, \\quad y = [x, s]',
		paper: {
			title: 'Karras et al., Progressive Growing of GANs (2018)',
			url: 'https://arxiv.org/abs/1710.10196',
		},
	},
	params: {},
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['image'] }],
		outputs: [{ name: 'y', meaning: 'image' }],
	}),
	infer(context) {
		const { type, problems } = pictureAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [height = 0, width = 0, channels = 0] = type.shape;
		return { outputs: { y: imageType(height, width, channels + 1) } };
	},
	tfjs: {
		forward(tf, { x }) {
			const [batch, height, width] = x!.shape as [number, number, number, number];
			const apart = tf.sub(x!, tf.mean(x!, 0, true));
			const deviation = tf.sqrt(tf.add(tf.mean(tf.square(apart), 0), EPSILON));
			const plane = tf.mul(tf.ones([batch, height, width, 1]), tf.mean(deviation));
			return { y: tf.concat([x!, plane], 3) };
		},
	},
	torch: {
		define: `class MinibatchStd(nn.Module):
    def forward(self, x):
        s = ((x - x.mean(0)).square().mean(0) + ${EPSILON}).sqrt().mean()
        return torch.cat([x, s.expand(x.shape[0], 1, *x.shape[2:])], 1)
`,
		module: () => 'MinibatchStd()',
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args: { x }, inputs, op, floats, integers }) {
		const [height = 0, width = 0] = inputs.x!.shape;
		const apart = op('Sub', [x, op('ReduceMean', [x], { axes: [0], keepdims: 1 })]);
		const variance = op('ReduceMean', [op('Mul', [apart, apart])], { axes: [0], keepdims: 1 });
		const deviation = op('Sqrt', [op('Add', [variance, floats(EPSILON)])]);
		const mean = op('ReduceMean', [deviation], { axes: [0, 1, 2, 3], keepdims: 1 });
		const items = op('Shape', [x], { start: 0, end: 1 });
		const shape = op('Concat', [items, integers([1, height, width])], { axis: 0 });
		return { y: op('Concat', [x, op('Expand', [mean, shape])], { axis: 1 }) };
	},
	examples: [{ inputs: { x: imageType(2, 3, 2) } }, { inputs: { x: imageType(1, 2, 1, [0, 1]) } }],
});
