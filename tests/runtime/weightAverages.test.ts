import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/lib/runtime/protocol';
import { Trainer, type TrainerOptions } from '../../src/lib/runtime/trainer';
import { decayAt } from '../../src/lib/runtime/weightAverages';
import { smallProgram, type SmallGanOptions } from './smallGan';

const made: Trainer[] = [];
const averaging: SmallGanOptions = { g: { ema: 0.5 } };

beforeAll(async () => {
	await tf.setBackend('cpu');
});

afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

function trainerOf(options: SmallGanOptions, trainerOptions?: TrainerOptions): Trainer {
	const trainer = Trainer.create(tf, smallProgram(options), {}, trainerOptions);
	made.push(trainer);
	return trainer;
}

function play(trainer: Trainer, rounds: number): Trainer {
	for (let i = 0; i < rounds; i++) trainer.playRound();
	return trainer;
}

const PATH = 'G/dense1/weight';
const weight = ({ weights }: Checkpoint) => weights[PATH]!.values;
const average = ({ averages }: Checkpoint) => averages![PATH]!.values;

it('keeps little at first, and grows to its decay', () => {
	expect(decayAt(0.999, 1)).toBeCloseTo(2 / 11, 12);
	expect(decayAt(0.999, 91)).toBeCloseTo(92 / 101, 12);
	expect(decayAt(0.999, 1e6)).toBe(0.999);
	expect(decayAt(0.1, 1)).toBe(0.1);
});

describe('an average of weights', () => {
	it('follows them as the formula has it', async () => {
		const trainer = trainerOf(averaging);
		let expected = weight(await trainer.checkpoint());
		for (let round = 1; round <= 12; round++) {
			play(trainer, 1);
			const kept = await trainer.checkpoint();
			const decay = Math.min(0.5, (1 + round) / (10 + round));
			expected = expected.map((old, i) => decay * old + (1 - decay) * weight(kept)[i]!);
			average(kept).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
		}
	});

	it('is of what its player trains alone, and changes no training', async () => {
		const kept = await play(trainerOf(averaging), 4).checkpoint();
		const trained = Object.keys(kept.weights).filter(
			(path) => path.startsWith('G/') && !path.includes('running'),
		);
		expect(Object.keys(kept.averages!).sort()).toEqual(trained.sort());
		const plain = await play(trainerOf({}), 4).checkpoint();
		expect(plain.averages).toEqual({});
		expect(plain.weights).toEqual(kept.weights);
	});

	it('is what pictures are made with', async () => {
		const trainer = play(trainerOf(averaging), 6);
		const { averages, weights } = await trainer.checkpoint();
		const request = { network: 'G', count: 4, seed: 3 };
		const made = await trainer.generate(request);
		const shown = (await trainer.fixedMonitors()).grid;
		const plain = trainerOf({});
		plain.loadWeights({ ...weights, ...averages });
		expect(await plain.generate(request)).toEqual(made);
		expect((await plain.fixedMonitors()).grid).toEqual(shown);
		plain.loadWeights(weights);
		expect(await plain.generate(request)).not.toEqual(made);
	});

	it('goes on exactly from a checkpoint, and back to a snapshot', async () => {
		const end = await play(trainerOf(averaging), 6).checkpoint();
		const half = play(trainerOf(averaging), 3);
		const kept = structuredClone(await half.checkpoint());
		const point = half.snapshot();
		expect((await play(half, 3).checkpoint()).averages).toEqual(end.averages);
		half.goBack(point);
		expect((await play(half, 3).checkpoint()).averages).toEqual(end.averages);
		const resumed = play(trainerOf(averaging, { checkpoint: kept }), 3);
		expect((await resumed.checkpoint()).averages).toEqual(end.averages);
		const carried = trainerOf(averaging);
		carried.carryOver(kept);
		expect((await play(carried, 3).checkpoint()).averages).toEqual(end.averages);
	});

	it('begins at the weights that are loaded, where none come with them', async () => {
		const { weights } = await play(trainerOf({}), 3).checkpoint();
		const trainer = trainerOf(averaging);
		trainer.loadWeights(weights);
		expect(average(await trainer.checkpoint())).toEqual(weights[PATH]!.values);
		const { averages, ...old } = await play(trainerOf(averaging), 3).checkpoint();
		expect(averages).toBeDefined();
		const resumed = await trainerOf(averaging, { checkpoint: old }).checkpoint();
		expect(average(resumed)).toEqual(weight(resumed));
	});

	it('leaves as many tensors as the round before, and lets everything go', async () => {
		const before = tf.memory().numTensors;
		const trainer = Trainer.create(tf, smallProgram(averaging), {});
		const counts: number[] = [];
		for (let i = 0; i < 3; i++) {
			trainer.playRound({ observe: true });
			await trainer.readLosses();
			await trainer.fixedMonitors();
			await trainer.checkpoint();
			await trainer.observations();
			counts.push(tf.memory().numTensors);
		}
		expect(new Set(counts).size).toBe(1);
		trainer.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});
});

describe('a schedule', () => {
	it('ends the run with no more than it says', async () => {
		// SGD moves weights by the rate: with a rate of zero from the start on they stay.
		const still = { optimizer: 'sgd', schedule: 'linear', decayFrom: 0 };
		const trainer = trainerOf({ d: still, g: still });
		const start = await trainer.checkpoint();
		const ended = trainerOf({ d: still, g: still }, { checkpoint: { ...start, round: 1000 } });
		expect(weight(await play(ended, 1).checkpoint())).toEqual(weight(start));
		expect(weight(await play(trainer, 1).checkpoint())).not.toEqual(weight(start));
	});

	it('can be turned while it runs', async () => {
		const sgd = { optimizer: 'sgd' };
		const start = await trainerOf({ d: sgd, g: sgd }).checkpoint();
		const half = { ...start, round: 500 };
		const moved = async (turn: (trainer: Trainer) => void): Promise<number> => {
			const trainer = trainerOf(
				{ d: { ...sgd, learningRate: 1e-8 }, g: sgd },
				{ checkpoint: half },
			);
			turn(trainer);
			const end = weight(await play(trainer, 1).checkpoint());
			return Math.max(...end.map((value, i) => Math.abs(value - weight(start)[i]!)));
		};
		const whole = await moved(() => undefined);
		const slowed = await moved((trainer) => trainer.setParam('G', 'schedule', 'linear'));
		expect(slowed / whole).toBeCloseTo(500 / 1001, 3);
	});
});
