import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { instruments } from '../../src/lib/data/instruments/instruments';
import type { Canvas, GraphDocument, GraphNode, Wire } from '../../src/lib/graph/types';
import { Trainer } from '../../src/lib/runtime/trainer';

const node = (id: string, kind: string, params: GraphNode['params'] = {}): GraphNode => ({
	...{ id, kind, params },
	at: [0, 0],
});
const canvas = (nodes: GraphNode[], wires: string): Canvas => ({
	...{ nodes, frames: [] },
	wires: wires.split(', ').map((wire) => {
		const [from, to] = wire.split(' > ').map((end) => end.split('.'));
		return { from, to } as unknown as Wire;
	}),
});

/** Hands a sound on, half as loud. */
const document: GraphDocument = {
	format: 'ganloom',
	version: 1,
	title: '',
	summary: '',
	networks: {
		G: {
			role: 'generator',
			canvas: canvas(
				[
					node('x', 'input', { name: 'x', meaning: 'wave', shape: [2048, 1] }),
					node('half', 'conv1d', { filters: 1, kernel: 1, padding: 0, bias: false }),
					node('y', 'output', { name: 'y' }),
				],
				'x.x > half.x, half.y > y.x',
			),
		},
		D: {
			role: 'discriminator',
			canvas: canvas(
				[
					node('x', 'input', { name: 'x', meaning: 'wave', shape: [2048, 1] }),
					node('flat', 'flatten'),
					node('dense', 'dense', { units: 1 }),
					node('y', 'output', { name: 'y' }),
				],
				'x.x > flat.x, flat.y > dense.x, dense.y > y.x',
			),
		},
	},
	blocks: {},
	training: canvas(
		[
			node('data', 'dataset', { dataset: 'instruments', length: 2048 }),
			node('g', 'call', { network: 'G' }),
			node('d', 'call', { network: 'D' }),
			node('loss', 'hinge', { side: 'generator' }),
			node('play', 'player', { networks: ['G'] }),
		],
		'data.wave > g.x, g.y > d.x, d.y > loss.d, loss.loss > play.loss',
	),
	run: { seed: 1, batch: 2, rounds: 1 },
};

let trainer: Trainer;

beforeAll(async () => {
	await tf.setBackend('cpu');
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	const half = { shape: [1, 1, 1], values: Float32Array.of(0.5) };
	trainer = Trainer.create(
		tf,
		program!,
		{ instruments: instruments.make!() },
		{ weights: { 'G/half/weight': half } },
	);
	return () => trainer.dispose();
});

describe('sounds that are heard', () => {
	it('are made of held-out ones, each beside its own', async () => {
		const tensors = tf.memory().numTensors;
		const { made, real } = await trainer.hear({ network: 'G', count: 2, seed: 1 });
		expect([made.length, real.length]).toEqual([2, 2]);
		made.forEach(({ samples }, i) => {
			expect(samples).toHaveLength(2048);
			expect(samples.some((value) => Math.abs(value) > 0.01)).toBe(true);
			expect(samples).toEqual(real[i]!.samples.map((value) => value / 2));
		});
		expect(made[0]!.samples).not.toEqual(made[1]!.samples);
		expect(tf.memory().numTensors).toBe(tensors);
	});

	it('are made of a given one, and seen where they sound', async () => {
		const given = Float32Array.from({ length: 2048 }, (_, i) =>
			// Bin 128 of the picture's 512-sample frames: half way up.
			Math.sin((2 * Math.PI * i * 128) / 512),
		);
		const { made, real } = await trainer.hear({ network: 'G', count: 1, seed: 1, given });
		expect(real[0]!.samples).toEqual(given);
		const { height, width, pixels } = real[0]!.spectrum;
		expect([height, width]).toEqual([257, 17]);
		const column = (spectrum: Uint8Array): number[] =>
			Array.from({ length: height }, (_, row) => spectrum[row * width + 8]!);
		const loud = column(pixels);
		expect(loud.indexOf(Math.max(...loud))).toBe(height - 1 - 128);
		expect(loud[height - 1 - 128]).toBe(255);
		// Half as loud is darker, on the same scale.
		expect(column(made[0]!.spectrum.pixels)[height - 1 - 128]).toBeLessThan(255);
		expect(column(made[0]!.spectrum.pixels)[height - 1 - 128]).toBeGreaterThan(225);
	});

	it('are made of no spectrogram where the network takes none', async () => {
		const spectrogram = { frames: 8, bands: 4, values: new Float32Array(32) };
		await expect(trainer.hear({ network: 'G', count: 1, seed: 1, spectrogram })).rejects.toThrow(
			'takes no spectrogram',
		);
		expect((await trainer.hear({ network: 'G', count: 1, seed: 1 })).spectrograms).toEqual([]);
	});

	it('come of networks that give sound', async () => {
		await expect(trainer.hear({ network: 'D', count: 1, seed: 1 })).rejects.toThrow('no sound');
		await expect(trainer.generate({ network: 'G', count: 1, seed: 1 })).rejects.toThrow('picture');
	});
});

describe('sounds that are made of a spectrogram', () => {
	/** Sums the bands of every frame: one sample a frame. */
	const ofSpectra: GraphDocument = {
		...document,
		networks: {
			G: {
				role: 'generator',
				canvas: canvas(
					[
						node('x', 'input', { name: 'x', meaning: 'spectrogram', shape: [600, 20] }),
						node('sum', 'conv1d', { filters: 1, kernel: 1, padding: 0, bias: false }),
						node('tanh', 'tanh'),
						node('y', 'output', { name: 'y' }),
					],
					'x.x > sum.x, sum.y > tanh.x, tanh.y > y.x',
				),
			},
		},
		training: canvas(
			[
				node('data', 'dataset', { dataset: 'instruments', length: 4800 }),
				node('mel', 'melSpectrogram', { fft: 64, hop: 8, bands: 20 }),
				node('g', 'call', { network: 'G' }),
				node('loss', 'l1'),
				node('play', 'player', { networks: ['G'] }),
			],
			'data.wave > mel.x, mel.y > g.x, g.y > loss.x, g.y > loss.target, loss.loss > play.loss',
		),
	};
	const weights = {
		'G/sum/weight': { shape: [1, 20, 1], values: new Float32Array(20).fill(0.05) },
	};
	let maker: Trainer;
	beforeAll(() => {
		const { program, diagnostics } = compile(ofSpectra, { datasets: datasetType });
		expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
		maker = Trainer.create(tf, program!, { instruments: instruments.make!() }, { weights });
		return () => maker.dispose();
	});

	it('come with the spectrogram they were made of, and of that again', async () => {
		const first = await maker.hear({ network: 'G', count: 2, seed: 1 });
		expect(first.real).toHaveLength(2);
		const [spectrogram] = first.spectrograms;
		expect(spectrogram).toMatchObject({ frames: 600, bands: 20 });
		const again = await maker.hear({ network: 'G', count: 1, seed: 2, spectrogram });
		expect(again.made[0]!.samples).toEqual(first.made[0]!.samples);
		expect(again.spectrograms).toEqual([spectrogram]);
		expect(again.real).toEqual([]);
	});

	it('are what a drawn one says', async () => {
		const tensors = tf.memory().numTensors;
		const values = Float32Array.from({ length: 600 * 20 }, (_, i) => (i < 300 * 20 ? 0 : 0.5));
		const { made } = await maker.hear({
			...{ network: 'G', count: 1, seed: 1 },
			spectrogram: { frames: 600, bands: 20, values },
		});
		expect(made[0]!.samples[299]).toBe(0);
		expect(made[0]!.samples[300]).toBeCloseTo(Math.tanh(0.5), 6);
		expect(tf.memory().numTensors).toBe(tensors);
	});
});
