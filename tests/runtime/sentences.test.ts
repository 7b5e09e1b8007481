import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { earlierStage, latentSource } from '../../src/lib/compile/upstream';
import { datasetType } from '../../src/lib/data/catalogue';
import { shapes } from '../../src/lib/data/shapes/shapes';
import type { Canvas, GraphDocument, GraphNode, Wire } from '../../src/lib/graph/types';
import type { GenerateRequest } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { pictureInputOf, sentencesOf } from '../../src/lib/ui/panels/generate/ingredients';

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

/** A sentence's eight numbers and z's four make a picture of 2×2; half of it is what z says. */
const first = canvas(
	[
		node('z', 'input', { name: 'z', meaning: 'vector', shape: [4] }),
		node('v', 'input', { name: 'v', meaning: 'vector', shape: [8] }),
		node('fromZ', 'dense', { units: 2 }),
		node('fromV', 'dense', { units: 2 }),
		node('both', 'concat'),
		node('sigmoid', 'sigmoid'),
		node('shape', 'reshape', { shape: [2, 2, 1] }),
		node('image', 'output', { name: 'image' }),
	],
	'z.x > fromZ.x, v.x > fromV.x, fromZ.y > both.x1, fromV.y > both.x2, both.y > sigmoid.x, sigmoid.y > shape.x, shape.y > image.x',
);

/** Twice as large. */
const second = canvas(
	[
		node('x', 'input', { name: 'image', meaning: 'image', shape: [2, 2, 1], range: [0, 1] }),
		node('conv', 'conv2d', { filters: 1, kernel: 1, stride: 1, padding: 0 }),
		node('larger', 'upsample', { factor: 2 }),
		node('image', 'output', { name: 'image' }),
	],
	'x.x > conv.x, conv.y > larger.x, larger.y > image.x',
);

const document: GraphDocument = {
	format: 'ganloom',
	version: 1,
	title: '',
	summary: '',
	networks: {
		First: { role: 'generator', canvas: first },
		Second: { role: 'generator', canvas: second },
	},
	blocks: {},
	training: canvas(
		[
			// Random too, and earlier, but it only goes into a loss.
			node('blur', 'noise', { size: 4 }),
			node('shapes', 'dataset', { dataset: 'shapes' }),
			node('text', 'textVector', { size: 8 }),
			node('z', 'noise', { size: 4 }),
			node('one', 'call', { network: 'First' }),
			node('two', 'call', { network: 'Second' }),
			node('flat', 'flatten'),
			node('apart', 'l1'),
			node('play', 'player', { networks: ['First', 'Second'] }),
		],
		'shapes.caption > text.text, text.v > one.v, z.z > one.z, one.image > two.image, one.image > flat.x, flat.y > apart.x, blur.z > apart.target, apart.loss > play.loss',
	),
	run: { seed: 1, batch: 2, rounds: 1 },
};

const { program, diagnostics } = compile(document, { datasets: datasetType });
let trainer: Trainer;

/** Each picture's four numbers, 0 … 255: two by z, two by the sentence. */
async function make(request: Partial<GenerateRequest>): Promise<number[][]> {
	const asked = { network: 'First', count: 4, seed: 1, ...request };
	const { count, pixels } = await trainer.generate(asked);
	return Array.from({ length: count }, (_, i) => [...pixels.subarray(i * 4, i * 4 + 4)]);
}
const byZ = (picture: number[]): number[] => picture.slice(0, 2);
const bySentence = (picture: number[]): number[] => picture.slice(2);

beforeAll(async () => {
	await tf.setBackend('cpu');
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	trainer = Trainer.create(tf, program!, { shapes: shapes.make!() });
	return () => trainer.dispose();
});

describe('pictures made of sentences', () => {
	const [red, blue] = ['a small red star', 'a small blue star'];

	it('take turns, whatever z is', async () => {
		const [a, b, again, c] = await make({ texts: [red, blue] });
		expect(bySentence(a!)).toEqual(bySentence(again!));
		expect(bySentence(b!)).toEqual(bySentence(c!));
		expect(bySentence(a!)).not.toEqual(bySentence(b!));
		expect(byZ(a!)).not.toEqual(byZ(again!));
		expect(byZ(a!)).not.toEqual(byZ(b!));
	});

	it('differ by the words alone where they share z', async () => {
		const [a, b, next] = await make({ texts: [red, blue], sameHand: true });
		expect(byZ(a!)).toEqual(byZ(b!));
		expect(bySentence(a!)).not.toEqual(bySentence(b!));
		expect(byZ(next!)).not.toEqual(byZ(a!));
	});

	it('lead from one sentence to the other', async () => {
		const [ends] = [await make({ texts: [red, blue], count: 2, between: true })];
		const steps = await make({ texts: [red, blue], count: 5, between: true });
		expect(steps[0]).toEqual(ends[0]);
		expect(steps[4]).toEqual(ends[1]);
		expect(new Set(steps.map((step) => String(byZ(step)))).size).toBe(1);
		// What the layer is given moves in even steps, so what it answers does too.
		const logits = steps.map((step) =>
			bySentence(step).map((byte) => Math.log(byte / (255 - byte))),
		);
		for (const i of [0, 1]) {
			const step = (logits[4]![i]! - logits[0]![i]!) / 4;
			logits.forEach((logit, at) => expect(logit[i]).toBeCloseTo(logits[0]![i]! + at * step, 1));
		}
		await expect(make({ texts: [red], between: true })).rejects.toThrow('not 1');
	});

	it('are of the data’s held-out sentences where none are given', async () => {
		expect(new Set((await make({})).map((picture) => String(bySentence(picture)))).size).toBe(4);
	});

	it('need a sentence', async () => {
		await expect(make({ texts: [] })).rejects.toThrow('no sentence');
	});

	it('stand beside the earlier stage, enlarged', async () => {
		const beside = { network: 'Second', count: 1, seed: 1, beside: true, texts: [red] };
		const { width, height, pixels } = await trainer.generate(beside);
		expect([width, height]).toEqual([8, 4]);
		const [one] = await make({ count: 1, texts: [red] });
		const left = [0, 1, 2, 3].map((y) => [...pixels.subarray(y * 8, y * 8 + 4)]);
		const [a, b, c, d] = one!;
		expect(left).toEqual([
			[a, a, b, b],
			[a, a, b, b],
			[c, c, d, d],
			[c, c, d, d],
		]);
	});
});

describe('what a generator of sentences is made of', () => {
	it('is found', () => {
		expect(sentencesOf(program!, 'Second')?.name).toBe('shapes');
		expect(earlierStage(program!, 'Second')).toBe('First');
		expect(earlierStage(program!, 'First')).toBeUndefined();
		// The picture of an earlier stage is not one that a person gives.
		expect(pictureInputOf(program!, 'Second')).toBeUndefined();
		expect(latentSource(program!, 'First')).toMatchObject({ step: { node: 'z' }, port: 'z' });
	});
});
