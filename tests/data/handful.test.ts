import { describe, expect, it } from 'vitest';
import { outlineOf, takeHandful, type HandfulRequest } from '../../src/lib/data/browse/handful';
import type { Dataset } from '../../src/lib/data/dataset';
import { mnist } from '../../src/lib/data/mnist';
import { captionOf } from '../../src/lib/data/shapes/scene';
import { sceneOf, shapes } from '../../src/lib/data/shapes/shapes';
import type { DatasetItems, LoadedDataset } from '../../src/lib/nodes/kind';

const ask = (request: Partial<HandfulRequest> = {}): HandfulRequest => ({
	...{ part: 'train', turn: 0, count: 4, language: 'en' },
	...request,
});

/** Pictures of two pixels, the range's ends, whose label is their index; the held ones' begin at 100. */
const items = (count: number, first: number): DatasetItems => ({
	count,
	gather: (indices) => ({
		image: {
			shape: [indices.length, 1, 2, 1],
			values: Float32Array.from({ length: 2 * indices.length }, (_, i) => (i % 2 ? 1 : -1)),
		},
		label: {
			shape: [indices.length],
			values: Int32Array.from(Array.from(indices), (index) => first + index),
		},
	}),
});
const pairs: Dataset = {
	...mnist,
	type: {
		outputs: [
			{
				port: 'image',
				type: { shape: [1, 2, 1], dtype: 'float32', meaning: 'image', range: [-1, 1] },
			},
			{ port: 'label', type: { shape: [], dtype: 'int32', meaning: 'label', classes: 200 } },
		],
		count: 10,
	},
};
const loaded: LoadedDataset = { ...items(10, 0), held: items(3, 100) };

describe('takeHandful', () => {
	it('shows pictures over their range, each with its class', () => {
		const { indices, ports } = takeHandful(pairs, loaded, ask());
		expect(indices.length).toBe(4);
		expect(ports.label).toEqual({ shows: 'classes', classes: indices });
		expect(ports.image).toEqual({
			shows: 'pictures',
			pictures: {
				...{ count: 4, height: 1, width: 2, channels: 1 },
				pixels: Uint8Array.from([0, 255, 0, 255, 0, 255, 0, 255]),
			},
		});
	});

	it('shows other items every turn until all were there, and the same ones when asked again', () => {
		const seen = [0, 1].flatMap((turn) =>
			[...takeHandful(pairs, loaded, ask({ turn, count: 5 })).indices].sort(),
		);
		expect(new Set(seen).size).toBe(10);
		const again = takeHandful(pairs, loaded, ask({ turn: 2, count: 5 })).indices;
		expect(again).toEqual(takeHandful(pairs, loaded, ask({ count: 5 })).indices);
	});

	it('keeps what is held out apart, and shows no item twice', () => {
		const { ports, indices } = takeHandful(pairs, loaded, ask({ part: 'held' }));
		expect([...indices].sort()).toEqual([0, 1, 2]);
		expect(ports.label).toEqual({ shows: 'classes', classes: indices.map((at) => 100 + at) });
		expect(takeHandful(pairs, items(10, 0), ask({ part: 'held' })).indices).toEqual([]);
	});

	it.each(['ja', 'en'] as const)('shows sentences in the language asked for: %s', (language) => {
		const { indices, ports } = takeHandful(shapes, shapes.make!(), ask({ language, count: 2 }));
		const right = indices.map((index) => captionOf(sceneOf(index), language));
		expect(ports.caption).toEqual({ shows: 'sentences', sentences: right });
		const { wrong } = ports;
		if (wrong?.shows !== 'sentences') throw new Error('There are no wrong sentences.');
		wrong.sentences.forEach((sentence, i) => {
			expect(sentence).not.toBe(right[i]);
			expect(/^a \w+/.test(sentence)).toBe(language === 'en');
		});
	});
});

describe('outlineOf', () => {
	it('has the lowest and highest of every stretch', () => {
		const sound = Float32Array.from({ length: 1200 }, (_, i) =>
			i === 25 ? 0.5 : i === 29 ? -1 : 0,
		);
		const outline = outlineOf(sound);
		expect(outline.length).toBe(240);
		expect(outline.slice(2, 8)).toEqual([0, 0, -1, 0.5, 0, 0]);
		expect(outlineOf([0.25])).toEqual([0.25, 0.25]);
	});
});
