import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeedFile } from '../../src/lib/cli/feedFile';
import { RunFolder } from '../../src/lib/cli/trainReport';
import { readWeightFile, writeWeightFile } from '../../src/lib/cli/weightFiles';
import type { PlannedWeight, Program } from '../../src/lib/compile/program';
import { readSafetensors, writeSafetensors } from '../../src/lib/export/safetensors';
import type { HostTensor } from '../../src/lib/nodes/kind';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterAll(() => rm(folder, { recursive: true }));

const floats = (...shape: number[]): HostTensor => ({
	shape,
	values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

async function file(tensors: Record<string, HostTensor>): Promise<string> {
	const path = join(folder, 'given.safetensors');
	await writeFile(path, writeSafetensors(tensors));
	return path;
}

function weight(path: string, shape: number[], more: Partial<PlannedWeight> = {}): PlannedWeight {
	const [, node = '', name = ''] = path.split('/');
	const initial = { type: 'constant', value: 0 } as const;
	return { path, node, name, shape, initial, trainable: true, ...more };
}

const network = (name: string, weights: PlannedWeight[]): Program['networks'][string] => ({
	...{ name, role: 'other', inputs: [], outputs: [], steps: [], parameters: 0 },
	weights,
});

const program: Program = {
	run: { seed: 1, batch: 8, rounds: 10 },
	networks: {
		G: network('G', [
			weight('G/dense1/weight', [2, 3], { toTorch: [1, 0] }),
			weight('G/norm1/running_mean', [3], { trainable: false }),
		]),
		D: network('D', [weight('D/dense1/bias', [1])]),
	},
	steps: [
		{
			...{ node: 'z', kind: 'noise', params: {}, inputs: {}, inputTypes: {}, dependsOn: [] },
			outputTypes: { z: { shape: [4], dtype: 'float32', meaning: 'vector' } },
		},
		{
			...{ node: 'digits', kind: 'dataset', params: {}, inputs: {}, inputTypes: {}, dependsOn: [] },
			outputTypes: { label: { shape: [], dtype: 'int32', meaning: 'label', classes: 10 } },
		},
	],
	sources: ['z', 'digits'],
	phases: [true, false, true].map((redraw, i) => ({
		...{ player: `p${i}`, networks: [], recompute: false, before: [], tape: [], gradient: [] },
		...{ loss: 'a/b', forwardOnly: [], through: [], redraw },
	})),
	state: [],
	monitors: [],
	datasets: ['mnist'],
};

describe('weights', () => {
	it('turns PyTorch layouts into those of tfjs, and back', async () => {
		const path = await file({ 'G/dense1/weight': floats(3, 2) });
		const weights = await readWeightFile(path, program);
		expect(weights).toEqual({
			'G/dense1/weight': { shape: [2, 3], values: Float32Array.from([0, 2, 4, 1, 3, 5]) },
		});
		const saved = join(folder, 'saved.safetensors');
		await writeWeightFile(saved, program, weights, { metadata: { format: 'pt' } });
		const { tensors, metadata } = readSafetensors(await readFile(saved));
		expect(tensors).toEqual({ 'G/dense1/weight': floats(3, 2) });
		expect(metadata).toEqual({ format: 'pt' });
	});

	it('passes over what PyTorch counts beside running statistics', async () => {
		const path = await file({
			'D/dense1/bias': floats(1),
			'D/norm1/num_batches_tracked': { shape: [], values: Int32Array.from([3]) },
		});
		expect(Object.keys(await readWeightFile(path, program))).toEqual(['D/dense1/bias']);
	});

	it.each([
		['an unknown name', { 'G/dense9/weight': floats(1) }, 'G/dense9/weight: the document has no'],
		[
			"tfjs's layout",
			{ 'G/dense1/weight': floats(2, 3) },
			'G/dense1/weight: shape [2,3] instead of [3,2]',
		],
		['half a network', { 'G/norm1/running_mean': floats(3) }, 'G/dense1/weight: missing'],
		[
			'integers',
			{ 'D/dense1/bias': { shape: [1], values: new Int32Array(1) } },
			'D/dense1/bias: integers',
		],
	])('refuses %s', async (_, tensors, message) => {
		const path = await file(tensors);
		await expect(readWeightFile(path, program)).rejects.toThrow(message);
		await expect(readWeightFile(path, program)).rejects.toMatchObject({ exitCode: 2 });
	});

	it('names a file that is no safetensors, or not there', async () => {
		const path = join(folder, 'text.safetensors');
		await writeFile(path, 'this is only text, no tensors');
		await expect(readWeightFile(path, program)).rejects.toThrow(`${path} can't be read`);
		await expect(readWeightFile(join(folder, 'none'), program)).rejects.toThrow('ENOENT');
	});
});

describe('feeds', () => {
	const label = (...values: number[]): HostTensor => ({
		shape: [4, values.length / 4],
		values: Int32Array.from(values),
	});

	it('takes values by source and port, with the batch they come in', async () => {
		const path = await file({
			'z/z': floats(4, 2, 4),
			'digits/label': label(0, 1, 2, 3, 4, 5, 6, 9),
		});
		const { feeds, batch } = await readFeedFile(path, program, 2);
		expect(batch).toBe(2);
		expect(feeds['z/z']).toEqual(floats(4, 2, 4));
		expect([...feeds['digits/label']!.values]).toEqual([0, 1, 2, 3, 4, 5, 6, 9]);
	});

	it.each([
		[
			'an unknown source',
			{ 'noise/z': floats(4, 2, 4) },
			'noise/z: the document has no such source',
		],
		[
			'another shape',
			{ 'z/z': floats(4, 2, 5) },
			'z/z: shape [4,2,5] instead of [draws, batch, 4]',
		],
		// Two of the three phases of a round draw.
		['too few draws', { 'z/z': floats(3, 2, 4) }, 'z/z: 3 draws, but the run needs 4'],
		['a class there is none of', { 'digits/label': label(0, 1, 2, 10) }, '10 is not one of 10'],
		[
			'different batches',
			{ 'z/z': floats(4, 2, 4), 'digits/label': label(0, 1, 2, 3) },
			'the batches differ: 2, 1',
		],
	])('refuses %s', async (_, tensors, message) => {
		await expect(readFeedFile(await file(tensors), program, 2)).rejects.toThrow(message);
	});
});

describe('RunFolder', () => {
	it('keeps losses as CSV and pictures as PNG', async () => {
		const path = join(folder, 'run', 'deep');
		const run = await RunFolder.open(path);
		run.round(1, { playerD: 1.5, playerG: 0.25 });
		run.round(2, { playerD: 1.25, playerG: 0.5 });
		const pictures = { count: 1, height: 2, width: 2, channels: 1, pixels: new Uint8Array(4) };
		run.monitors(2, { grid: { shows: 'pictures', pictures }, x: { shows: 'scalar', value: 1 } });
		await run.close();
		expect(await readFile(join(path, 'losses.csv'), 'utf8')).toBe(
			'round,playerD,playerG\n1,1.5,0.25\n2,1.25,0.5\n',
		);
		expect(decode(await readFile(join(path, 'samples-000002.png'))).width).toBe(6);
	});

	it('says which folder it could not make', async () => {
		const path = join(folder, 'plain');
		await writeFile(path, '');
		await expect(RunFolder.open(path)).rejects.toThrow(`${path} can't be made`);
	});
});
