// Wrong condition: one that does not belong to the picture.
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import type { Random } from '../../graph/random';
import type { PortType } from '../../graph/types';
import { defineKind, type Problem, type Tfjs } from '../kind';
import { untaped } from '../ops/untaped';
import { setParams, type Asking } from '../problems';
import { gapped, labelType, typeText, vectorType } from '../shape';

type Mode = 'other' | 'shift';

/** The output, as one writes it: D(x, c′). */
const WRONG = 'c′';

const setMode = (asking: Asking, mode: Mode) =>
	setParams(
		asking,
		{ mode },
		mode === 'other'
			? { ja: 'ほかのクラスを引く方式にする', en: 'Draw another class instead' }
			: { ja: 'ずらす方式にする', en: 'Shift instead' },
	);

/** What keeps conditions from becoming wrong ones, or all of them from being wrong. */
function problemOf(
	asking: Asking,
	mode: Mode,
	type: PortType,
	batch: number,
): Omit<Problem, 'port'> | undefined {
	const { classes } = type;
	if (mode === 'shift') {
		if (batch < 2) {
			return {
				severity: 'error',
				code: 'nothingToShift',
				message: {
					ja: 'バッチが 1 では、ずらす相手がありません。バッチを 2 以上にしてください。',
					en: 'A batch of one has nothing to shift. Make the batch 2 or more.',
				},
				mend: classes === undefined ? undefined : setMode(asking, 'other'),
			};
		}
		if (classes === undefined) return undefined;
		return {
			severity: 'warning',
			code: 'rightByChance',
			message: {
				ja: `ちがう条件のうち約 ${classes} 個に 1 個が、偶然正しくなります。`,
				en: `About 1 in ${classes} wrong conditions is right by chance.`,
			},
			mend: setMode(asking, 'other'),
		};
	}
	if (classes === undefined) {
		const what = typeText(type);
		return {
			severity: 'error',
			code: 'noClasses',
			message: {
				ja: `これは${gapped(what.ja)}です。ほかのクラスを引けるのは、種類の数がわかるラベルと one-hot だけです。`,
				en: `These are ${what.en}; another class can be drawn for labels of known classes and one-hot vectors only.`,
			},
			mend: setMode(asking, 'shift'),
		};
	}
	if (classes > 1) return undefined;
	return {
		severity: 'error',
		code: 'oneClass',
		message: {
			ja: 'クラスが 1 つしかないので、ちがう条件がありません。',
			en: 'There is one class only, so no condition is wrong.',
		},
	};
}

/** Another class for every label: 1 … classes − 1 further on, so uniform over the others and never the same. */
function otherClass(tf: Tfjs, label: Tensor, classes: number, random: Random): Tensor {
	const further = tf.tensor1d(random.integers(label.size, classes - 1), 'int32');
	const next = tf.add(tf.cast(label, 'float32'), tf.add(tf.cast(further, 'float32'), 1));
	const round = tf.cast(tf.greaterEqual(next, classes), 'float32');
	return tf.cast(tf.sub(next, tf.mul(round, classes)), 'int32');
}

/** Every item gets the next one's, the last gets the first's. */
function shifted(tf: Tfjs, c: Tensor): Tensor {
	const [batch, ...rest] = c.shape as [number, ...number[]];
	const zeros = rest.map(() => 0);
	return tf.concat([
		tf.slice(c, [1, ...zeros], [batch - 1, ...rest]),
		tf.slice(c, [0, ...zeros], [1, ...rest]),
	]);
}

export const wrongCondition = defineKind({
	id: 'wrongCondition',
	category: 'data',
	icon: 'shuffle',
	surfaces: ['training'],
	doc: {
		name: { ja: 'ちがう条件', en: 'Wrong condition' },
		also: ['mismatched', 'negative', 'まちがった条件'],
		text: {
			ja: '正しい条件から、その画像には合わない条件を作ります。本物の画像と組にして D に見せると、D は画像が本物らしいかだけでなく、条件に合っているかも見るようになります。',
			en: 'Makes a condition that does not belong to the picture out of the right one. Shown to D together with a real picture, it makes D look at whether picture and condition match, not only at whether the picture is real.',
		},
		formula: "c' \\sim \\mathcal{U}\\{\\,k \\mid k \\neq c\\,\\} \\ \\text{or}\\ c'_i = c_{i+1}",
		paper: {
			title: 'Reed et al., Generative Adversarial Text to Image Synthesis (2016)',
			url: 'https://arxiv.org/abs/1605.05396',
		},
	},
	params: {
		mode: {
			type: 'choice',
			default: 'other',
			label: { ja: '選びかた', en: 'Mode' },
			help: {
				ja: 'ほかのクラス：正しいクラスを除いて、同じ確率で引きます。決して正しくなりません。ずらす：バッチの中で 1 つ隣の条件を使います。隣と同じ条件でないかぎり、ちがう条件になります。',
				en: 'Another class: any but the right one, all equally likely, so it is never right. Shift: the next item’s condition, which is wrong unless the two are equal.',
			},
			options: [
				{ value: 'other', label: { ja: 'ほかのクラス', en: 'another class' } },
				{ value: 'shift', label: { ja: 'ずらす', en: 'shift' } },
			],
			onNode: true,
		},
	},
	ports: () => ({
		inputs: [{ name: 'c', detached: true }],
		outputs: [{ name: WRONG }],
	}),
	infer(context) {
		const { inputs, params, around } = context;
		const type = inputs.c;
		if (!type) return { outputs: {} };
		const problem = problemOf(context, params.mode, type, around.batch);
		return {
			outputs: { [WRONG]: problem?.severity === 'error' ? undefined : type },
			problems: problem ? [{ ...problem, port: 'c' }] : [],
		};
	},
	tfjs: {
		forward: (tf, { c }, { params: { mode }, inputs, random }) => ({
			[WRONG]: untaped(tf, () => {
				if (mode === 'shift') return shifted(tf, c!);
				const { classes = 0, meaning } = inputs.c!;
				if (meaning === 'label') return otherClass(tf, c!, classes, random);
				const other = otherClass(tf, tf.argMax(c!, -1), classes, random);
				// Asked for float32 directly, tfjs's wasm kernel writes the bits of integers.
				return tf.cast(tf.oneHot(other as Tensor1D, classes), 'float32');
			}),
		}),
	},
	torch: {
		call({ args: { c }, params: { mode }, inputs }) {
			if (mode === 'shift') return { [WRONG]: `torch.roll(${c}, -1, 0)` };
			const { classes, meaning } = inputs.c!;
			const other = (label: string): string =>
				`(${label} + torch.randint(1, ${classes}, (len(${c}),), device=${c}.device)) % ${classes}`;
			if (meaning === 'label') return { [WRONG]: other(c!) };
			return { [WRONG]: `F.one_hot(${other(`${c}.argmax(-1)`)}, ${classes}).float()` };
		},
	},
	tex: ({ args: { c } }) => ({ [WRONG]: `\\widetilde{${c}}` }),
	examples: [
		// Of two classes the other one is certain.
		{ inputs: { c: labelType(2) } },
		{ inputs: { c: { ...vectorType(2, [0, 1]), classes: 2 } } },
		{ params: { mode: 'shift' }, inputs: { c: vectorType(3) } },
	],
});
