// 2n rounds are n, saved as a project file, opened from it, and n more: to the bit.
import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import { compile } from '../../../src/lib/compile/compile';
import { projectEntries, readProject } from '../../../src/lib/export/projectFile';
import type { GraphDocument, ParamMap } from '../../../src/lib/graph/types';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import type { Checkpoint } from '../../../src/lib/runtime/protocol';
import { Trainer } from '../../../src/lib/runtime/trainer';
import { wasmFiles } from '../../../src/lib/runtime/wasmFilesInNode';
import { projectParts } from '../../../src/lib/ui/shell/projectParts';
import { projectState } from '../../../src/lib/ui/shell/projectState';
import { smallGan } from '../../runtime/smallGan';

const N = 4;
const made: Trainer[] = [];

afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

function programOf(document: GraphDocument) {
	const { program } = compile(document, { datasets: () => undefined });
	if (!program) throw new Error('The graph has errors.');
	return program;
}

async function played(document: GraphDocument, rounds: number, checkpoint?: Checkpoint) {
	const trainer = Trainer.create(tf, programOf(document), {}, { checkpoint });
	made.push(trainer);
	for (let i = 0; i < rounds; i++) trainer.playRound();
	return trainer.checkpoint();
}

async function throughTheFile(
	document: GraphDocument,
	checkpoint: Checkpoint,
): Promise<Checkpoint | undefined> {
	const program = programOf(document);
	const parts = await projectParts({ document, program, checkpoint, title: 'half' });
	expect(parts.complete).toBe(true);
	const read = await readProject(zipSync(projectEntries(parts)));
	const { checkpoint: state, misfits, anew } = projectState(read);
	expect([misfits, anew]).toEqual([[], []]);
	return state;
}

const settings: [string, ParamMap][] = [
	['Adam with averages', { ema: 0.9, schedule: 'linear', decayFrom: 2 }],
	['RMSprop', { optimizer: 'rmsprop' }],
	['SGD with momentum', { optimizer: 'sgd', momentum: 0.9 }],
];

it.each(settings)('a run with %s goes on from its file as if nothing had been', async (_, own) => {
	await chooseBackend(tf, 'cpu', wasmFiles);
	const document = smallGan({ d: own, g: own });
	document.run = { ...document.run, rounds: 2 * N };
	const whole = await played(document, 2 * N);
	const half = await played(document, N);
	expect(Object.keys(half.optimizer)).not.toEqual([]);
	const state = await throughTheFile(document, half);
	expect(await played(document, N, state)).toEqual(whole);
	// Without what the optimizers keep it would end elsewhere.
	const forgetful = await played(document, N, { ...half, optimizer: {} });
	expect(forgetful.weights).not.toEqual(whole.weights);
});

it('weights of a graph that was edited since are written where they still fit', async () => {
	await chooseBackend(tf, 'cpu', wasmFiles);
	const document = smallGan();
	const checkpoint = await played(document, 1);
	const [name, ...others] = Object.keys(checkpoint.weights);
	const odd = { shape: [1], values: Float32Array.of(1) };
	const weights = { ...checkpoint.weights, [name!]: odd };
	const program = programOf(document);
	const edited = { ...checkpoint, weights };
	const parts = await projectParts({ document, program, checkpoint: edited, title: 'edited' });
	expect(parts.complete).toBe(false);
	const state = projectState(await readProject(zipSync(projectEntries(parts))));
	expect(Object.keys(state.checkpoint!.weights).toSorted()).toEqual(others.toSorted());
	expect(state.misfits).toEqual([{ name, problem: 'missing' }]);
});
