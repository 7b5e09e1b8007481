import * as tf from '@tensorflow/tfjs';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readWeights } from '../../src/lib/compile/link';
import type { Checkpoint, HostArray } from '../../src/lib/runtime/protocol';
import { Trainer, type TrainerOptions } from '../../src/lib/runtime/trainer';
import { convGan } from './capture/convGan';
import { programOf, smallProgram, type SmallGanOptions } from './smallGan';

/** The least that players take: weights hardly move. */
const SMALLEST_RATE = 1e-8;

const made: Trainer[] = [];

function trainerOf(options?: SmallGanOptions, trainerOptions?: TrainerOptions): Trainer {
	const trainer = Trainer.create(tf, smallProgram(options), {}, trainerOptions);
	made.push(trainer);
	return trainer;
}

function play(trainer: Trainer, rounds: number): Trainer {
	for (let i = 0; i < rounds; i++) trainer.playRound();
	return trainer;
}

/** Weights of one network whose names end so. */
async function weightsOf(
	trainer: Trainer,
	network: string,
	suffix = '',
): Promise<Record<string, Float32Array>> {
	const all = await readWeights(trainer.linked);
	return Object.fromEntries(
		Object.entries(all)
			.filter(([path]) => path.startsWith(`${network}/`) && path.endsWith(suffix))
			.map(([path, { values }]) => [path, values]),
	);
}

const trained = (weights: Record<string, Float32Array>): Record<string, Float32Array> =>
	Object.fromEntries(Object.entries(weights).filter(([path]) => !path.includes('running')));

beforeAll(async () => {
	await tf.setBackend('cpu');
});

afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

describe('a player with a window', () => {
	const changed = async (trainer: Trainer, rounds: number): Promise<boolean[]> => {
		const moves: boolean[] = [];
		for (let i = 0; i < rounds; i++) {
			const before = JSON.stringify(trained(await weightsOf(trainer, 'G', 'weight')));
			trainer.playRound();
			moves.push(before !== JSON.stringify(trained(await weightsOf(trainer, 'G', 'weight'))));
		}
		return moves;
	};

	it('plays from its first round to its last, and the others all the while', async () => {
		const trainer = trainerOf({ g: { from: 2, until: 4 } });
		expect(await changed(trainer, 6)).toEqual([false, false, true, true, false, false]);
		const losses = await trainer.readLosses();
		expect(losses.G!.rounds).toEqual([3, 4]);
		expect(losses.D!.rounds).toEqual([1, 2, 3, 4, 5, 6]);
		expect(trainer.draw).toBe(6);
	});

	it('goes on from a checkpoint as if nothing had been', async () => {
		const whole = play(trainerOf({ g: { from: 2 } }), 5);
		const half = play(trainerOf({ g: { from: 2 } }), 1);
		const checkpoint = await half.checkpoint();
		const rest = play(trainerOf({ g: { from: 2 } }, { checkpoint }), 4);
		expect(await weightsOf(rest, 'G')).toEqual(await weightsOf(whole, 'G'));
	});

	it('can be stepped alone before its time', async () => {
		const trainer = trainerOf({ g: { from: 9 } });
		const before = await weightsOf(trainer, 'G', 'dense2/weight');
		trainer.step('G');
		expect(await weightsOf(trainer, 'G', 'dense2/weight')).not.toEqual(before);
	});

	it('is turned while training runs, like its rate', async () => {
		const trainer = trainerOf({ g: { from: 9 } });
		expect(await changed(trainer, 1)).toEqual([false]);
		trainer.setParam('G', 'from', 1);
		expect(await changed(trainer, 1)).toEqual([true]);
	});

	it('leaves rounds empty where no player plays, and they pass', async () => {
		const trainer = trainerOf({ d: { from: 1 }, g: { from: 1 } });
		expect(await changed(trainer, 2)).toEqual([false, true]);
		expect(trainer.round).toBe(2);
	});
});

describe('normed weights', () => {
	/** The largest singular value of D's filters as it uses them. */
	const largest = async (trainer: Trainer): Promise<number> => {
		const weights = await readWeights(trainer.linked);
		const matrix = Matrix.from1DArray(16, 3, weights['D/conv/weight_orig']!.values);
		const u = Matrix.columnVector(weights['D/conv/weight_u']!.values);
		const v = Matrix.rowVector(weights['D/conv/weight_v']!.values);
		const sigma = v.mmul(matrix).mmul(u).get(0, 0);
		return new SingularValueDecomposition(matrix).diagonal[0]! / sigma;
	};

	it('keep a singular value of 1 while they are learned', async () => {
		const trainer = Trainer.create(tf, programOf(convGan({}, true)), {});
		made.push(trainer);
		const before = await readWeights(trainer.linked);
		expect(await largest(trainer)).toBeCloseTo(1, 2);
		play(trainer, 20);
		const after = await readWeights(trainer.linked);
		for (const name of ['D/conv/weight_orig', 'D/conv/weight_u', 'D/dense/weight_v']) {
			expect(after[name]!.values, name).not.toEqual(before[name]!.values);
		}
		for (const name of ['G/up/weight_g', 'G/up/weight_v']) {
			expect(after[name]!.values, name).not.toEqual(before[name]!.values);
		}
		expect(await largest(trainer)).toBeCloseTo(1, 2);
	});
});

describe('a phase', () => {
	it('changes its player’s weights and no others', async () => {
		const trainer = trainerOf();
		const before = { G: await weightsOf(trainer, 'G'), D: await weightsOf(trainer, 'D') };
		trainer.playPhase();
		const between = { G: await weightsOf(trainer, 'G'), D: await weightsOf(trainer, 'D') };
		expect(trained(between.G)).toEqual(trained(before.G));
		for (const [path, values] of Object.entries(trained(between.D))) {
			expect(values, path).not.toEqual(before.D[path]);
		}
		trainer.playPhase();
		const after = { G: await weightsOf(trainer, 'G'), D: await weightsOf(trainer, 'D') };
		expect(trained(after.D)).toEqual(trained(between.D));
		for (const path of ['G/dense1/weight', 'G/norm/weight', 'G/dense2/bias']) {
			expect(after.G[path], path).not.toEqual(between.G[path]);
		}
	});

	it('reads nothing back from the device', async () => {
		const trainer = play(trainerOf(), 1);
		const read = [
			vi.spyOn(tf.Tensor.prototype, 'data'),
			vi.spyOn(tf.Tensor.prototype, 'dataSync'),
			vi.spyOn(tf.Tensor.prototype, 'array'),
			vi.spyOn(tf.Tensor.prototype, 'arraySync'),
		];
		play(trainer, 1);
		for (const spy of read) expect(spy).not.toHaveBeenCalled();
		await trainer.readLosses();
		expect(read[0]).toHaveBeenCalled();
		for (const spy of read) spy.mockRestore();
	});
});

describe('a round', () => {
	it('leaves as many tensors as the one before', async () => {
		const trainer = trainerOf();
		const counts: number[] = [];
		for (let i = 0; i < 4; i++) {
			trainer.playRound({ observe: i % 2 === 0 });
			await trainer.readLosses();
			await trainer.observations();
			await trainer.fixedMonitors();
			trainer.playRound();
			await trainer.readLosses();
			counts.push(tf.memory().numTensors);
		}
		expect(new Set(counts).size).toBe(1);
	});

	it('lets everything go when disposed', async () => {
		const before = tf.memory();
		const trainer = Trainer.create(tf, smallProgram(), {});
		expect(tf.memory().numTensors).toBeGreaterThan(before.numTensors);
		trainer.playRound({ observe: true });
		trainer.step('D');
		await trainer.observations();
		await trainer.fixedMonitors();
		await trainer.checkpoint();
		await trainer.generate({ network: 'G', count: 3, seed: 1 });
		trainer.dispose();
		expect(tf.memory().numTensors).toBe(before.numTensors);
		expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
	});

	it('is the same for the same seed, and another for another', async () => {
		const losses = async (seed: number) => await play(trainerOf({}, { seed }), 3).readLosses();
		const first = await losses(1);
		expect(first.D!.rounds).toEqual([1, 2, 3]);
		expect(await losses(1)).toEqual(first);
		expect(await losses(2)).not.toEqual(first);
	});
});

describe('reuse', () => {
	it('updates running statistics once for what is only repeated', async () => {
		// G(z) is computed for D's phase and again, on the tape, for G's: one evaluation.
		const reused = await weightsOf(play(trainerOf(), 1), 'G', 'running_mean');
		const onlyD = trainerOf();
		onlyD.step('D');
		expect(await weightsOf(onlyD, 'G', 'running_mean')).toEqual(reused);
		const twice = play(trainerOf({ g: { values: 'recompute' } }), 1);
		expect(await weightsOf(twice, 'G', 'running_mean')).not.toEqual(reused);
	});

	it('updates running statistics of D for real, fake, and fake again', async () => {
		// momentum 0.1: the running variance's share of its first value, 1, is 0.9 to the number of evaluations.
		const constant = async (trainer: Trainer) => {
			trainer.loadWeights({
				'D/dense1/weight': { shape: [4, 6], values: new Float32Array(24) },
			});
			trainer.setParam('D', 'learningRate', SMALLEST_RATE);
			play(trainer, 1);
			const [variance] = Object.values(await weightsOf(trainer, 'D', 'running_var'));
			return Math.log(variance![0]!) / Math.log(0.9);
		};
		expect(await constant(trainerOf())).toBeCloseTo(3, 3);
	});

	it('draws the same dropout for a repeat, and another for a new evaluation', async () => {
		// With hardly any learning nothing but dropout changes, so D's mean answer to fakes tells which numbers were drawn.
		const answers = async (dropout: SmallGanOptions['dropout'], values: string) => {
			const still = { learningRate: SMALLEST_RATE };
			const trainer = trainerOf({ d: still, g: { ...still, values }, dropout });
			trainer.playPhase({ observe: true });
			const inD = (await trainer.observations()).figures['dFake/p']!;
			trainer.playPhase({ observe: true });
			return [inD, (await trainer.observations()).figures['dFake/p']!] as const;
		};
		const [d, g] = await answers({ G: 0.5 }, 'reuse');
		expect(g).toBeCloseTo(d, 6);
		const [recomputedD, recomputedG] = await answers({ G: 0.5 }, 'recompute');
		expect(recomputedD).toBe(d);
		expect(recomputedG).not.toBeCloseTo(d, 6);
		// D was updated (by nothing, but it was), so its own answers are new ones.
		const [first, second] = await answers({ D: 0.5 }, 'reuse');
		expect(second).not.toBeCloseTo(first, 6);
	});

	it('redraws for a player that asks for it, and for its further steps', () => {
		const draws = (options: SmallGanOptions) => play(trainerOf(options), 1).draw;
		expect(draws({})).toBe(1);
		expect(draws({ g: { values: 'recompute' } })).toBe(1);
		expect(draws({ g: { values: 'redraw' } })).toBe(2);
		expect(draws({ d: { steps: 3 } })).toBe(3);
	});
});

describe('stepping', () => {
	it('plays one player’s phases and skips the others', async () => {
		const trainer = trainerOf();
		const before = await weightsOf(trainer, 'G');
		trainer.step('D');
		expect([trainer.round, trainer.phase]).toEqual([0, 1]);
		trainer.step('D');
		expect([trainer.round, trainer.phase, trainer.draw]).toEqual([1, 1, 2]);
		expect(trained(await weightsOf(trainer, 'G'))).toEqual(trained(before));
		trainer.step('G');
		expect([trainer.round, trainer.phase]).toEqual([2, 0]);
		expect(trained(await weightsOf(trainer, 'G'))).not.toEqual(trained(before));
		trainer.step('G');
		expect([trainer.round, trainer.phase, trainer.draw]).toEqual([3, 0, 3]);
		const losses = await trainer.readLosses();
		expect(losses.D!.rounds).toEqual([1, 2]);
		expect(losses.G!.rounds).toEqual([2, 3]);
	});

	it('refuses a player there is none of', () => {
		expect(() => trainerOf().step('E')).toThrow('E');
	});
});

describe('a checkpoint', () => {
	const same = (a: Record<string, HostArray>, b: Record<string, HostArray>) => {
		expect(Object.keys(a)).toEqual(Object.keys(b));
		for (const [path, { values }] of Object.entries(a))
			expect(values, path).toEqual(b[path]!.values);
	};

	async function expectSameEnd(whole: Trainer, resumed: Trainer): Promise<void> {
		const [a, b] = [await whole.checkpoint(), await resumed.checkpoint()];
		same(a.weights, b.weights);
		same(a.optimizer, b.optimizer);
		expect({ ...b, weights: {}, optimizer: {} }).toEqual({ ...a, weights: {}, optimizer: {} });
	}

	it.each(['adam', 'sgd', 'rmsprop'])('goes on exactly with %s', async (optimizer) => {
		const options = { d: { optimizer, momentum: 0.9 }, g: { optimizer, momentum: 0.9 } };
		const whole = play(trainerOf(options), 6);
		const half = play(trainerOf(options), 3);
		const kept = structuredClone(await half.checkpoint());
		await expectSameEnd(whole, play(trainerOf(options, { checkpoint: kept }), 3));
	});

	it('goes on exactly inside a round', async () => {
		const whole = play(trainerOf(), 2);
		const half = play(trainerOf(), 1);
		half.playPhase();
		const kept = await half.checkpoint();
		expect([kept.round, kept.phase]).toEqual([1, 1]);
		const resumed = trainerOf({}, { checkpoint: kept });
		resumed.playPhase();
		await expectSameEnd(whole, resumed);
	});

	it('is refused as a whole when a weight does not fit', async () => {
		const kept = await trainerOf().checkpoint();
		const other: Checkpoint = {
			...kept,
			weights: { ...kept.weights, 'D/dense2/bias': { shape: [2], values: new Float32Array(2) } },
		};
		const before = tf.memory().numTensors;
		expect(() => trainerOf({}, { checkpoint: other })).toThrow('D/dense2/bias');
		expect(tf.memory().numTensors).toBe(before);
	});

	it('carries over what fits to another document', async () => {
		const half = play(trainerOf(), 3);
		const kept = await half.checkpoint();
		const other = trainerOf();
		delete kept.weights['G/dense1/bias'];
		expect(other.carryOver(kept)).toEqual(['G/dense1/bias']);
		expect(other.round).toBe(3);
		expect(await weightsOf(other, 'D')).toEqual(await weightsOf(half, 'D'));
	});
});

describe('snapshots', () => {
	it('go back to the same run', async () => {
		const trainer = play(trainerOf(), 2);
		const snapshot = trainer.snapshot();
		const first = await play(trainer, 2).checkpoint();
		trainer.goBack(snapshot);
		expect(trainer.round).toBe(2);
		const second = await play(trainer, 2).checkpoint();
		expect(second).toEqual(first);
	});
});

describe('turning parameters', () => {
	it('changes the very next update', async () => {
		const trainer = play(trainerOf(), 1);
		const before = await weightsOf(trainer, 'D');
		const moved = async () => {
			const after = (await weightsOf(trainer, 'D'))['D/dense2/bias']!;
			return Math.abs(after[0]! - before['D/dense2/bias']![0]!);
		};
		trainer.setParam('D', 'learningRate', SMALLEST_RATE);
		trainer.playPhase();
		expect(await moved()).toBeLessThan(1e-7);
		trainer.setParam('D', 'learningRate', 0.1);
		trainer.step('D');
		expect(await moved()).toBeGreaterThan(1e-2);
	});

	it('refuses what is not live', () => {
		expect(() => trainerOf().setParam('D', 'steps', 2)).toThrow('steps');
		expect(() => trainerOf().setParam('nobody', 'learningRate', 2)).toThrow('nobody');
	});
});

describe('feeds', () => {
	it('stand in for what would be drawn, and run out', () => {
		const z: HostArray = { shape: [1, 8, 3], values: new Float32Array(24).fill(0.5) };
		const trainer = trainerOf({}, { feeds: { 'z/z': z } });
		trainer.playRound();
		expect(() => trainer.playRound()).toThrow('z/z holds 1 draws');
	});

	it('must have the source’s shape', () => {
		const z: HostArray = { shape: [1, 8, 2], values: new Float32Array(16) };
		expect(() => trainerOf({}, { feeds: { 'z/z': z } }).playRound()).toThrow('[draws, batch, 3]');
	});
});

describe('what is shown', () => {
	it('figures are the means of losses and of D’s answers', async () => {
		const trainer = trainerOf();
		trainer.playRound({ observe: true });
		const { figures, monitors } = await trainer.observations();
		const losses = await trainer.readLosses();
		expect(figures['lossD/loss']).toBeCloseTo(losses.D!.values[0]!, 6);
		expect(figures['lossG/loss']).toBeCloseTo(figures['dFake/p']!, 6);
		expect(monitors.loss).toEqual({ shows: 'scalar', value: figures['lossD/loss'] });
	});

	it('histograms count every answer once, real and fake from the same D', async () => {
		const trainer = trainerOf();
		trainer.playPhase({ observe: true });
		const first = (await trainer.observations()).monitors.answers;
		trainer.playPhase({ observe: true });
		const { answers } = (await trainer.observations()).monitors;
		expect(answers).toEqual(first);
		if (answers?.shows !== 'histogram') throw new Error('no histogram');
		expect(answers.series.map(({ port }) => port)).toEqual(['real', 'fake']);
		for (const { counts } of answers.series) expect(counts.reduce((a, b) => a + b)).toBe(8);
	});

	it('samples hold their inputs still, and show the network change', async () => {
		const trainer = trainerOf();
		const grid = async () => (await trainer.fixedMonitors()).grid;
		const first = await grid();
		expect(await grid()).toEqual(first);
		if (first?.shows !== 'pictures') throw new Error('no pictures');
		const { count, height, width, channels, pixels } = first.pictures;
		expect([height, width, channels]).toEqual([2, 2, 1]);
		expect(pixels).toHaveLength(count * 4);
		play(trainer, 5);
		expect(await grid()).not.toEqual(first);
	});

	it('looking changes nothing', async () => {
		const looked = trainerOf();
		for (let i = 0; i < 2; i++) {
			looked.playRound({ observe: true });
			await looked.observations();
			await looked.fixedMonitors();
			await looked.generate({ network: 'G', count: 2, seed: 0 });
		}
		const { weights } = await looked.checkpoint();
		expect((await play(trainerOf(), 2).checkpoint()).weights).toEqual(weights);
	});
});

describe('generating', () => {
	it('gives the same pictures for the same seed, whatever the count', async () => {
		const trainer = play(trainerOf(), 1);
		const few = await trainer.generate({ network: 'G', count: 2, seed: 5 });
		const many = await trainer.generate({ network: 'G', count: 300, seed: 5 });
		expect(many.count).toBe(300);
		expect(many.pixels.slice(0, few.pixels.length)).toEqual(few.pixels);
		const other = await trainer.generate({ network: 'G', count: 2, seed: 6 });
		expect(other.pixels).not.toEqual(few.pixels);
	});

	it('takes single latent coordinates from outside', async () => {
		const trainer = trainerOf();
		const latent = [0, 1, 2].map((index) => [index, 0.3] as const);
		const { pixels } = await trainer.generate({ network: 'G', count: 2, seed: 1, latent });
		expect(pixels.slice(0, 4)).toEqual(pixels.slice(4));
		await expect(
			trainer.generate({ network: 'G', count: 1, seed: 1, latent: [[3, 0]] }),
		).rejects.toThrow('3 coordinates');
	});

	it('refuses what gives no picture', async () => {
		await expect(trainerOf().generate({ network: 'D', count: 1, seed: 1 })).rejects.toThrow('D');
	});
});
