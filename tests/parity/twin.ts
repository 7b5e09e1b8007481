// Runs a document's twin and the document itself side by side, from the same weights and inputs.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import { readWeights } from '../../src/lib/compile/link';
import { linkStep } from '../../src/lib/compile/link/forward';
import { isStateName } from '../../src/lib/compile/link/trainingState';
import { firstWeights, toTorchLayout } from '../../src/lib/compile/link/weights';
import { nodeOf } from '../../src/lib/compile/plan';
import type { PlannedWeight, Program } from '../../src/lib/compile/program';
import { writePytorch } from '../../src/lib/export/pytorch/pytorch';
import { readSafetensors, writeSafetensors } from '../../src/lib/export/safetensors';
import type { GraphDocument } from '../../src/lib/graph/types';
import type { HostTensor, LoadedDataset } from '../../src/lib/nodes/kind';
import type { HostArray } from '../../src/lib/runtime/protocol';
import { drawSource } from '../../src/lib/runtime/sources';
import { Trainer } from '../../src/lib/runtime/trainer';
import { hasTorch, PYTHON } from '../nodes/conformance/torch';

/** One thread each, or two processes would stand in each other's way. */
const ENVIRONMENT = { ...process.env, OMP_NUM_THREADS: '1' };

export type Values = Record<string, HostTensor>;

export interface Run {
	/** By round: a player's mean loss. */
	losses: Record<string, number>[];
	/** By path, in PyTorch's layout. */
	weights: Values;
	/** Running averages, of the weights that have them. */
	averages: Values;
}

/** What both are given. */
export interface Start {
	document: GraphDocument;
	program: Program;
	rounds: number;
	/** In tfjs's layout; without them the seed's. */
	weights?: Record<string, HostArray>;
	feeds: Record<string, HostArray>;
}

export const weightsOf = (program: Program): Map<string, PlannedWeight> =>
	new Map(
		Object.values(program.networks).flatMap(({ weights }) =>
			weights.map((weight) => [weight.path, weight] as const),
		),
	);

/** Values of all ports of sources that are taken, for so many draws. */
export function recordFeeds(
	program: Program,
	datasets: Readonly<Record<string, LoadedDataset>>,
	draws: number,
): Record<string, HostArray> {
	const steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
	const taken = program.steps
		.filter(({ node }) => !program.sources.includes(node))
		.flatMap(({ inputs }) => Object.values(inputs))
		.filter((ref) => program.sources.includes(nodeOf(ref)));
	return Object.fromEntries(
		[...new Set(taken)].map((ref) => {
			const [node, port] = ref.split('/') as [string, string];
			const request = { batch: program.run.batch, seed: program.run.seed, datasets, steps };
			const drawn = Array.from(
				{ length: draws },
				(_, draw) => drawSource(steps.get(node)!, { ...request, draw }, [port])[port]!,
			);
			const size = drawn[0]!.values.length;
			const values = new Float32Array(draws * size);
			drawn.forEach((one, i) => values.set(one.values, i * size));
			return [ref, { shape: [draws, ...drawn[0]!.shape], values }];
		}),
	);
}

/** On the backend that is set. */
export async function runHere({ program, rounds, weights, feeds }: Start): Promise<Run> {
	const trainer = Trainer.create(tf, program, {}, { weights, feeds });
	try {
		const losses: Run['losses'] = [];
		for (let round = 0; round < rounds; round++) {
			trainer.playRound();
			losses.push(
				Object.fromEntries(
					Object.entries(await trainer.readLosses()).map(([player, { values }]) => [
						player,
						values.reduce((sum, value) => sum + value, 0) / values.length,
					]),
				),
			);
		}
		const planned = weightsOf(program);
		const inLayout = (values: Readonly<Record<string, HostArray>>): Values =>
			Object.fromEntries(
				Object.entries(values).flatMap(([path, { values: own }]) => {
					const weight = planned.get(path);
					return weight ? [[path, toTorchLayout(weight, own)]] : [];
				}),
			);
		const { averages } = await trainer.checkpoint();
		return {
			losses,
			weights: inLayout(await readWeights(trainer.linked)),
			averages: inLayout(averages ?? {}),
		};
	} finally {
		trainer.dispose();
	}
}

/** A folder with the twin of a document, its weights and its inputs. */
export class Twin {
	readonly folder = mkdtempSync(join(tmpdir(), 'ganloom-twin-'));

	constructor({ document, program, weights = {}, feeds }: Start) {
		const files = writePytorch(document, program);
		for (const [name, text] of Object.entries(files)) writeFileSync(this.path(name), text);
		const first = { ...firstWeights(program, program.run.seed), ...weights };
		const laid = [...weightsOf(program)].map(([path, weight]) => [
			path,
			toTorchLayout(weight, first[path]!.values),
		]);
		writeFileSync(
			this.path('weights.safetensors'),
			writeSafetensors(Object.fromEntries(laid) as Values),
		);
		writeFileSync(this.path('feeds.safetensors'), writeSafetensors(feeds));
	}

	path(name: string): string {
		return join(this.folder, name);
	}

	/** Trains, in so many processes. */
	run(options: readonly string[], out = 'out', processes = 1): Run {
		return this.runCommand(this.command(options, out, processes), out);
	}

	/** Trains in double precision. */
	runInDouble(options: readonly string[], out = 'out'): Run {
		const launcher = join(import.meta.dirname, 'inDouble.py');
		return this.runCommand([launcher, ...this.command(options, out, 1)], out);
	}

	private runCommand(command: readonly string[], out: string): Run {
		const { status, stdout, stderr } = spawnSync(PYTHON, command, {
			encoding: 'utf8',
			maxBuffer: 1 << 28,
			env: ENVIRONMENT,
		});
		if (status !== 0) throw new Error(stderr);
		const lines = stdout.trim().split('\n');
		return {
			losses: lines.map((line) => (JSON.parse(line) as { losses: Record<string, number> }).losses),
			weights: Object.fromEntries(
				Object.entries(this.read(join(out, 'weights.safetensors'))).filter(
					([name]) => !isStateName(name),
				),
			),
			averages: {},
		};
	}

	/** Trains, and kills all of its processes at once when a round is over. Gives that round. */
	async kill(options: readonly string[], out: string, processes: number, after: number) {
		const child = spawn(PYTHON, this.command(options, out, processes), {
			detached: true,
			env: ENVIRONMENT,
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		let killed: number | undefined;
		const lines = createInterface({ input: child.stdout });
		lines.on('line', (line) => {
			const { round } = JSON.parse(line) as { round: number };
			if (round < after || killed !== undefined) return;
			killed = round;
			process.kill(-child.pid!, 'SIGKILL');
		});
		await once(child, 'close');
		if (child.signalCode !== 'SIGKILL') throw new Error('It was over before it could be killed.');
		return killed!;
	}

	private command(options: readonly string[], out: string, processes: number): string[] {
		const launcher = join(import.meta.dirname, 'torchrun.py');
		return [
			...(processes > 1 ? [launcher, '--standalone', `--nproc_per_node=${processes}`] : []),
			...[this.path('train.py'), '--feeds', this.path('feeds.safetensors')],
			...['--json', '--sample-every', '0', '--device', 'cpu', '--out', this.path(out)],
			...options,
		];
	}

	read(name: string): Values {
		return readSafetensors(readFileSync(this.path(name))).tensors;
	}

	dispose(): void {
		rmSync(this.folder, { recursive: true });
	}
}

/** A run of the document itself is compared with its twin's where PyTorch is there. */
export const torchIsThere = hasTorch();
if (!torchIsThere) {
	console.warn(`PyTorch is not installed for ${PYTHON}: twins are not run here.`);
}

/**
 * A bias before a norm over the batch or the places changes nothing: its gradient is zero but for rounding, which Adam
 * makes steps of. The running mean behind it moves along.
 */
export function meaningless({ networks }: Program): Set<string> {
	const found = new Set<string>();
	for (const { name, steps } of Object.values(networks)) {
		for (const { node, kind, inputs } of steps) {
			if (kind !== 'batchNorm' && kind !== 'instanceNorm') continue;
			const [before] = Object.values(inputs);
			found.add(`${name}/${nodeOf(before!)}/bias`);
			found.add(`${name}/${node}/running_mean`);
		}
	}
	return found;
}

/** How far values are off, for their size or for 1 where they are smaller: as the reference cases state their limits. */
export function largestOff(own: ArrayLike<number>, expected: ArrayLike<number>): number {
	if (own.length !== expected.length) return Infinity;
	let most = 0;
	for (let i = 0; i < own.length; i++) {
		const off = Math.abs(own[i]! - expected[i]!) / Math.max(1, Math.abs(expected[i]!));
		most = Number.isNaN(off) ? Infinity : Math.max(most, off);
	}
	return most;
}
