import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import type { Canvas, GraphDocument, GraphNode, Wire } from '../../src/lib/graph/types';
import type { DatasetType, LoadedDataset } from '../../src/lib/nodes/kind';
import { imageType, labelType } from '../../src/lib/nodes/shape';
import type { HostArray, Pictures } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';

const node = (id: string, kind: string, params: GraphNode['params'] = {}): GraphNode => ({
	...{ id, kind, params },
	at: [0, 0],
});
const wire = (from: string, to: string): Wire => ({
	from: from.split('.') as Wire['from'],
	to: to.split('.') as Wire['to'],
});
const canvas = (nodes: GraphNode[], ...wires: [from: string, to: string][]): Canvas => ({
	...{ nodes, frames: [] },
	wires: wires.map(([from, to]) => wire(from, to)),
});

/** Pictures to pictures, 2×2: twice the picture, with half of it dropped if that is asked for. */
const doubling = (drops: boolean): Canvas =>
	canvas(
		[
			node('x', 'input', { name: 'x', meaning: 'image', shape: [2, 2, 1], range: [-1, 1] }),
			node('conv', 'conv2d', { filters: 1, kernel: 1, stride: 1, padding: 0 }),
			node('drop', 'dropout', { p: drops ? 0.5 : 0, generating: true }),
			node('y', 'output', { name: 'y' }),
		],
		['x.x', 'conv.x'],
		['conv.y', 'drop.x'],
		['drop.y', 'y.x'],
	);

/** A label and a z make a picture. */
const labelled = canvas(
	[
		node('z', 'input', { name: 'z', meaning: 'vector', shape: [4] }),
		node('c', 'input', { name: 'c', meaning: 'vector', shape: [3] }),
		node('join', 'concat'),
		node('dense', 'dense', { units: 4 }),
		node('sigmoid', 'sigmoid'),
		node('shape', 'reshape', { shape: [2, 2, 1] }),
		node('y', 'output', { name: 'y' }),
	],
	...([
		['z.x', 'join.x1'],
		['c.x', 'join.x2'],
		['join.y', 'dense.x'],
		['dense.y', 'sigmoid.x'],
		['sigmoid.y', 'shape.x'],
		['shape.y', 'y.x'],
	] as [string, string][]),
);

const training = canvas(
	[
		node('data', 'dataset', { dataset: 'tiny' }),
		node('there', 'call', { network: 'There' }),
		node('back', 'call', { network: 'Back' }),
		node('again', 'call', { network: 'Back' }),
		node('loose', 'call', { network: 'Loose' }),
		node('oneHot', 'oneHot'),
		node('z', 'noise', { size: 4 }),
		node('made', 'call', { network: 'Labelled' }),
		node('apart', 'l1'),
		node('play', 'player', { networks: ['There'] }),
	],
	...([
		['data.image', 'there.x'],
		['there.y', 'back.x'],
		['data.image', 'again.x'],

		['data.image', 'loose.x'],
		['data.label', 'oneHot.label'],
		['z.z', 'made.z'],
		['oneHot.c', 'made.c'],
		['there.y', 'apart.x'],
		['data.image', 'apart.target'],
		['apart.loss', 'play.loss'],
	] as [string, string][]),
);

const document: GraphDocument = {
	format: 'ganloom',
	version: 1,
	title: '',
	summary: '',
	networks: {
		There: { role: 'generator', canvas: doubling(false) },
		Back: { role: 'generator', canvas: doubling(false) },
		Loose: { role: 'generator', canvas: doubling(true) },
		Labelled: { role: 'generator', canvas: labelled },
	},
	blocks: {},
	training,
	run: { seed: 1, batch: 2, rounds: 1 },
};

const tiny: DatasetType = {
	outputs: [
		{ port: 'image', type: imageType(2, 2, 1, [-1, 1]) },
		{ port: 'label', type: labelType(3) },
	],
	count: 4,
};

const itemsOf = (value: number): LoadedDataset => ({
	count: 4,
	gather: ({ length }) => ({
		image: { shape: [length, 2, 2, 1], values: new Float32Array(length * 4).fill(value) },
		label: { shape: [length], values: new Int32Array(length) },
	}),
});

const weight = (path: string, value: number, size = 1): [string, HostArray] => [
	path,
	{
		shape: size === 1 && path.endsWith('weight') ? [1, 1, 1, 1] : [size],
		values: new Float32Array(size).fill(value),
	},
];

let trainer: Trainer;

function open(): Trainer {
	const { program, diagnostics } = compile(document, { datasets: () => tiny });
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	// Training sees −1, what is held out is ½.
	trainer = Trainer.create(
		tf,
		program!,
		{ tiny: { ...itemsOf(-1), held: itemsOf(0.5) } },
		{
			weights: Object.fromEntries([
				weight('There/conv/weight', -1),
				weight('There/conv/bias', 0),
				weight('Back/conv/weight', 0.5),
				weight('Back/conv/bias', 0),
				weight('Loose/conv/weight', 1),
				weight('Loose/conv/bias', 0),
			]),
		},
	);
	return trainer;
}

/** The rows of each picture, in eighths of the range from −1 to 1. */
const rows = ({ count, height, width, pixels }: Pictures): number[][] =>
	Array.from({ length: count * height }, (_, row) =>
		[...pixels.subarray(row * width, (row + 1) * width)].map((byte) => Math.round(byte / 32)),
	);

const picture = (...bytes: number[]): Pictures => ({
	count: bytes.length / 4,
	...{ height: 2, width: 2, channels: 1 },
	pixels: Uint8Array.from(bytes),
});

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => trainer.dispose());

describe('pictures made of pictures', () => {
	it('are made of what is held out, and shown with it and with the way back', async () => {
		const request = { network: 'There', count: 1, seed: 1 };
		expect(rows(await open().generate(request))).toEqual([
			[2, 2],
			[2, 2],
		]);
		const beside = await trainer.generate({ ...request, beside: true, then: 'Back' });
		// ½, then −½, then −¼.
		expect(rows(beside)).toEqual([
			[6, 6, 2, 2, 3, 3],
			[6, 6, 2, 2, 3, 3],
		]);
	});

	it('are made by the call that needs least before it, in the range that it expects', async () => {
		const beside = await open().generate({ network: 'Back', count: 1, seed: 1, beside: true });
		// ½, then ¼.
		expect(rows(beside)[0]).toEqual([6, 6, 5, 5]);
		const given = picture(255, 255, 255, 255);
		expect(rows(await trainer.generate({ network: 'Back', count: 1, seed: 1, given }))[0]).toEqual([
			6, 6,
		]);
	});

	it('are made of given ones, in turns', async () => {
		const given = picture(0, 0, 255, 255, 128, 128, 128, 128);
		const made = await open().generate({ network: 'There', count: 3, seed: 1, given });
		const [first, second] = [
			[
				[8, 8],
				[0, 0],
			],
			[
				[4, 4],
				[4, 4],
			],
		];
		expect(rows(made)).toEqual([...first, ...second, ...first]);
	});

	it('take grey of a coloured picture', async () => {
		const given = { count: 1, height: 2, width: 2, channels: 3, pixels: new Uint8Array(12) };
		given.pixels.set([255, 0, 0]);
		const made = await open().generate({ network: 'There', count: 1, seed: 1, given });
		expect(made.pixels[0]).toBe(255 - Math.round(0.299 * 255));
	});

	it('say what size they need', async () => {
		const given = { ...picture(1, 2, 3, 4), width: 4, height: 1 };
		const made = open().generate({ network: 'There', count: 1, seed: 1, given });
		await expect(made).rejects.toThrow('4×1; the network takes 2×2');
		const none = trainer.generate({ network: 'Labelled', count: 1, seed: 1, given });
		await expect(none).rejects.toThrow('takes no picture');
	});

	it('differ by what stays random: from item to item, and from seed to seed', async () => {
		const make = (seed: number): Promise<Pictures> =>
			trainer.generate({ network: 'Loose', count: 8, seed, given: picture(255, 255, 255, 255) });
		open();
		const [one, again, other] = [rows(await make(1)), rows(await make(1)), rows(await make(2))];
		expect(again).toEqual(one);
		expect(other).not.toEqual(one);
		expect(new Set(one.map(String)).size).toBeGreaterThan(2);
		// Dropped, or twice as large and cut off.
		expect(one.flat().every((eighths) => eighths === 4 || eighths === 8)).toBe(true);
	});
});

it('lets one hand write every class', async () => {
	const bytes = async (sameHand: boolean): Promise<number[][]> => {
		const { pixels } = await trainer.generate({ network: 'Labelled', count: 6, seed: 3, sameHand });
		return Array.from({ length: 6 }, (_, i) => [...pixels.subarray(i * 4, i * 4 + 4)]);
	};
	open();
	// What z adds to the answer is the same for a hand, so the classes differ by the same for every hand.
	const logit = (byte: number): number => Math.log((byte + 0.5) / (255.5 - byte));
	const apart = (pictures: number[][], a: number, b: number): number[] =>
		pictures[a]!.map((byte, i) => logit(byte) - logit(pictures[b]![i]!));
	const same = await bytes(true);
	apart(same, 0, 1).forEach((value, i) => expect(value).toBeCloseTo(apart(same, 3, 4)[i]!, 1));
	expect(same[0]).not.toEqual(same[3]);
	expect(apart(await bytes(false), 0, 1)[0]).not.toBeCloseTo(apart(same, 0, 1)[0]!, 1);
});
