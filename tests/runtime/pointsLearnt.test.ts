// The presets of points learn what they are there for, in as many rounds as a browser plays in ten seconds.
import { describe, expect, it } from 'vitest';
import { nodeHost, staticFolder } from '../../src/lib/cli/nodeHost';
import { compile } from '../../src/lib/compile/compile';
import { datasetType, findDataset } from '../../src/lib/data/catalogue';
import { checkDocument } from '../../src/lib/graph/parse';
import { modesCovered, type Coverage } from '../../src/lib/metrics/modes';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { Trainer } from '../../src/lib/runtime/trainer';
import { requestOf } from '../../src/lib/ui/panels/theory/figures';
import line from '../../graphs/gan-1d.json';
import collapse from '../../graphs/gan-2d-collapse.json';
import plane from '../../graphs/gan-2d.json';

async function learn(preset: unknown, rounds: number): Promise<Coverage> {
	const document = checkDocument(preset).document!;
	const { program } = compile(document, { datasets: datasetType });
	const { tf, wasmFiles, threads } = nodeHost;
	await chooseBackend(tf, 'wasm', wasmFiles, threads);
	const name = program!.datasets[0]!;
	const { law } = findDataset(name)!;
	const loaded = { [name]: await nodeHost.loadDataset(name, staticFolder) };
	const trainer = Trainer.create(tf, program!, loaded);
	try {
		while (trainer.round < rounds) {
			trainer.playRound();
			if (trainer.round % 50 === 0) await trainer.readLosses();
		}
		const { fake } = await trainer.points(requestOf(law!.dimensions));
		return modesCovered(fake, law!.hills);
	} finally {
		trainer.dispose();
	}
}

describe('on wasm', { timeout: 300_000 }, () => {
	it('the plane’s GAN covers all eight hills', async () => {
		const { covered, near } = await learn(plane, 1000);
		expect(covered).toBe(8);
		expect(near).toBeGreaterThan(0.5);
	});

	it('the one that collapses does not', async () => {
		expect((await learn(collapse, 1000)).covered).toBeLessThan(5);
	});

	it('the line’s GAN covers both hills', async () => {
		const { covered, near } = await learn(line, 500);
		expect(covered).toBe(2);
		expect(near).toBeGreaterThan(0.9);
	});
});
