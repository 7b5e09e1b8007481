import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasets } from '../../src/lib/data/catalogue';
import { emoji } from '../../src/lib/data/emoji';
import { loadDataset } from '../../src/lib/data/load';
import { sizeOf } from '../../src/lib/data/manifest';
import { datasetFolder, prepareAll } from '../../src/lib/data/prepare/prepareAll';
import { shapes } from '../../src/lib/data/shapes/shapes';
import { decodeText, TEXT_LENGTH } from '../../src/lib/graph/text';
import type { HostTensor, LoadedDataset } from '../../src/lib/nodes/kind';

const base = pathToFileURL(join(datasetFolder, '..')).href;
const load = (name: string): Promise<LoadedDataset> =>
	loadDataset(name, base, async (address) => new Response(await readFile(new URL(address))));

function counts(labels: ArrayLike<number>, classes: number): number[] {
	const out = new Array<number>(classes).fill(0);
	for (let i = 0; i < labels.length; i++) out[labels[i]!]!++;
	return out;
}

// A no-op when they are there already.
beforeAll(async () => {
	await prepareAll(
		datasetFolder,
		() => undefined,
		() => undefined,
	);
}, 120_000);

const all = ({ count }: { count: number }): number[] => Array.from({ length: count }, (_, i) => i);

describe.each(datasets.filter(({ make, packed }) => !make && !packed))('$name', (dataset) => {
	it('holds as many items as declared, to train on and held out, and no picture twice', async () => {
		const loaded = await load(dataset.name);
		expect(loaded.count).toBe(dataset.type.count);
		expect(loaded.held!.count).toBe(dataset.held);
		const pictures = dataset.type.outputs.filter(({ type }) => type.meaning === 'image');
		// Emoji in other colours have one line drawing.
		for (const { port, type } of pictures.slice(-1)) {
			const size = sizeOf(type.shape);
			const seen = new Set<string>();
			for (const part of [loaded, loaded.held!]) {
				const { values } = part.gather(all(part), [port])[port]!;
				for (let item = 0; item < part.count; item++) {
					const own = values.slice(item * size, (item + 1) * size);
					seen.add(createHash('sha256').update(own).digest('hex'));
				}
			}
			expect(seen.size).toBe(dataset.type.count + dataset.held);
		}
	});

	it('keeps to its range, and uses it', async () => {
		const loaded = await load(dataset.name);
		const first = loaded.gather(all({ count: 100 }));
		for (const { port, type } of dataset.type.outputs) {
			if (!type.range) continue;
			const [least, most] = type.range;
			const values = Array.from(first[port]!.values);
			expect(values.every((value) => value >= least && value <= most)).toBe(true);
			expect(values.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(
				least + 0.99 * (most - least),
			);
		}
	});
});

describe.each(datasets.filter(({ classNames }) => classNames.length > 0))('$name', (dataset) => {
	it('holds every class, mixed', async () => {
		const loaded = await load(dataset.name);
		const labels = loaded.gather(all(loaded), ['label']).label!.values;
		const classes = dataset.classNames.length;
		expect(Math.min(...counts(labels, classes))).toBeGreaterThan(0);
		expect(Math.min(...counts(labels.subarray(0, 40 * classes), classes))).toBeGreaterThan(10);
	});

	it('is drawn on a black ground', async () => {
		const loaded = await load(dataset.name);
		const images = loaded.gather(all({ count: 100 }), ['image']).image!.values;
		const mean = Float32Array.from(images).reduce((sum, value) => sum + value, 0) / images.length;
		expect(mean).toBeGreaterThan(0.08);
		expect(mean).toBeLessThan(0.2);
	});
});

describe('kana', () => {
	it('touches no edge', async () => {
		const loaded = await load('kana');
		const images = loaded.gather(Array.from({ length: loaded.count }, (_, i) => i)).image!.values;
		let touching = 0;
		images.forEach((value, i) => {
			const x = i % 28;
			const y = Math.floor(i / 28) % 28;
			if (value > 0 && (x === 0 || x === 27 || y === 0 || y === 27)) touching++;
		});
		expect(touching).toBe(0);
	});
});

describe('openmoji', () => {
	it('pairs each line drawing with its colours', async () => {
		const loaded = await load('openmoji');
		const { line, colour } = loaded.gather(all(loaded));
		// Where a line is black, so is the coloured drawing, nearly everywhere.
		let [dark, both] = [0, 0];
		line!.values.forEach((value, pixel) => {
			if (value > -0.9) return;
			dark++;
			if (colour!.values[pixel * 3]! < 0 && colour!.values[pixel * 3 + 1]! < 0) both++;
		});
		expect(dark).toBeGreaterThan(100_000);
		expect(both / dark).toBeGreaterThan(0.9);
	});
});

describe('emoji', () => {
	const { outputs } = emoji.type;
	const textsOf = ({ shape: [count = 0], values }: HostTensor): string[] =>
		Array.from({ length: count }, (_, i) =>
			decodeText(values.subarray(i * TEXT_LENGTH, (i + 1) * TEXT_LENGTH)),
		);

	it('has every picture once in each language, and no name twice', async () => {
		const loaded = await load('emoji');
		expect([loaded.count, loaded.held!.count]).toEqual([emoji.type.count, emoji.held]);
		const names = [loaded, loaded.held!].flatMap((part) =>
			textsOf(part.gather(all(part), ['caption']).caption!),
		);
		expect(new Set(names).size).toBe(names.length);
		expect(names.every((name) => name.length > 0)).toBe(true);
		const japanese = names.filter((name) => /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(name));
		expect(japanese.length / names.length).toBeGreaterThan(0.49);
		const { image64 } = loaded.gather([6, 7, 8], ['image64']);
		const [one, same, other] = [0, 1, 2].map((i) =>
			image64!.values.slice(i * 12288, (i + 1) * 12288),
		);
		expect(one).toEqual(same);
		expect(one).not.toEqual(other);
	});

	it('knows the names it offers', async () => {
		const loaded = await load('emoji');
		const names = textsOf(loaded.gather(all(loaded), ['caption']).caption!);
		for (const index of all({ count: 10 })) {
			const { en, ja } = emoji.say!(index) as { en: string; ja: string };
			expect(names.indexOf(ja)).toBe(names.indexOf(en) + 1);
		}
	});

	it('never gives the right name for a wrong one', async () => {
		const loaded = await load('emoji');
		for (const items of [[4, 5], [9], all(loaded).slice(0, 200)]) {
			const { caption, wrong } = loaded.gather(items, ['caption', 'wrong']);
			const [right, other] = [textsOf(caption!), textsOf(wrong!)];
			right.forEach((name, i) => expect(other[i]).not.toBe(name));
		}
	});

	it('enlarges its pictures smoothly, and gives the ports of the captioned shapes', async () => {
		const loaded = await load('emoji');
		const given = loaded.gather([0, 11]);
		expect(outputs.map(({ port, type }) => [port, type.shape])).toEqual(
			shapes.type.outputs.map(({ port, type }) => [port, type.shape]),
		);
		for (const { port, type } of outputs) expect(given[port]!.shape).toEqual([2, ...type.shape]);
		// Edges apart, enlarging leaves the mean as it was.
		const mean = (values: ArrayLike<number>): number =>
			Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
		const apart = Math.abs(mean(given.image64!.values) - mean(given.image256!.values));
		expect(apart).toBeLessThan(2e-3);
	});
});

describe('fruit', () => {
	/** The mean |difference| of two of a set's pictures. */
	const apart = (a: ArrayLike<number>, b: ArrayLike<number>, counts: (i: number) => boolean) => {
		let [sum, number] = [0, 0];
		for (let i = 0; i < a.length; i++) {
			if (!counts(i)) continue;
			sum += Math.abs(a[i]! - b[i]!);
			number++;
		}
		return sum / number;
	};

	it('has true counterparts among what is held out, and none to train on', async () => {
		const loaded = await load('fruit');
		expect(loaded.unpaired).toBe(true);
		const { apple, orange, mask } = loaded.held!.gather(all(loaded.held!));
		const inFruit = (i: number): boolean => mask!.values[Math.floor(i / 3)] === 1;
		expect(apart(apple!.values, orange!.values, inFruit)).toBeGreaterThan(0.2);
		expect(apart(apple!.values, orange!.values, (i) => !inFruit(i))).toBe(0);
		const trained = loaded.gather(all(loaded));
		expect(trained.mask).toBeUndefined();
		expect(apart(trained.apple!.values, trained.orange!.values, () => true)).toBeGreaterThan(0.2);
	});
});
