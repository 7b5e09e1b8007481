import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBroken } from '../../src/lib/runtime/firstBroken';
import type { Checkpoint } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { smallProgram } from './smallGan';

let trainer: Trainer;

beforeEach(async () => {
	await tf.setBackend('cpu');
});

afterEach(() => trainer.dispose());

/** The small GAN with numbers of one weight replaced, where it would begin. */
async function brokenBy(path: string, value: number): Promise<Trainer> {
	const whole = Trainer.create(tf, smallProgram({ dropout: {} }), {});
	const kept: Checkpoint = await whole.checkpoint();
	whole.dispose();
	kept.weights[path]!.values.fill(value);
	trainer = Trainer.create(tf, smallProgram({ dropout: {} }), {}, { checkpoint: kept });
	return trainer;
}

describe('what left the finite numbers first', () => {
	it('is named inside the network that computes it', async () => {
		// Finite, and too large to be multiplied: only what comes of it is not.
		const broken = await brokenBy('G/dense2/weight', 3e38);
		expect(await firstBroken(tf, broken, 1)).toEqual({
			...{ kind: 'value', place: 'fake/dense2/y', round: 1 },
		});
	});

	it('is named on the training canvas', async () => {
		const values = new Float32Array(8 * 4).fill(0.5);
		values[5] = Infinity;
		const feeds = { 'x/z': { shape: [1, 8, 4], values } };
		trainer = Trainer.create(tf, smallProgram({ dropout: {} }), {}, { feeds });
		expect(await firstBroken(tf, trainer, 1)).toEqual({
			...{ kind: 'value', place: 'real/y', round: 1 },
		});
	});

	it('is the weight that a player’s update broke', async () => {
		// D's first moment as large as numbers get: the step that is made of it is not finite.
		const whole = Trainer.create(tf, smallProgram({ dropout: {} }), {});
		const kept = await whole.checkpoint();
		whole.dispose();
		kept.optimizer['D/m/D/dense1/weight']!.values.fill(Infinity);
		trainer = Trainer.create(tf, smallProgram({ dropout: {} }), {}, { checkpoint: kept });
		expect(await firstBroken(tf, trainer, 2)).toEqual({
			...{ kind: 'weight', path: 'D/dense1/weight', player: 'D', round: 1 },
		});
	});

	it('is nothing where all stays finite, and no tensor is left', async () => {
		trainer = Trainer.create(tf, smallProgram(), {});
		trainer.playRound();
		await trainer.readLosses();
		const before = tf.memory().numTensors;
		expect(await firstBroken(tf, trainer, 4)).toBeUndefined();
		await trainer.readLosses();
		expect(tf.memory().numTensors).toBe(before);
		expect(trainer.round).toBe(4);
	});
});
