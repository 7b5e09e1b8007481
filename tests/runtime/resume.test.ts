// 2n rounds are n, kept in the database, and n more: to the bit, with everything that a run remembers.
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import type { Program } from '../../src/lib/compile/program';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import type { DatasetType, LoadedDataset } from '../../src/lib/nodes/kind';
import { imageType } from '../../src/lib/nodes/shape';
import { chooseBackend } from '../../src/lib/runtime/backends';
import type { Checkpoint } from '../../src/lib/runtime/protocol';
import { Trainer, type TrainerOptions } from '../../src/lib/runtime/trainer';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';
import { Checkpoints } from '../../src/lib/store/checkpoints';
import { Projects } from '../../src/lib/store/projects';
import { freshDatabase } from '../store/fixtures';
import { canvasOf, smallGan } from './smallGan';

const N = 5;

const player: ParamMap = {
	...{ optimizer: 'adam', learningRate: 0.05, beta1: 0.5, ema: 0.9 },
	...{ schedule: 'linear', decayFrom: 2 },
};

/**
 * Averages, a pool smaller than what is drawn, rates that fall, dropout in both networks, batch norm, two updates of D a
 * round, and data whose epochs end within a batch and a run's half.
 */
function everything(): GraphDocument {
	const document = smallGan({ dropout: { D: 0.5, G: 0.25 } });
	document.run = { seed: 7, batch: 8, rounds: 2 * N };
	document.training = canvasOf([
		['z', 'noise', { size: 3 }],
		['data', 'dataset', { dataset: 'tiny', flip: true }],
		['fake', 'call', { network: 'G' }, { z: 'z/z' }],
		['old', 'imagePool', { size: 12 }, { x: 'fake/image' }],
		['dNew', 'call', { network: 'D' }, { image: 'fake/image' }],
		['dFake', 'call', { network: 'D' }, { image: 'old/y' }],
		['dReal', 'call', { network: 'D' }, { image: 'data/image' }],
		['lossFake', 'bce', { target: 1 }, { p: 'dFake/p' }],
		['lossReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
		['lossD', 'weightedSum', {}, { loss1: 'lossFake/loss', loss2: 'lossReal/loss' }],
		['lossG', 'bce', { target: 0 }, { p: 'dNew/p' }],
		['G', 'player', { ...player, networks: ['G'], order: 1 }, { loss: 'lossG/loss' }],
		['D', 'player', { ...player, networks: ['D'], order: 2, steps: 2 }, { loss: 'lossD/loss' }],
	]);
	return document;
}

const tiny: DatasetType = {
	outputs: [{ port: 'image', type: imageType(2, 2, 1, [0, 1]) }],
	count: 11,
};

/** Every item has its own pixels. */
const items: LoadedDataset = {
	count: 11,
	gather: (indices) => ({
		image: {
			shape: [indices.length, 2, 2, 1],
			values: Float32Array.from({ length: indices.length * 4 }, (_, i) => {
				return ((indices[i >> 2]! * 4 + (i & 3)) % 13) / 13;
			}),
		},
	}),
};

const made: Trainer[] = [];

afterEach(() => {
	for (const trainer of made.splice(0)) trainer.dispose();
});

function trainerOf(document: GraphDocument, options?: TrainerOptions): Trainer {
	const { program, diagnostics } = compile(document, { datasets: () => tiny });
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	const trainer = Trainer.create(tf, program as Program, { tiny: items }, options);
	made.push(trainer);
	return trainer;
}

function play(trainer: Trainer, rounds: number): Trainer {
	for (let i = 0; i < rounds; i++) trainer.playRound();
	return trainer;
}

/** Keeps it as the page does, and reads it back as another visit would. */
async function throughTheStore(checkpoint: Checkpoint): Promise<Checkpoint> {
	const database = freshDatabase();
	const project = await new Projects(database).create({ document: everything() });
	const kept = await new Checkpoints(database).keep(
		project,
		{ checkpoint, document: everything(), by: 'hand' },
		{ last: 1 },
	);
	database.close();
	await database.open();
	return (await new Checkpoints(database).load(kept.id))!.checkpoint;
}

/** Every number as its bits, for NaN and −0 are equal to others in some comparisons. */
function bits(checkpoint: Checkpoint): unknown {
	return JSON.parse(
		JSON.stringify(checkpoint, (_, value: unknown) =>
			value instanceof Float32Array
				? Array.from(new Uint32Array(value.buffer, value.byteOffset, value.length))
				: value,
		),
	) as unknown;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
	it.each([
		['between rounds', 0],
		['after G’s turn', 1],
		['between two updates of D', 2],
	])('a run that was kept %s ends as one that was not', async (_, phases) => {
		await chooseBackend(tf, backend, wasmFiles);
		const whole = await play(trainerOf(everything()), 2 * N).checkpoint();
		const half = play(trainerOf(everything()), N);
		for (let i = 0; i < phases; i++) half.playPhase();
		const kept = await throughTheStore(await half.checkpoint());
		expect([kept.round, kept.phase]).toEqual([N, phases]);
		const resumed = trainerOf(everything(), { checkpoint: kept });
		const end = await play(resumed, N).checkpoint();
		expect(end.round).toBe(2 * N);
		expect(bits(end)).toEqual(bits(whole));
		// What the run remembers is there, and moves.
		expect(Object.keys(whole.averages ?? {}).length).toBeGreaterThan(0);
		expect(bits(whole)).not.toEqual(bits(kept));
	});

	it.each([
		['optimizer', (kept: Checkpoint) => ({ ...kept, optimizer: {} })],
		['draw', (kept: Checkpoint) => ({ ...kept, draw: 0 })],
		['round', (kept: Checkpoint) => ({ ...kept, round: 0 })],
		['averages', (kept: Checkpoint) => ({ ...kept, averages: {} })],
		[
			'image pool',
			(kept: Checkpoint) => ({
				...kept,
				weights: Object.fromEntries(
					Object.entries(kept.weights).filter(([path]) => !path.startsWith('training/')),
				),
			}),
		],
	])('without its %s it would not', async (_, lose) => {
		await chooseBackend(tf, backend, wasmFiles);
		const half = play(trainerOf(everything()), N);
		const whole = await half.checkpoint();
		const end = await play(half, 3).checkpoint();
		const resumed = await play(
			trainerOf(everything(), { checkpoint: lose(whole) }),
			3,
		).checkpoint();
		expect(bits({ ...resumed, round: 0, draw: 0 })).not.toEqual(
			bits({ ...end, round: 0, draw: 0 }),
		);
	});
});
