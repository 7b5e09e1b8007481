// Looking at what flows: right values at every place, plain words for what is no number, and a run that doesn't notice.
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readWeights } from '../../src/lib/compile/link';
import { placeOf, runsOf } from '../../src/lib/compile/probePlaces';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { encodeTexts, textType } from '../../src/lib/graph/text';
import type { PortType } from '../../src/lib/graph/types';
import { probeValue } from '../../src/lib/runtime/probeValue';
import type { ProbeValue } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { smallGan, smallProgram } from './smallGan';

const made: Trainer[] = [];
function trainerOf(): Trainer {
	const trainer = Trainer.create(tf, smallProgram(), {});
	made.push(trainer);
	return trainer;
}

async function valueAt(trainer: Trainer, place: string): Promise<ProbeValue> {
	const found = (await trainer.probe([place]))[place]!;
	if ('trouble' in found) throw new Error(found.trouble);
	return found.value;
}

beforeAll(async () => {
	await tf.setBackend('cpu');
});
afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

describe('a probe', () => {
	it('is reached on every wire of every canvas', async () => {
		const document = smallGan();
		const places = canvasIds(document).flatMap((id) =>
			runsOf(document, id).flatMap((run) =>
				findCanvas(document, id)!.wires.flatMap(
					({ from }) => placeOf(document, run, ...from) ?? [],
				),
			),
		);
		const probed = await trainerOf().probe(places);
		expect(new Set(places).size).toBe(Object.keys(probed).length);
		for (const [place, found] of Object.entries(probed))
			expect('value' in found && found.value.nans, place).toBe(0);
	});

	it('tells the calls of one network apart', async () => {
		const trainer = trainerOf();
		const [real, fake] = [
			await valueAt(trainer, 'dReal/dense1/y'),
			await valueAt(trainer, 'dFake/dense1/y'),
		];
		expect(real.shape).toEqual([8, 6]);
		expect(real.mean).not.toBe(fake.mean);
	});

	it('sees the weights as they are, on the same draw', async () => {
		const trainer = trainerOf();
		const z = await valueAt(trainer, 'z/z');
		const before = await valueAt(trainer, 'fake/image');
		trainer.playRound();
		trainer.playRound();
		expect(await valueAt(trainer, 'z/z')).toEqual(z);
		expect((await valueAt(trainer, 'fake/image')).mean).not.toBe(before.mean);
	});

	it('is told when there is no such place, beside those there are', async () => {
		const probed = await trainerOf().probe(['nowhere/y', 'dFake/nothing/y', 'fake/image']);
		expect(probed['nowhere/y']).toHaveProperty('trouble');
		expect(probed['dFake/nothing/y']).toHaveProperty('trouble');
		expect(probed['fake/image']).toHaveProperty('value');
	});

	it('leaves the run as it would be without', async () => {
		const [looked, alone] = [trainerOf(), trainerOf()];
		for (let i = 0; i < 3; i++) {
			await looked.probe(['dFake/norm/y', 'lossD/loss']);
			looked.playPhase();
			await looked.probe(['fake/image']);
			looked.playRound();
			alone.playPhase();
			alone.playRound();
		}
		expect(await readWeights(looked.linked)).toEqual(await readWeights(alone.linked));
	});

	it('holds a draw while it is open, and nothing when it is closed', async () => {
		const trainer = trainerOf();
		trainer.playRound();
		const before = tf.memory().numTensors;
		await trainer.probe(['fake/drop/y', 'x/z']);
		const held = tf.memory().numTensors;
		await trainer.probe(['fake/drop/y', 'x/z']);
		expect(tf.memory().numTensors).toBe(held);
		await trainer.probe([]);
		expect(tf.memory().numTensors).toBe(before);
	});

	it('shows what is no number', async () => {
		const trainer = trainerOf();
		const { variable } = trainer.linked.weights.get('G/dense2/bias')!;
		variable.assign(tf.tensor1d([NaN, Infinity, 0, 0]));
		const value = await valueAt(trainer, 'fake/dense2/y');
		expect([value.nans, value.infinite]).toEqual([8, 8]);
		expect(value.mean).not.toBeNaN();
		expect(value.view.shows).toBe('histogram');
	});
});

describe('what is shown', () => {
	const float = (shape: number[], more: Partial<PortType> = {}): PortType => ({
		...{ shape, dtype: 'float32', meaning: 'vector' },
		...more,
	});
	const look = (value: tf.Tensor, type: PortType): Promise<ProbeValue> =>
		probeValue(tf, value, type);

	it('of pictures is the pictures, in their own range', async () => {
		const type = float([1, 2, 1], { meaning: 'image', range: [-1, 1] });
		const { view } = await look(tf.tensor4d([-1, 1], [1, 1, 2, 1]), type);
		expect(view).toEqual({
			shows: 'pictures',
			pictures: { count: 1, height: 1, width: 2, channels: 1, pixels: new Uint8Array([0, 255]) },
		});
	});

	it('of a feature map is its channels, side by side on one scale', async () => {
		const value = tf.tensor4d([0, 10, 1, 5], [1, 1, 2, 2]);
		const { view } = await look(value, float([1, 2, 2], { meaning: 'image' }));
		expect(view).toMatchObject({ shows: 'channels', of: 2 });
		expect(view.shows === 'channels' && [...view.pictures.pixels]).toEqual([0, 26, 255, 128]);
	});

	it('of numbers is their spread', async () => {
		const value = await look(tf.tensor2d([1, 2, 3, 4], [2, 2]), float([2]));
		expect(value).toMatchObject({ mean: 2.5, min: 1, max: 4, nans: 0, infinite: 0 });
		expect(value.deviation).toBeCloseTo(Math.sqrt(1.25), 6);
		const { view } = value;
		expect(view.shows === 'histogram' && view.counts.reduce((a, b) => a + b)).toBe(4);
	});

	it('of a loss is the number', async () => {
		const type = float([], { meaning: 'loss' });
		const value = await look(tf.scalar(0.25), type);
		expect(value).toMatchObject({ mean: 0.25, view: { shows: 'number' } });
	});

	it('of a condition is the class', async () => {
		const oneHot = await look(tf.oneHot([2, 0], 3).toFloat(), float([3], { classes: 3 }));
		expect(oneHot.view).toEqual({ shows: 'classes', classes: [2, 0] });
		const label: PortType = { shape: [], dtype: 'int32', meaning: 'label', classes: 10 };
		expect((await look(tf.tensor1d([7], 'int32'), label)).view).toEqual({
			shows: 'classes',
			classes: [7],
		});
	});

	it('of a sentence is the sentence', async () => {
		const { shape, values } = encodeTexts(['a red disc']);
		const value = tf.tensor(values, [...shape], 'int32');
		expect((await look(value, textType)).view).toEqual({ shows: 'texts', texts: ['a red disc'] });
	});

	it('of a sound is its wave and its spectrum', async () => {
		const samples = Float32Array.from({ length: 2048 }, (_, i) => Math.sin(i / 5) / 2);
		const type = float([2048, 1], { meaning: 'wave', range: [-1, 1] });
		const { view } = await look(tf.tensor3d(samples, [1, 2048, 1]), type);
		expect(view.shows === 'sound' && view.sound.samples).toEqual(samples);
		expect(view.shows === 'sound' && view.sound.spectrum.width).toBeGreaterThan(1);
	});

	it('of channels over time is a roll', async () => {
		const { view } = await look(tf.tensor3d([0, 1, 2, 3, 4, 5], [1, 3, 2]), float([3, 2]));
		expect(view).toMatchObject({ shows: 'roll', pictures: { width: 3, height: 2 } });
	});

	it('of nothing but NaN is still shown', async () => {
		const value = await look(tf.tensor2d([NaN, NaN], [1, 2]), float([2]));
		expect(value).toMatchObject({ nans: 2, mean: NaN });
	});
});
