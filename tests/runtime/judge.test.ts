// What D sees of real pictures and made ones; z that is given; the training pictures that are nearest.
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import type { GraphDocument } from '../../src/lib/graph/types';
import type { DatasetItems, DatasetType, LoadedDataset } from '../../src/lib/nodes/kind';
import { imageType } from '../../src/lib/nodes/shape';
import { Neighbours } from '../../src/lib/runtime/neighbours';
import type { Pictures } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { canvasOf, smallGan } from './smallGan';

const TYPE = imageType(2, 2, 1, [0, 1]);

/** Item i is grey, of this lightness. */
const greys = (of: readonly number[]): DatasetItems => ({
	count: of.length,
	gather: (indices) => ({
		image: {
			shape: [indices.length, 2, 2, 1],
			values: Float32Array.from(
				{ length: indices.length * 4 },
				(_, i) => of[indices[Math.floor(i / 4)]!]!,
			),
		},
	}),
});

const tiny: LoadedDataset = { ...greys([0, 0.2, 0.4, 0.8]), held: greys([1, 1]) };
const tinyType: DatasetType = { outputs: [{ port: 'image', type: TYPE }], count: 4 };

function document(): GraphDocument {
	const small = smallGan();
	const training = canvasOf([['data', 'dataset', { dataset: 'tiny' }]]);
	const { nodes, wires, frames } = small.training;
	return {
		...small,
		training: {
			frames,
			nodes: [...training.nodes, ...nodes.filter(({ id }) => id !== 'x' && id !== 'real')],
			wires: [
				...wires.filter(({ from, to }) => to[0] !== 'real' && from[0] !== 'real'),
				{ from: ['data', 'image'], to: ['dReal', 'image'] },
			],
		},
	};
}

let trainer: Trainer | undefined;
beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
	trainer?.dispose();
	trainer = undefined;
});

function open(): Trainer {
	const { program, diagnostics } = compile(document(), { datasets: () => tinyType });
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	trainer?.dispose();
	return (trainer = Trainer.create(tf, program!, { tiny }));
}

describe('what D sees', () => {
	it('is pictures held out of training, made ones, and an answer to each', async () => {
		const { real, fake, plane, round } = await open().judge({ judge: 'D', count: 6, seed: 1 });
		expect(round).toBe(0);
		expect(real.pictures).toMatchObject({ count: 6, height: 2, width: 2, channels: 1 });
		expect([...real.pictures.pixels].every((byte) => byte === 255)).toBe(true);
		// All real pictures are the same, so all answers to them are.
		expect(new Set(real.answers).size).toBe(1);
		expect(new Set(fake.answers).size).toBe(6);
		expect([...fake.answers].every((p) => p > 0 && p < 1)).toBe(true);
		expect(plane).toBeUndefined();
	});

	it('is the same for the same seed, and leaves no tensor behind', async () => {
		const trainer = open();
		const first = await trainer.judge({ judge: 'D', count: 4, seed: 1, features: true });
		const tensors = tf.memory().numTensors;
		const again = await trainer.judge({ judge: 'D', count: 4, seed: 1, features: true });
		expect(again).toEqual(first);
		expect(tf.memory().numTensors).toBe(tensors);
		const other = await trainer.judge({ judge: 'D', count: 4, seed: 2 });
		expect(other.fake.answers).not.toEqual(first.fake.answers);
	});

	it('has its last hidden layer’s features laid into a plane', async () => {
		const { plane, features } = await open().judge({
			...{ judge: 'D', count: 5, seed: 1 },
			features: true,
		});
		expect(features).toBe(6);
		const { places, explained } = plane!;
		expect(places.length).toBe(20);
		// Five real pictures that are one and the same lie in one place.
		for (let item = 1; item < 5; item++) expect(places[item * 2]).toBeCloseTo(places[0]!, 6);
		expect(explained[0]).toBeGreaterThan(explained[1]);
		expect(explained[0] + explained[1]).toBeLessThanOrEqual(1 + 1e-9);
	});

	it('is refused of a network that judges nothing', async () => {
		await expect(open().judge({ judge: 'G', count: 1, seed: 1 })).rejects.toThrow('judges no');
	});
});

describe('a picture of a given z', () => {
	const make = (z: number[]) =>
		open().generate({
			...{ network: 'G', count: z.length / 3, seed: 5, held: true },
			z: { shape: [z.length / 3, 3], values: Float32Array.from(z) },
		});

	it('depends on z alone', async () => {
		const { pixels } = await make([1, 2, -1, 1, 2, -1, -2, 0, 1]);
		const [a, b, c] = [pixels.slice(0, 4), pixels.slice(4, 8), pixels.slice(8)];
		expect(b).toEqual(a);
		expect(c).not.toEqual(a);
	});

	it('is refused where z is of another size', async () => {
		const z = { shape: [1, 2], values: new Float32Array(2) };
		await expect(open().generate({ network: 'G', count: 1, seed: 1, z })).rejects.toThrow(
			'z must be [1, 3], not [1, 2]',
		);
	});
});

describe('the nearest training pictures', () => {
	const grey = (byte: number): Pictures => ({
		...{ count: 1, height: 2, width: 2, channels: 1 },
		pixels: new Uint8Array(4).fill(byte),
	});
	const nearest = (pictures: Pictures, count: number) => {
		let pauses = 0;
		const pause = async (): Promise<void> => void pauses++;
		const data = new Neighbours().of(tiny, 'image', TYPE);
		return data.nearest({ judge: 'D', pictures, count }, pause).then(async (found) => ({
			...found,
			usual: await data.usual(pause),
			pauses,
		}));
	};

	it('come nearest first, with their distances and those that are usual', async () => {
		const found = await nearest(grey(0.25 * 255), 3);
		const lightness = [...found.pictures.pixels].filter((_, i) => i % 4 === 0);
		expect(lightness).toEqual([51, 102, 0]);
		[0.05, 0.15, 0.25].forEach((apart, i) => expect(found.distances[i]).toBeCloseTo(apart, 2));
		// What was held out is white, and 0.8 is nearest to it.
		expect([...found.usual].map((apart) => apart.toFixed(3))).toEqual(['0.200', '0.200']);
		expect(found.compared).toBe(4);
		expect(found.pauses).toBeGreaterThan(1);
	});

	it('are at no distance from a picture that was learnt by heart', async () => {
		const found = await nearest(grey(204), 1);
		expect(found.distances[0]).toBeCloseTo(0, 6);
	});

	it('are refused to pictures of another size', async () => {
		await expect(nearest({ ...grey(0), pixels: new Uint8Array(9) }, 1)).rejects.toThrow('2×2×1');
	});
});
