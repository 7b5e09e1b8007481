// The PyTorch twin of every preset trains as the preset does here: five rounds from the same weights and inputs.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nodeHost, staticFolder } from '../../src/lib/cli/nodeHost';
import { compile } from '../../src/lib/compile/compile';
import type { Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import type { LoadedDataset } from '../../src/lib/nodes/kind';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';
import { hasTorch } from '../nodes/conformance/torch';
import { distance, largestOff, recordFeeds, runHere, Twin, type Start } from './twin';

const FOLDER = fileURLToPath(new URL('../../graphs', import.meta.url));
const presets = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const ROUNDS = 5;

/**
 * What would make two runs differ by chance is turned off: nothing drops out, and a wrong condition is the next item's.
 * Players come and go, and rates fall, within the few rounds. An image pool of 50 has no swaps to draw yet.
 */
function withoutChance(kind: string, params: ParamMap): ParamMap {
	if (kind === 'dropout') return { ...params, p: 0 };
	if (kind === 'wrongCondition') return { ...params, mode: 'shift' };
	if (kind !== 'player') return params;
	const soon = (name: string): ParamMap =>
		Number(params[name] ?? 0) > 0 ? { [name]: 2 } : {};
	return { ...params, ...soon('from'), ...soon('until'), ...soon('decayFrom'), epsilon: 1e-3 };
}

function small(name: string): { document: GraphDocument; program: Program } {
	const { document: whole, problem } = parseDocument(readFileSync(`${FOLDER}/${name}`, 'utf8'));
	if (!whole) throw new Error(problem.message.en);
	const document = structuredClone(whole);
	document.run = { ...document.run, batch: Math.min(4, document.run.batch), rounds: ROUNDS };
	const bodies = [...Object.values(document.networks), ...Object.values(document.blocks)];
	for (const canvas of [document.training, ...bodies.map((body) => body.canvas)]) {
		for (const node of canvas.nodes) node.params = withoutChance(node.kind, node.params);
	}
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(JSON.stringify(diagnostics));
	return { document, program };
}

/**
 * A bias before a norm over the batch or the places changes nothing: its gradient is zero but for rounding, which Adam
 * makes steps of. The running mean behind it moves along.
 */
function withoutMeaning({ networks }: Program): Set<string> {
	const found = new Set<string>();
	for (const { name, steps } of Object.values(networks)) {
		for (const { node, kind, inputs } of steps) {
			if (kind !== 'batchNorm' && kind !== 'instanceNorm') continue;
			const [before] = Object.values(inputs);
			found.add(`${name}/${before!.slice(0, before!.indexOf('/'))}/bias`);
			found.add(`${name}/${node}/running_mean`);
		}
	}
	return found;
}

describe.skipIf(!hasTorch())('with PyTorch', () => {
	let twin: Twin | undefined;

	beforeAll(async () => {
		await chooseBackend(tf, 'wasm', wasmFiles);
	});

	afterEach(() => {
		twin?.dispose();
		twin = undefined;
	});

	it.each(presets)('%s', async (name) => {
		const { document, program } = small(name);
		const datasets: Record<string, LoadedDataset> = {};
		for (const set of program.datasets)
			datasets[set] = await nodeHost.loadDataset(set, staticFolder);
		const feeds = recordFeeds(program, datasets, ROUNDS);
		const start: Start = { document, program, rounds: ROUNDS, feeds };
		const here = await runHere(start);
		twin = new Twin(start);
		const there = twin.run(['--rounds', String(ROUNDS)]);

		expect(there.losses.map((losses) => Object.keys(losses))).toEqual(
			here.losses.map((losses) => Object.keys(losses)),
		);
		const report: string[] = [];
		here.losses.forEach((losses, round) => {
			for (const [player, loss] of Object.entries(losses))
				report.push(`${round} ${player} ${loss} ${there.losses[round]![player]} ${largestOff([there.losses[round]![player]!], [loss])}`);
		});
		expect(Object.keys(there.weights)).toEqual(Object.keys(here.weights));
		const skipped = withoutMeaning(program);
		const rows = Object.entries(here.weights)
			.filter(([path]) => !skipped.has(path))
			.map(([path, { values }]) => ({ path, off: largestOff(there.weights[path]!.values, values), d: distance(there.weights[path]!.values, values) }))
			.sort((a, b) => b.off - a.off);
		console.log(name, report.join('\n'), rows.slice(0, 2), rows.sort((a, b) => b.d - a.d).slice(0,2));
	});
});
