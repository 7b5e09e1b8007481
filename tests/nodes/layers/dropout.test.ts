import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { dropout } from '../../../src/lib/nodes/layers/dropout';
import { vectorType } from '../../../src/lib/nodes/shape';
import { buildContext } from '../contexts';

const SIZE = 2000;
const BATCH = 10;

beforeAll(() => tf.setBackend('cpu'));

/** Dropout of ones, and its gradient. */
function drop(
	p: number,
	training: boolean,
	draw = 0,
	generating = false,
): { y: number[]; dx: number[] } {
	const context = buildContext(dropout, {
		params: { p, generating },
		inputs: { x: vectorType(SIZE) },
	});
	const forward = (x: tf.Tensor): tf.Tensor =>
		dropout.tfjs!.forward(
			tf,
			{ x },
			{
				...context,
				weights: {},
				training,
				random: randomAt(1, 'drop', draw),
				update: () => undefined,
				apply: () => [],
			},
		).y!;
	const ones = tf.ones([BATCH, SIZE]);
	return {
		y: [...forward(ones).dataSync()],
		dx: [...tf.grad(forward)(ones).dataSync()],
	};
}

describe('dropout', () => {
	it.each([0.1, 0.5, 0.9])('drops a share of %d and enlarges the rest', (p) => {
		const { y, dx } = drop(p, true);
		const dropped = y.filter((value) => value === 0).length / y.length;
		// Five standard deviations of a binomial share.
		expect(Math.abs(dropped - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / y.length));
		expect(y.every((value) => value === 0 || Math.abs(value * (1 - p) - 1) < 1e-6)).toBe(true);
		expect(dx).toEqual(y);
	});

	it('drops the same for the same numbers, and others for others', () => {
		expect(drop(0.5, true, 3)).toEqual(drop(0.5, true, 3));
		expect(drop(0.5, true, 4).y).not.toEqual(drop(0.5, true, 3).y);
	});

	it('drops in evaluation, too, where that is asked for', () => {
		expect(drop(0.5, false, 3, true)).toEqual(drop(0.5, true, 3));
	});

	it('does nothing in evaluation else', () => {
		expect(drop(0.5, false).y.every((value) => value === 1)).toBe(true);
	});
});
