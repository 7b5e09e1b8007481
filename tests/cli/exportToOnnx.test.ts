// `ganloom export --to onnx`: an ONNX file a network, with the weights asked for.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { compileRunnable } from '../../src/lib/cli/documents';
import { writeWeightFile } from '../../src/lib/cli/weightFiles';
import { firstWeights } from '../../src/lib/compile/link/weights';
import { randomAt } from '../../src/lib/graph/random';
import { runOnnx } from '../export/onnxRuntime';

const GAN = fileURLToPath(new URL('../../graphs/gan.json', import.meta.url));

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function ganloom(...args: string[]): Promise<{ code: number; err: string }> {
	let err = '';
	const io = { out: () => undefined, err: (text: string) => (err += text), terminal: false };
	return { code: await main(['export', GAN, '--to', 'onnx', '--out', folder, ...args], io), err };
}

const picturesOf = async (items: number): Promise<number[]> => {
	const z = { shape: [items, 100], values: randomAt(1, 'z', 0).normal(items * 100, 0, 1) };
	const { image } = await runOnnx(await readFile(join(folder, 'G.onnx')), { z });
	expect(image!.shape).toEqual([items, 28, 28, 1]);
	return [...image!.values];
};

it('writes every network, for any number of items', async () => {
	expect(await ganloom()).toEqual({ code: 0, err: '' });
	expect((await readdir(folder)).toSorted()).toEqual(['D.onnx', 'G.onnx']);
	const [one, three] = [await picturesOf(1), await picturesOf(3)];
	expect(three.slice(0, one.length).map((value) => value.toFixed(5))).toEqual(
		one.map((value) => value.toFixed(5)),
	);
});

it('takes the weights of a file', async () => {
	await ganloom();
	const before = await picturesOf(1);
	const { program } = await compileRunnable(GAN);
	const weights = join(folder, 'w.safetensors');
	await writeWeightFile(weights, program, firstWeights(program, 7), { metadata: {} });
	expect(await ganloom('--weights', weights)).toEqual({ code: 0, err: '' });
	expect(await picturesOf(1)).not.toEqual(before);
});

it('writes the one network asked for, for a fixed number of items', async () => {
	expect(await ganloom('--network', 'G', '--batch', '2')).toEqual({ code: 0, err: '' });
	expect(await readdir(folder)).toEqual(['G.onnx']);
	await picturesOf(2);
	await expect(picturesOf(3)).rejects.toThrow(/dimension/);
	const { code, err } = await ganloom('--network', 'X');
	expect(code).not.toBe(0);
	expect(err).toContain('G, D');
});
