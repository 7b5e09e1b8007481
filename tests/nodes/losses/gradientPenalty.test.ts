import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { gradientPenalty } from '../../../src/lib/nodes/losses/gradientPenalty';
import { imageType } from '../../../src/lib/nodes/shape';
import { buildContext } from '../contexts';

const BATCH = 4;
const picture = imageType(28, 28, 1);
const context = buildContext(gradientPenalty, {
	params: { network: 'D' },
	inputs: { real: picture, fake: picture },
});

beforeAll(() => tf.setBackend('cpu'));

/** The penalty of D, with ε as given or else drawn. */
function penalty(d: (image: tf.Tensor) => tf.Tensor, mix?: Float32Array): tf.Tensor {
	const values = (name: string): tf.Tensor =>
		tf.tensor(randomAt(2, name, 0).normal(BATCH * 784), [BATCH, 28, 28, 1]);
	const inputs = {
		real: values('real'),
		fake: values('fake'),
		...(mix ? { mix: tf.tensor(mix, [BATCH, 1]) } : {}),
	};
	return gradientPenalty.tfjs!.forward(tf, inputs, {
		...context,
		wired: Object.keys(inputs),
		weights: {},
		training: true,
		random: randomAt(1, 'penalty', 3),
		update: () => undefined,
		apply: (_network, [image]) => [d(image!)],
	}).loss!;
}

it('draws its points evenly, one for each pair, from the numbers of its node', () => {
	const bent = (image: tf.Tensor): tf.Tensor => tf.sum(tf.square(image), [1, 2, 3]);
	const drawn = randomAt(1, 'penalty', 3).uniform(BATCH, 0, 1);
	const [own] = penalty(bent).dataSync();
	expect(own).toBe(penalty(bent, drawn).dataSync()[0]);
	expect(own).not.toBe(penalty(bent, Float32Array.of(0, 0, 0, 0)).dataSync()[0]);
});

it('is finite, and so is its gradient, where D is flat', () => {
	const weight = tf.variable(tf.scalar(-1));
	const dead = (image: tf.Tensor): tf.Tensor =>
		tf.sum(tf.relu(tf.mul(weight, tf.square(image))), [1, 2, 3]);
	const { value, grads } = tf.variableGrads(() => penalty(dead).asScalar(), [weight]);
	expect(value.dataSync()[0]).toBe(10);
	expect(grads[weight.name]!.dataSync()[0]).toBe(0);
});
