// PyTorch in a process: the document's twin, as it is exported.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePytorch } from '../../../src/lib/export/pytorch/pytorch';
import { writeSafetensors } from '../../../src/lib/export/safetensors';
import { weightFile } from '../../../src/lib/export/weightFile';
import type { Subject } from '../documents';
import { incomparable, problemOf } from '../problem';
import type { Turn } from '../stage';
import type { Absent } from './contestant';
import { converse } from './conversation';
import type { ProcessContestant } from './node';

const PYTHON = '/usr/bin/python3';

/** One thread, whichever library multiplies. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export interface TorchContestant extends ProcessContestant {
	/** The libraries it multiplies matrices with. */
	blas: readonly string[];
}

export async function enterTorch(
	name: string,
	subject: Subject,
): Promise<TorchContestant | Absent> {
	if (spawnSync(PYTHON, ['-c', 'import torch']).status !== 0) {
		return { name, reason: 'PyTorch is not installed' };
	}
	const problem = problemOf(subject);
	const reason = incomparable(problem);
	if (reason) return { name, reason };
	const folder = await mkdtemp(join(tmpdir(), 'bench-'));
	const talk = converse(PYTHON, [join(import.meta.dirname, '../peers/torchPeer.py')], ONE_THREAD);
	try {
		const files = {
			...writePytorch(subject.document, problem.program),
			'weights.safetensors': weightFile(problem.weights, problem.program, { metadata: {} }),
			'feeds.safetensors': writeSafetensors(problem.feeds),
		};
		for (const [name, contents] of Object.entries(files))
			await writeFile(join(folder, name), contents);
		const { blas } = await talk.ask<{ blas: string[] }>('open', folder);
		return {
			name,
			blas,
			play: () => talk.ask<Turn>('play'),
			memory: () => talk.ask<number>('memory'),
			close: () => talk.close(),
		};
	} catch (error) {
		await talk.close();
		throw error;
	} finally {
		await rm(folder, { recursive: true });
	}
}
