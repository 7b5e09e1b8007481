// Two processes of a twin train as one does, and go on after they were killed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost, staticFolder } from '../../src/lib/cli/nodeHost';
import { compile } from '../../src/lib/compile/compile';
import type { Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import { largestOff, meaningless, recordFeeds, torchIsThere, Twin } from './twin';

const ROUNDS = 40;
const BATCH = 8;
const GRAPH = fileURLToPath(new URL('../../graphs/gan.json', import.meta.url));

describe.skipIf(!torchIsThere)('two processes', { timeout: 300_000 }, () => {
	let twin: Twin;
	let program: Program;

	beforeEach(async () => {
		const { document: whole } = parseDocument(readFileSync(GRAPH, 'utf8'));
		const document = { ...whole!, run: { ...whole!.run, batch: BATCH, rounds: ROUNDS } };
		program = compile(document, { datasets: datasetType }).program!;
		const datasets = { mnist: await nodeHost.loadDataset('mnist', staticFolder) };
		const feeds = recordFeeds(program, datasets, ROUNDS);
		twin = new Twin({ document, program, rounds: ROUNDS, feeds });
	});

	afterEach(() => twin.dispose());

	it('share a batch: with batch norm over all of it, they are one', () => {
		const options = ['--rounds', '5', '--sync-batchnorm'];
		const one = twin.run(options, 'one');
		const two = twin.run(options, 'two', 2);
		const skipped = meaningless(program);
		expect(two.losses).toHaveLength(5);
		two.losses.forEach((losses, round) => {
			for (const [player, loss] of Object.entries(losses))
				expect(largestOff([loss], [one.losses[round]![player]!]), player).toBeLessThan(1e-4);
		});
		for (const [path, { values }] of Object.entries(one.weights)) {
			if (skipped.has(path)) continue;
			expect(largestOff(two.weights[path]!.values, values), path).toBeLessThan(1e-4);
		}
	});

	it('see other statistics without it', () => {
		const one = twin.run(['--rounds', '2'], 'one');
		const two = twin.run(['--rounds', '2'], 'two', 2);
		const path = 'G/norm1/running_var';
		expect(largestOff(two.weights[path]!.values, one.weights[path]!.values)).toBeGreaterThan(1e-3);
	});

	it('are killed in the middle, resume, and end as if nothing had happened', async () => {
		const options = ['--rounds', String(ROUNDS), '--save-every', '5'];
		const whole = twin.run(options, 'whole', 2);
		const killed = await twin.kill(options, 'parts', 2, 10);
		expect(killed).toBeLessThan(ROUNDS);
		const rest = twin.run([...options, '--resume'], 'parts', 2);
		expect(rest.losses.length).toBeLessThanOrEqual(ROUNDS - 10 + 5);
		expect(rest.weights).toEqual(whole.weights);
		expect(rest.losses).toEqual(whole.losses.slice(-rest.losses.length));
		const rows = readFileSync(twin.path('parts/losses.csv'), 'utf8').trim().split('\n');
		expect(rows).toHaveLength(ROUNDS + 1);
	});
});
