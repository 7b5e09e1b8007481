import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { vectorType } from '../../../src/lib/nodes/shape';
import { wrongPair } from '../../../src/lib/nodes/sources/wrongPair';
import { buildContext, inferContext, surroundings } from '../contexts';

const inputs = { x: vectorType(1), c: vectorType(2) };

beforeAll(async () => {
	await tf.setBackend('cpu');
});

it('puts every item but the last beside the next one’s condition', () => {
	const x = tf.tensor2d([[1], [2], [3]]);
	const c = tf.tensor2d([
		[1, 10],
		[2, 20],
		[3, 30],
	]);
	const pairs = wrongPair.tfjs!.forward(
		tf,
		{ x, c },
		{
			...buildContext(wrongPair, { inputs }),
			...{ weights: {}, training: true, random: randomAt(1, 'pairs', 0), apply: () => [] },
		},
	);
	expect(pairs.y!.arraySync()).toEqual([[1], [2]]);
	expect(pairs['c′']!.arraySync()).toEqual([
		[2, 20],
		[3, 30],
	]);
});

it('needs two items', () => {
	const context = inferContext(wrongPair, inputs, {});
	const problems = wrongPair.infer({ ...context, around: { ...surroundings, batch: 1 } }).problems;
	expect(problems?.map(({ code }) => code)).toEqual(['nothingToPair']);
});
