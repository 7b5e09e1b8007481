import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasets } from '../../src/lib/data/catalogue';
import { loadDataset } from '../../src/lib/data/load';
import { datasetFolder, prepareAll } from '../../src/lib/data/prepare/prepareAll';
import type { LoadedDataset } from '../../src/lib/nodes/kind';

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

describe.each(datasets)('$name', (dataset) => {
	it('holds what is declared, mixed and without a single duplicate', async () => {
		const loaded = await load(dataset.name);
		expect(loaded.count).toBe(dataset.type.count);
		const all = loaded.gather(Array.from({ length: loaded.count }, (_, i) => i));
		const labels = all.label!.values;
		const classes = dataset.classNames.length;
		expect(Math.min(...counts(labels, classes))).toBeGreaterThan(0);
		expect(Math.min(...counts(labels.subarray(0, 40 * classes), classes))).toBeGreaterThan(10);

		const images = all.image!.values;
		const seen = new Set<string>();
		for (let item = 0; item < loaded.count; item++)
			seen.add(Buffer.from(images.slice(item * 784, (item + 1) * 784).buffer).toString('latin1'));
		expect(seen.size).toBe(loaded.count);
	});

	it('uses the whole range, on a black ground', async () => {
		const loaded = await load(dataset.name);
		const images = loaded.gather(Array.from({ length: 100 }, (_, i) => i)).image!.values;
		expect(Math.max(...images)).toBeGreaterThan(0.99);
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
