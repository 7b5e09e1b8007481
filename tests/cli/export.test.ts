// `ganloom export --to pytorch` and `train --engine torch`: what is written trains by itself, on the same data.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { nodeHost, staticFolder } from '../../src/lib/cli/nodeHost';
import { isStateName } from '../../src/lib/compile/link/trainingState';
import { findDataset } from '../../src/lib/data/catalogue';
import { writeSample } from '../../src/lib/cli/exportToPytorch';
import { dataFile } from '../../src/lib/export/pytorch/dataFile';
import { readSafetensors } from '../../src/lib/export/safetensors';
import { torchOrder } from '../../src/lib/nodes/shape';
import { channelsFirst, hasTorch, PYTHON } from '../nodes/conformance/torch';

const GAN = fileURLToPath(new URL('../../graphs/gan.json', import.meta.url));
const torchIsThere = hasTorch();
if (!torchIsThere)
	console.warn(`PyTorch is not installed for ${PYTHON}: exports are not run here.`);

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function ganloom(...args: string[]): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ['', ''];
	const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
	return { code: await main(args, { ...io, terminal: false }), out, err };
}

function python(...args: string[]): string {
	const { status, stdout, stderr } = spawnSync(PYTHON, args, {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 1 << 28,
	});
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

it('writes a whole folder', async () => {
	const { code, out } = await ganloom('export', GAN, '--to', 'pytorch', '--out', folder);
	expect(code).toBe(0);
	const names = (await readdir(folder, { recursive: true })).filter((name) => name !== 'data');
	expect(out.trim().split(': ')[1]!.split(', ').toSorted()).toEqual(names.toSorted());
	expect(names).toContain('README.ja.md');
	const { tensors } = readSafetensors(await readFile(join(folder, 'weights.safetensors')));
	expect(tensors['G/dense1/weight']!.shape).toEqual([128, 100]);
});

it('says what it can write', async () => {
	const { code, err } = await ganloom('export', GAN, '--to', 'cobol', '--out', folder);
	expect(code).toBe(2);
	expect(err).toContain('pytorch');
});

describe.skipIf(!torchIsThere)('with PyTorch', { timeout: 300_000 }, () => {
	it('the twin trains on its own, and shows what it makes', async () => {
		await ganloom('export', GAN, '--to', 'pytorch', '--out', folder);
		const said = python('train.py', '--rounds', '2', '--batch', '4', '--device', 'cpu');
		expect(said).toContain('2 rounds in');
		const sheet = decode(await readFile(join(folder, 'out/samples-000002.png')));
		expect([sheet.width, sheet.height, sheet.channels]).toEqual([122, 122, 1]);
		const rows = (await readFile(join(folder, 'out/losses.csv'), 'utf8')).trim().split('\n');
		expect(rows[0]).toBe('round,playD,playG');
		expect(rows).toHaveLength(3);
	});

	it('train --engine torch brings the weights home', async () => {
		const save = join(folder, 'end.safetensors');
		const args = ['--engine', 'torch', '--rounds', '2', '--json', '--save', save];
		const { code, out, err } = await ganloom('train', GAN, ...args);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		const rounds = out.trim().split('\n');
		expect(rounds.map((line) => (JSON.parse(line) as { round: number }).round)).toEqual([1, 2]);
		const { tensors, metadata } = readSafetensors(await readFile(save));
		expect(metadata).toMatchObject({ rounds: '2', seed: '1' });
		expect(Object.keys(tensors).filter((name) => !isStateName(name))).toHaveLength(26);
		expect(tensors['optimizer/playG/exp_avg/G/dense1/weight']!.shape).toEqual([128, 100]);
	});

	it.each([
		['mnist', undefined],
		['openmoji', undefined],
		['shapes', 3],
		['instruments', 3],
	])('%s is the same there', async (name, items) => {
		const dataset = findDataset(name)!;
		const data = join(folder, 'data');
		await mkdir(data);
		const { outputs } = dataset.type;
		const ports = outputs.map(({ port }) => port);
		if (items !== undefined) await writeSample(data, dataset, ports, items);
		else
			for (const ending of ['json', 'bin'])
				await writeFile(
					join(data, `${name}.${ending}`),
					await readFile(new URL(`datasets/${name}.${ending}`, staticFolder)),
				);
		await writeFile(join(folder, 'data.py'), dataFile);
		const described = outputs.map(({ port, type: { meaning, shape, range, dtype } }) => {
			const bounds = dtype === 'int32' ? 'None' : `(${(range ?? [0, 255]).join(', ')})`;
			return `"${port}": data.Port("${meaning}", [${torchOrder(shape).join(', ')}], ${bounds})`;
		});
		const script = [
			'import data, json, torch',
			`items = data.PackedSet("${name}", {${described.join(', ')}})`,
			`got = {port: items.gather(port, torch.arange(3)) for port in items.ports}`,
			'print(json.dumps({port: [list(x.shape), x.flatten().tolist()] for port, x in got.items()}))',
		].join('\n');
		const got = JSON.parse(python('-c', script)) as Record<string, [number[], number[]]>;
		const loaded = await nodeHost.loadDataset(name, staticFolder);
		for (const [port, { shape, values }] of Object.entries(loaded.gather([0, 1, 2], ports))) {
			const { dtype } = outputs.find((output) => output.port === port)!.type;
			const expected = channelsFirst({ shape: [...shape], values: [...values], dtype });
			const [theirShape, theirs] = got[port]!;
			expect(theirShape, port).toEqual(expected.shape);
			const off = theirs.reduce(
				(most, value, i) => Math.max(most, Math.abs(value - expected.values[i]!)),
				0,
			);
			// Pictures that are drawn on the spot are rounded to bytes, and sounds to 16 bits.
			const rounding = items === undefined ? 1e-6 : dtype === 'int32' ? 0 : 0.00393;
			expect(off, port).toBeLessThanOrEqual(rounding);
		}
	});
});
