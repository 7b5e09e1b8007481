import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { readWeightFile, writeWeightFile } from '../../src/lib/cli/weightFiles';
import { writeSafetensors } from '../../src/lib/export/safetensors';
import { caseJob, deviationOf } from '../parity/caseJob';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('repeats a run of PyTorch from files alone', async () => {
	const job = caseJob('simple_gan_sum');
	const path = (name: string): string => join(folder, name);
	await writeFile(path('gan.json'), JSON.stringify(job.document));
	await writeWeightFile(path('start'), job.program, job.weights, { metadata: {} });
	await writeFile(path('feeds'), writeSafetensors(job.feeds));
	let out = '';
	let err = '';
	const exitCode = await main(
		[
			...['train', path('gan.json'), '--rounds', '3', '--backend', 'wasm', '--json'],
			...['--weights', path('start'), '--feeds', path('feeds'), '--save', path('end')],
		],
		{ out: (text) => (out += text), err: (text) => (err += text), terminal: false },
	);
	expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
	const [last] = out.trim().split('\n').slice(-1);
	const { losses } = JSON.parse(last!) as { losses: Record<string, number> };
	const weights = await readWeightFile(path('end'), job.program);
	const deviation = deviationOf(job, 2, losses, weights);
	expect(deviation.compared).toBeGreaterThan(9);
	expect(deviation.losses).toBeLessThan(5e-6);
	expect(deviation.weights, deviation.worst).toBeLessThan(2e-6);
});
