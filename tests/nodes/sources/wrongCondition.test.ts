import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import type { ParamMap, PortType } from '../../../src/lib/graph/types';
import { labelType, vectorType } from '../../../src/lib/nodes/shape';
import { wrongCondition } from '../../../src/lib/nodes/sources/wrongCondition';
import { buildContext, inferContext } from '../contexts';

const CLASSES = 5;
const COUNT = 4000;
const oneHotType: PortType = { ...vectorType(CLASSES, [0, 1]), classes: CLASSES };

beforeAll(async () => {
	await tf.setBackend('cpu');
});

function wrongOf(
	c: tf.Tensor,
	type: PortType,
	params: { mode?: 'other' | 'shift' } = {},
): tf.Tensor {
	const context = buildContext(wrongCondition, { params, inputs: { c: type } });
	return wrongCondition.tfjs!.forward(
		tf,
		{ c },
		{
			...context,
			...{ weights: {}, training: true, random: randomAt(5, 'wrong', 0) },
			update: () => undefined,
			apply: () => [],
		},
	)['c′']!;
}

const labels = tf.util.createShuffledIndices(COUNT).map((i) => i % CLASSES) as Uint32Array;

describe('another class', () => {
	it.each([
		['labels', () => tf.tensor1d(Int32Array.from(labels), 'int32'), labelType(CLASSES)],
		[
			'one-hot vectors',
			() => tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), CLASSES), 'float32'),
			oneHotType,
		],
	] as const)('of %s is never the right one, and any other as often', (_, given, type) => {
		const wrong = wrongOf(given(), type);
		expect(wrong.dtype).toBe(type.dtype);
		expect(wrong.shape).toEqual([COUNT, ...type.shape]);
		if (type.meaning === 'vector') {
			expect([...new Set(wrong.dataSync())].sort()).toEqual([0, 1]);
			expect([...wrong.sum(-1).dataSync()].every((sum) => sum === 1)).toBe(true);
		}
		const chosen = type.meaning === 'vector' ? wrong.argMax(-1).dataSync() : wrong.dataSync();
		const further = new Array<number>(CLASSES).fill(0);
		chosen.forEach((label, i) => further[(label - labels[i]! + CLASSES) % CLASSES]!++);
		const [right, ...others] = further;
		expect(right).toBe(0);
		// A quarter of 4000 each, within five deviations.
		for (const count of others) expect(Math.abs(count - COUNT / 4)).toBeLessThan(140);
	});
});

it('shifts by one in the batch', () => {
	const c = tf.tensor2d([
		[1, 2],
		[3, 4],
		[5, 6],
	]);
	expect(wrongOf(c, vectorType(2), { mode: 'shift' }).arraySync()).toEqual([
		[3, 4],
		[5, 6],
		[1, 2],
	]);
});

describe('tells', () => {
	const told = (type: PortType, params: ParamMap = {}, batch = 64) => {
		const { outputs, problems = [] } = wrongCondition.infer(
			inferContext(wrongCondition, { c: type }, params, { batch }),
		);
		const [problem] = problems;
		const [command] = problem?.mend?.commands ?? [];
		return [
			problem?.code,
			outputs['c′'] !== undefined,
			command?.type === 'setParam' ? command.value : undefined,
		];
	};

	it.each([
		['nothing of labels', labelType(10), {}, 64, undefined, true, undefined],
		['nothing of one-hot vectors', oneHotType, {}, 1, undefined, true, undefined],
		[
			'that labels shifted are right by chance',
			labelType(10),
			{ mode: 'shift' },
			64,
			'rightByChance',
			true,
			'other',
		],
		[
			'that one-hot vectors are, too',
			oneHotType,
			{ mode: 'shift' },
			64,
			'rightByChance',
			true,
			'other',
		],
		[
			'nothing of other vectors shifted',
			vectorType(8),
			{ mode: 'shift' },
			64,
			undefined,
			true,
			undefined,
		],
		['that other vectors have no classes', vectorType(8), {}, 64, 'noClasses', false, 'shift'],
		['that labels of unknown classes have none', labelType(), {}, 64, 'noClasses', false, 'shift'],
		['that one class has no other', labelType(1), {}, 64, 'oneClass', false, undefined],
		[
			'that a batch of one can’t be shifted',
			vectorType(8),
			{ mode: 'shift' },
			1,
			'nothingToShift',
			false,
			undefined,
		],
	] as const)('%s', (_, type, params, batch, ...expected) => {
		expect(told(type, params, batch)).toEqual(expected);
	});
});
