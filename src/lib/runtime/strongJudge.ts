// What is left of G's gradient when D was made strong first: the same D, asked by the losses G might have.
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import type { Linked } from '../compile/link';
import { pointGame } from '../compile/pointGame';
import { nodeOf } from '../compile/plan';
import type { Tfjs } from '../nodes/kind';
import { drawToShow } from './drawToShow';
import type { GenerateFrom } from './generate';
import { MAKER_LOSSES, type GradientNorms, type MakerLoss } from './protocol';
import { upload } from './sources';

/** Points of G that are asked about. */
const POINTS = 256;

/**
 * A loss of G as the mean over items, by the logits of D, which rise with how probably an item is real.
 * `sum` is the lecture's: how probably it is fake, divided by the number of items to be comparable.
 */
export function makerLoss(tf: Tfjs, loss: MakerLoss, logits: Tensor): Scalar {
	const item = (): Tensor => {
		switch (loss) {
			case 'saturating':
				return tf.neg(tf.softplus(logits));
			case 'nonSaturating':
				return tf.softplus(tf.neg(logits));
			case 'sum':
				return tf.sigmoid(tf.neg(logits));
			case 'leastSquares':
				return tf.mul(tf.square(tf.sub(logits, 1)), 0.5);
			case 'wasserstein':
				return tf.neg(logits);
		}
	};
	return tf.mean(item()).asScalar();
}

/** Norms of the gradient of each loss with respect to all weights of G. Throws where D gives no logits of points. */
export async function gradientNorms(
	{ tf, program, steps, evaluator }: GenerateFrom,
	{ weights }: Linked,
): Promise<GradientNorms> {
	const game = pointGame(program);
	const { maker, labels, judge } = game ?? {};
	if (!maker || !labels || judge === undefined || game?.answers !== 'logit') {
		throw new Error('This is about a D that gives logits, of points that G makes of one z.');
	}
	const own = [...weights.values()]
		.filter(({ network, planned }) => network === maker.network && planned.trainable)
		.map(({ variable }) => variable);
	const source = steps.get(nodeOf(maker.source))!;
	const request = { batch: POINTS, draw: 0, seed: 0, datasets: {}, steps, site: 'gradient' };
	const drawn = upload(
		tf,
		drawToShow(source, request, new Set([maker.source])),
		source.context.outputs,
	);
	const z = drawn[maker.source.slice(maker.source.indexOf('/') + 1)]!;
	const towardsReal = labels.real > labels.fake ? 1 : -1;
	const logitsOfG = (): Tensor => {
		const [fakes] = evaluator.apply(maker.network, [z], evaluator.asPlayed);
		return tf.mul(evaluator.apply(judge, [fakes!], evaluator.asPlayed)[0]!, towardsReal);
	};
	const norms = tf.tidy(() =>
		tf.stack(MAKER_LOSSES.map((loss) => normOf(tf, () => makerLoss(tf, loss, logitsOfG()), own))),
	);
	const logit = tf.tidy(() => tf.mean(logitsOfG()));
	try {
		const [read, mean] = await Promise.all([norms.data(), logit.data()]);
		return {
			norms: Object.fromEntries(MAKER_LOSSES.map((loss, i) => [loss, read[i]!])) as Record<
				MakerLoss,
				number
			>,
			logit: mean[0]!,
		};
	} finally {
		for (const tensor of [norms, logit, ...Object.values(drawn)]) tensor.dispose();
	}
}

function normOf(tf: Tfjs, loss: () => Scalar, variables: Variable[]): Tensor {
	const { grads } = tf.variableGrads(loss, variables);
	return tf.sqrt(tf.addN(Object.values(grads).map((gradient) => tf.sum(tf.square(gradient)))));
}
