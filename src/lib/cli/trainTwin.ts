// `ganloom train --engine torch`: exports the PyTorch twin, trains it on this machine, and brings its weights home.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Program } from '../compile/program';
import type { GraphDocument } from '../graph/types';
import type { JobListener } from '../runtime/trainingJob';
import { exportToPytorch } from './exportToPytorch';
import { CliError, type Io } from './io';
import type { Trained, TrainOptions } from './train';
import { readStart } from './weightFiles';

/** Items of data sets that are drawn on the spot. */
const ITEMS = 500;

/** Where Python may be; the first that has PyTorch is taken. */
const pythons = [process.env.PYTHON, 'python3', 'python', '/usr/bin/python3'];

export interface TwinJob {
	document: GraphDocument;
	program: Program;
	rounds: number;
	options: TrainOptions;
	io: Io;
}

/** @throws {CliError} where PyTorch is not installed, or the twin ends with an error: then with its last words. */
export async function trainTwin(job: TwinJob, listener: JobListener): Promise<Trained> {
	const { document, program, rounds, options, io } = job;
	const python = findPython();
	const temporary = await mkdtemp(join(tmpdir(), 'ganloom-'));
	try {
		const folder = join(options.out ?? temporary, 'twin');
		const out = resolve(options.out ?? join(temporary, 'out'));
		await mkdir(folder, { recursive: true });
		const { weights, seed, feeds } = options;
		await exportToPytorch({
			document,
			program,
			options: { to: 'pytorch', out: folder, weights, items: ITEMS },
			// What does not fit was told already.
			io: { ...io, err: () => undefined },
		});
		const begun = performance.now();
		await play(
			python,
			[
				...[join(folder, 'train.py'), '--json', '--out', out],
				...['--rounds', String(rounds)],
				...(seed === undefined ? [] : ['--seed', String(seed)]),
				...(options.out === undefined ? ['--sample-every', '0'] : []),
				...(feeds === undefined ? [] : ['--feeds', resolve(feeds)]),
			],
			listener,
		);
		const seconds = (performance.now() - begun) / 1000;
		const { checkpoint } = await readStart(join(out, 'weights.safetensors'), program);
		return { checkpoint: checkpoint!, seconds, on: 'PyTorch' };
	} finally {
		await rm(temporary, { recursive: true });
	}
}

/** @throws {CliError} */
function findPython(): string {
	for (const python of pythons) {
		if (python === undefined) continue;
		if (spawnSync(python, ['-c', 'import torch']).status === 0) return python;
	}
	throw new CliError(
		'PyTorch is not installed for python3. Install it (pip install torch), or name a Python that has it: PYTHON=… ganloom train …',
		1,
	);
}

/** Runs the twin to its end. */
async function play(
	python: string,
	args: readonly string[],
	{ round: tell, wantsToStop }: JobListener,
): Promise<void> {
	// In a group of its own, so that Ctrl-C reaches it once: through us.
	const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	let stopping = false;
	let complaints = '';
	child.stderr.on('data', (text: Buffer) => (complaints = (complaints + text).slice(-4000)));
	createInterface({ input: child.stdout }).on('line', (line) => {
		const { round, losses } = JSON.parse(line) as {
			round: number;
			losses: Record<string, number>;
		};
		tell?.(round, losses);
		if (stopping || !wantsToStop?.()) return;
		stopping = true;
		child.kill('SIGINT');
	});
	const [code] = (await once(child, 'close')) as [number | null];
	if (code === 0) return;
	const [reason = `it ended with ${code}`] = complaints.trim().split('\n').slice(-1);
	throw new CliError(reason, 1);
}
