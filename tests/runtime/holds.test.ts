// Values kept from before an update, memories of training nodes, and gradients that stop, on real tensors.
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { Trainer, type TrainerOptions } from '../../src/lib/runtime/trainer';
import { canvasOf, programOf, smallGan } from './smallGan';

const made: Trainer[] = [];

beforeAll(async () => {
	await tf.setBackend('cpu');
});

afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

type NodeLine = Parameters<typeof canvasOf>[0][number];

const player: ParamMap = { optimizer: 'sgd', learningRate: 0.5 };

/** The small GAN with G first. D sees fakes through `shown`. */
function gFirst(shown: NodeLine, from: string): GraphDocument {
	const document = smallGan({ dropout: {} });
	document.training = canvasOf([
		['z', 'noise', { size: 3 }],
		['x', 'noise', { size: 4 }],
		['real', 'reshape', { shape: [2, 2, 1] }, { x: 'x/z' }],
		['fake', 'call', { network: 'G' }, { z: 'z/z' }],
		shown,
		['dNew', 'call', { network: 'D' }, { image: 'fake/image' }],
		['dFake', 'call', { network: 'D' }, { image: from }],
		['dReal', 'call', { network: 'D' }, { image: 'real/y' }],
		['lossFake', 'bce', { target: 1 }, { p: 'dFake/p' }],
		['lossReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
		['lossD', 'weightedSum', {}, { loss1: 'lossFake/loss', loss2: 'lossReal/loss' }],
		['lossG', 'bce', { target: 0 }, { p: 'dNew/p' }],
		['G', 'player', { ...player, networks: ['G'], order: 1 }, { loss: 'lossG/loss' }],
		['D', 'player', { ...player, networks: ['D'], order: 2 }, { loss: 'lossD/loss' }],
		['answers', 'histogram', {}, { real: 'dReal/p', fake: 'dFake/p' }],
	]);
	return document;
}

const holding = (): GraphDocument => gFirst(['old', 'hold', {}, { x: 'fake/image' }], 'old/y');
const pooling = (size: number): GraphDocument =>
	gFirst(['old', 'imagePool', { size }, { x: 'fake/image' }], 'old/y');
const passing = (): GraphDocument => gFirst(['old', 'flatten', {}, { x: 'x/z' }], 'fake/image');

function trainerOf(document: GraphDocument, options?: TrainerOptions): Trainer {
	const trainer = Trainer.create(tf, programOf(document), {}, options);
	made.push(trainer);
	return trainer;
}

function play(trainer: Trainer, rounds: number): Trainer {
	for (let i = 0; i < rounds; i++) trainer.playRound();
	return trainer;
}

/** D's first loss on fakes. */
async function firstOfD(document: GraphDocument): Promise<number> {
	const trainer = trainerOf(document);
	trainer.playPhase({ observe: true });
	trainer.playPhase({ observe: true });
	return (await trainer.observations()).figures['lossFake/loss']!;
}

/** What D's loss on fakes is before G has been updated. */
async function beforeG(): Promise<number> {
	const document = passing();
	for (const node of document.training.nodes) if (node.id === 'G') node.params.order = 3;
	const trainer = trainerOf(document);
	trainer.playPhase({ observe: true });
	return (await trainer.observations()).figures['lossFake/loss']!;
}

describe('a hold', () => {
	it('gives what its input was before the update', async () => {
		const before = await beforeG();
		expect(await firstOfD(holding())).toBeCloseTo(before, 6);
		expect(await firstOfD(passing())).not.toBeCloseTo(before, 3);
	});

	it('counts in batch norm’s statistics once', async () => {
		const statistics = async (document: GraphDocument) =>
			(await play(trainerOf(document), 1).checkpoint()).weights['G/norm/running_mean']!.values;
		// Without it G runs again for D, after its update.
		expect(await statistics(holding())).not.toEqual(await statistics(passing()));
		const once = trainerOf(holding());
		once.step('G');
		expect((await once.checkpoint()).weights['G/norm/running_mean']!.values).toEqual(
			await statistics(holding()),
		);
	});

	it('is computed where it is needed when the phase that keeps it was skipped', async () => {
		const trainer = trainerOf(holding());
		trainer.step('D', { observe: true });
		const { figures } = await trainer.observations();
		expect(figures['lossFake/loss']).toBeCloseTo(await beforeG(), 6);
	});

	it('is kept in a checkpoint inside a round', async () => {
		const whole = play(trainerOf(holding()), 2);
		const half = play(trainerOf(holding()), 1);
		half.playPhase();
		const kept = structuredClone(await half.checkpoint());
		expect(Object.keys(kept.held!)).toEqual(['old/y']);
		const resumed = trainerOf(holding(), { checkpoint: kept });
		resumed.playPhase();
		expect((await resumed.checkpoint()).weights).toEqual((await whole.checkpoint()).weights);
	});
});

describe('an image pool', () => {
	it('is a hold when it is empty-handed', async () => {
		const weights = async (document: GraphDocument) =>
			(await play(trainerOf(document), 3).checkpoint()).weights;
		expect(await weights(pooling(0))).toEqual(await weights(holding()));
	});

	it('hands on what it gets until it is full', async () => {
		const weights = async (document: GraphDocument, rounds: number) => {
			const all = (await play(trainerOf(document), rounds).checkpoint()).weights;
			return Object.fromEntries(Object.entries(all).filter(([path]) => /^[GD]\//.test(path)));
		};
		// Eight a batch.
		expect(await weights(pooling(16), 2)).toEqual(await weights(holding(), 2));
		expect(await weights(pooling(16), 4)).not.toEqual(await weights(holding(), 4));
	});

	it('goes on exactly from a checkpoint, and back to a snapshot', async () => {
		const whole = play(trainerOf(pooling(12)), 6);
		const half = play(trainerOf(pooling(12)), 3);
		const kept = structuredClone(await half.checkpoint());
		expect(kept.weights['training/old/filled']!.values).toEqual(Float32Array.of(12));
		const point = half.snapshot();
		const end = (await whole.checkpoint()).weights;
		expect((await play(half, 3).checkpoint()).weights).toEqual(end);
		half.goBack(point);
		expect((await play(half, 3).checkpoint()).weights).toEqual(end);
		const resumed = play(trainerOf(pooling(12), { checkpoint: kept }), 3);
		expect((await resumed.checkpoint()).weights).toEqual(end);
	});

	it('takes a picture once a round, whatever is computed again', async () => {
		const trainer = trainerOf(pooling(100));
		play(trainer, 2);
		trainer.playPhase();
		const kept = await trainer.checkpoint();
		expect(kept.weights['training/old/filled']!.values).toEqual(Float32Array.of(24));
		const resumed = trainerOf(pooling(100), { checkpoint: kept });
		resumed.playPhase();
		expect((await resumed.checkpoint()).weights['training/old/filled']!.values).toEqual(
			Float32Array.of(24),
		);
	});

	it('starts empty where weights come without it', async () => {
		const { weights, ...rest } = await play(trainerOf(pooling(12)), 2).checkpoint();
		const networks = Object.entries(weights).filter(([path]) => !path.startsWith('training/'));
		const resumed = trainerOf(pooling(12), {
			checkpoint: { ...rest, weights: Object.fromEntries(networks) },
		});
		expect((await resumed.checkpoint()).weights['training/old/filled']!.values).toEqual(
			Float32Array.of(0),
		);
	});

	it('leaves as many tensors as the round before, and lets everything go', async () => {
		const before = tf.memory().numTensors;
		const trainer = Trainer.create(tf, programOf(pooling(12)), {});
		const counts: number[] = [];
		for (let i = 0; i < 4; i++) {
			trainer.playRound({ observe: true });
			await trainer.readLosses();
			await trainer.observations();
			await trainer.checkpoint();
			counts.push(tf.memory().numTensors);
		}
		expect(new Set(counts).size).toBe(1);
		trainer.playPhase();
		await trainer.checkpoint();
		trainer.dispose();
		expect(tf.memory().numTensors).toBe(before);
	});
});

describe('a stopped gradient', () => {
	it('leaves the weights behind it as they are', async () => {
		const document = smallGan({ dropout: {} });
		document.training = canvasOf([
			['z', 'noise', { size: 3 }],
			['fake', 'call', { network: 'G' }, { z: 'z/z' }],
			['still', 'stopGradient', {}, { x: 'fake/image' }],
			['dFake', 'call', { network: 'D' }, { image: 'still/y' }],
			['loss', 'bce', { target: 1 }, { p: 'dFake/p' }],
			['both', 'player', { networks: ['D', 'G'], optimizer: 'adam' }, { loss: 'loss/loss' }],
		]);
		const trainer = trainerOf(document);
		const start = (await trainer.checkpoint()).weights;
		const end = (await play(trainer, 2).checkpoint()).weights;
		expect(end['G/dense1/weight']).toEqual(start['G/dense1/weight']);
		expect(end['D/dense1/weight']).not.toEqual(start['D/dense1/weight']);
	});

	it('on the tape as well: only the way around it counts', async () => {
		/** G's weight after one step on the mean of D(G(z)) times D(G(z)), one of them stopped or both not. */
		const stepped = async (stopped: boolean) => {
			const document = smallGan({ dropout: {} });
			document.training = canvasOf([
				['z', 'noise', { size: 3 }],
				['fake', 'call', { network: 'G' }, { z: 'z/z' }],
				['dFake', 'call', { network: 'D' }, { image: 'fake/image' }],
				['still', stopped ? 'stopGradient' : 'flatten', {}, { x: 'dFake/p' }],
				['product', 'multiply', {}, { x1: 'still/y', x2: 'dFake/p' }],
				['loss', 'rawOutput', { reduction: 'mean' }, { d: 'product/y' }],
				['G', 'player', { ...player, networks: ['G'] }, { loss: 'loss/loss' }],
			]);
			const trainer = trainerOf(document);
			const start = (await trainer.checkpoint()).weights['G/dense2/bias']!.values;
			const end = (await play(trainer, 1).checkpoint()).weights['G/dense2/bias']!.values;
			return end.map((value, i) => value - start[i]!);
		};
		const [half, whole] = [await stepped(true), await stepped(false)];
		// d(p · p) = 2p dp, and half of it where one factor is a number.
		half.forEach((value, i) => expect(2 * value).toBeCloseTo(whole[i]!, 6));
		expect(Math.max(...whole.map(Math.abs))).toBeGreaterThan(1e-4);
	});
});
