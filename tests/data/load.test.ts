import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatasetError, loadDataset } from '../../src/lib/data/load';
import { mnist } from '../../src/lib/data/mnist';
import { isCurrent, writePacked } from '../../src/lib/data/prepare/packed';

const count = mnist.type.count + mnist.held;
let root: string;
let base: string;
let folder: string;

const fromDisk = (address: string): Promise<Response> =>
	readFile(new URL(address)).then(
		(bytes) => new Response(new Uint8Array(bytes)),
		() => new Response(null, { status: 404 }),
	);

async function write(): Promise<void> {
	const image = Uint8Array.from({ length: count * 784 }, (_, i) => (i >> 4) & 0xff);
	const label = Uint8Array.from({ length: count }, (_, i) => i % 10);
	await writePacked(folder, mnist, { image, label }, { mnist: '1' }, 'abc');
}

async function failure(name = 'mnist'): Promise<DatasetError> {
	const error = await loadDataset(name, base, fromDisk).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(DatasetError);
	return error as DatasetError;
}

beforeAll(async () => {
	root = await mkdtemp(join(tmpdir(), 'datasets-'));
	folder = join(root, 'datasets');
	base = pathToFileURL(root).href;
	await write();
});
afterAll(() => rm(root, { recursive: true }));

describe('loadDataset', () => {
	it('gives the items asked for, scaled to the range of their type', async () => {
		const dataset = await loadDataset('mnist', base, fromDisk);
		expect(dataset.count).toBe(9000);
		const { image, label } = dataset.gather([3, 8999]);
		expect(image?.shape).toEqual([2, 28, 28, 1]);
		expect(image?.values).toBeInstanceOf(Float32Array);
		expect(image?.values[20]).toBeCloseTo((((3 * 784 + 20) >> 4) & 0xff) / 255, 6);
		expect(Math.max(...image!.values)).toBeLessThanOrEqual(1);
		expect(label).toEqual({ shape: [2], values: Int32Array.from([3, 9]) });
	});

	it('names a data set there is none of', async () => {
		expect(await failure('nope')).toMatchObject({ reason: 'unknown', dataset: 'nope' });
	});

	it('says so when the files are missing', async () => {
		const error = await failure('kana');
		expect(error.reason).toBe('missing');
		expect(error.message).toContain('npm run prepare:data');
	});

	it('tells a page served in place of the manifest from a manifest', async () => {
		const page = () => Promise.resolve(new Response('<!doctype html>'));
		await expect(loadDataset('mnist', base, page)).rejects.toThrow('not a data set manifest');
	});

	it('refuses a truncated file', async () => {
		const whole = await readFile(join(folder, 'mnist.bin'));
		await writeFile(join(folder, 'mnist.bin'), whole.subarray(0, -10));
		expect(await failure()).toMatchObject({ reason: 'damaged' });
		expect((await failure()).message).toContain(`instead of ${whole.length}`);
		await writeFile(join(folder, 'mnist.bin'), whole);
	});

	it('refuses a file with one wrong bit, by its checksum', async () => {
		const whole = await readFile(join(folder, 'mnist.bin'));
		const wrong = Uint8Array.from(whole);
		wrong[5000]! ^= 1;
		await writeFile(join(folder, 'mnist.bin'), wrong);
		expect((await failure()).message).toContain('checksum');
		await writeFile(join(folder, 'mnist.bin'), whole);
	});

	it('passes on what keeps the network from answering', async () => {
		const offline = () => Promise.reject(new TypeError('Failed to fetch'));
		await expect(loadDataset('mnist', base, offline)).rejects.toThrow('Failed to fetch');
	});
});

describe('isCurrent', () => {
	it('is true until the sources or the file change', async () => {
		expect(await isCurrent(folder, mnist, 'abc')).toBe(true);
		expect(await isCurrent(folder, mnist, 'abd')).toBe(false);
		const whole = await readFile(join(folder, 'mnist.bin'));
		await writeFile(join(folder, 'mnist.bin'), whole.subarray(1));
		expect(await isCurrent(folder, mnist, 'abc')).toBe(false);
		await writeFile(join(folder, 'mnist.bin'), whole);
		expect(await isCurrent(join(root, 'nowhere'), mnist, 'abc')).toBe(false);
	});
});
