// Wrong pair: what is looked at beside the next item's condition; the last item, which has no next, is left out.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind, type Problem, type Tfjs } from '../kind';
import { detach } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

/** The condition that comes out, as one writes it: D(x, c′). */
const WRONG = 'c′';

/** All items but `before` at the front and `after` at the end. */
function without(tf: Tfjs, x: Tensor, before: number, after: number): Tensor {
	const [batch, ...rest] = x.shape as [number, ...number[]];
	const start = [before, ...rest.map(() => 0)];
	return tf.slice(x, start, [batch - before - after, ...rest]);
}

export const wrongPair = defineKind({
	id: 'wrongPair',
	category: 'data',
	icon: 'unlink',
	surfaces: ['training'],
	doc: {
		name: { ja: 'ちがう組', en: 'Wrong pair' },
		also: ['mismatched', 'negative', 'StackGAN', 'まちがった組', '組みかえ'],
		text: {
			ja: '画像（または D の特徴）を、バッチで 1 つ後ろの条件と組にします。最後の画像には後ろがないので外し、組は 1 つ減ります。2 つの出力は、いっしょに D へつなぎます。条件に勾配は通しません。',
			en: 'Puts pictures, or D’s features of them, beside the condition of the next one in the batch. The last has no next and is left out, so there is one pair fewer. Wire both outputs to D together. No gradient passes to the condition.',
		},
		formula: "(x_i,\\, c'_i) = (x_i,\\, c_{i+1}), \\quad i = 1, \\dots, m - 1",
		paper: {
			title: 'Zhang et al., StackGAN (2017)',
			url: 'https://arxiv.org/abs/1612.03242',
		},
	},
	params: {},
	ports: () => ({
		inputs: [{ name: 'x' }, { name: 'c', detached: true }],
		outputs: [{ name: 'y' }, { name: WRONG }],
	}),
	leavesOut: 1,
	infer(context) {
		const [x, c] = [numbersAt(context), numbersAt(context, 'c')];
		const problems: Problem[] = [...x.problems, ...c.problems];
		if (context.around.batch < 2) {
			problems.push({
				severity: 'error',
				code: 'nothingToPair',
				message: {
					ja: 'バッチが 1 では、後ろの条件がありません。バッチを 2 以上にしてください。',
					en: 'In a batch of one there is no next condition. Make the batch 2 or more.',
				},
			});
		}
		return { outputs: { y: x.type, [WRONG]: c.type }, problems };
	},
	tfjs: {
		forward: (tf, { x, c }) => ({
			y: without(tf, x!, 0, 1),
			[WRONG]: detach(tf, without(tf, c!, 1, 0)),
		}),
	},
	torch: {
		call: ({ args: { x, c } }) => ({ y: `${x}[:-1]`, [WRONG]: `${c}[1:].detach()` }),
	},
	examples: [
		{ inputs: { x: vectorType(3), c: vectorType(2) } },
		{ inputs: { x: imageType(2, 3, 2, [0, 1]), c: vectorType(4, [0, 1]) } },
	],
});
