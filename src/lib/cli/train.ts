// `ganloom train FILE`: trains without a page, and keeps what comes of it.
import { join } from 'node:path';
import type { Program } from '../compile/program';
import type { GraphDocument } from '../graph/types';
import { averagedWeights } from '../runtime/averagedWeights';
import type { BackendName, Checkpoint } from '../runtime/protocol';
import type { JobListener, JobResult, TrainingJob } from '../runtime/trainingJob';
import { compileRunnable } from './documents';
import { readFeedFile } from './feedFile';
import { CliError, messageOf, type ExitCode, type Io } from './io';
import { makeProgress, RunFolder, tenth } from './trainReport';
import { trainTwin } from './trainTwin';
import { readStart, writeWeightFile, type Start } from './weightFiles';

export interface TrainOptions {
	rounds?: number;
	backend: BackendName;
	engine: 'tfjs' | 'torch';
	seed?: number;
	out?: string;
	json?: boolean;
	weights?: string;
	feeds?: string;
	save?: string;
	/** Writes running averages in place of the weights that have them. */
	averaged?: boolean;
	/** Writes the weights as float16. */
	half?: boolean;
}

export async function train(file: string, options: TrainOptions, io: Io): Promise<ExitCode> {
	const { document, program } = await compileRunnable(file);
	if (program.phases.length === 0)
		throw new CliError(`${file} has no player, so there is nothing to train.`, 1);
	const rounds = options.rounds ?? document.run.rounds;
	const start =
		options.weights === undefined ? undefined : await readStart(options.weights, program);
	const begun = start?.checkpoint?.round ?? 0;
	if (begun >= rounds && begun > 0)
		throw new CliError(
			`${options.weights} is of round ${begun}, and there are ${rounds} in all: --rounds ${begun * 2} plays as many again.`,
		);
	for (const note of start?.notes ?? []) io.err(`${note}\n`);
	const job = await makeJob(document, program, rounds, { ...options, start });
	const opened = options.out === undefined ? undefined : await RunFolder.open(options.out);
	// The twin writes losses and pictures itself.
	const folder = options.engine === 'torch' ? undefined : opened;
	const progress = makeProgress(rounds, options.json ?? false, io);
	let result: Trained;
	let interrupted = false;
	// The first Ctrl-C ends the run with what there is; a second one, unhandled, ends the program.
	const interrupt = (): void => {
		interrupted = true;
	};
	process.once('SIGINT', interrupt);
	try {
		const listener: JobListener = {
			wantsToStop: () => interrupted,
			round(round, losses) {
				progress.round(round, losses);
				folder?.round(round, losses);
			},
			monitors: (round, monitors) => folder?.monitors(round, monitors),
		};
		result =
			options.engine === 'torch'
				? await trainTwin({ document, program, rounds, options, io }, listener)
				: trained(await runJob(job, listener));
	} catch (error) {
		throw new CliError(`Training stopped: ${messageOf(error)}`, 1, { cause: error });
	} finally {
		process.off('SIGINT', interrupt);
		progress.stop();
		await folder?.close();
	}

	const { checkpoint, seconds } = result;
	const { seed, round } = checkpoint;
	const weights = options.averaged ? averagedWeights(checkpoint) : checkpoint.weights;
	// Weights to be used as they are need not say how to go on.
	const state = options.averaged || options.half ? undefined : checkpoint;
	const metadata = { format: 'pt', seed: String(seed), rounds: String(round) };
	const targets = [options.save, opened && join(opened.path, 'weights.safetensors')];
	for (const target of targets)
		if (target !== undefined)
			await writeWeightFile(target, program, weights, { metadata, half: options.half, state });
	if (!options.json) {
		const played = round - begun;
		const speed = (played / seconds).toPrecision(3);
		const took = seconds.toFixed(1);
		io.out(`${played} rounds in ${took} s on ${result.on}, ${speed} rounds a second.\n`);
		const kept = [options.save, options.out].filter((path) => path !== undefined);
		if (kept.length > 0) io.out(`Written: ${kept.join(', ')}\n`);
	}
	return 0;
}

/** What comes of a run, whatever trained. */
export interface Trained {
	checkpoint: Checkpoint;
	seconds: number;
	/** The backend. */
	on: string;
}

function trained({ checkpoint, backends, seconds }: JobResult): Trained {
	const on = backends.find(({ state }) => state === 'used')?.name ?? 'no backend';
	return { checkpoint, seconds, on };
}

async function makeJob(
	document: GraphDocument,
	program: Program,
	rounds: number,
	{ backend, seed, feeds, start }: TrainOptions & { start: Start | undefined },
): Promise<Omit<TrainingJob, 'base'>> {
	const { weights, checkpoint } = start ?? {};
	const from = checkpoint
		? { checkpoint: { ...checkpoint, seed: seed ?? checkpoint.seed } }
		: { weights };
	const job = { document, rounds, backend, seed, monitorsEvery: tenth(rounds), ...from };
	if (feeds === undefined) return job;
	const fed = await readFeedFile(feeds, program, rounds);
	// Sources that are not fed have to draw as many items as the others are given.
	const fitting = { ...document, run: { ...document.run, batch: fed.batch } };
	return { ...job, document: fitting, feeds: fed.feeds };
}

/** GPU backends need a browser, the others are quicker without. */
export async function runJob(
	job: Omit<TrainingJob, 'base'>,
	listener: JobListener,
): Promise<JobResult> {
	if (job.backend === 'webgl' || job.backend === 'webgpu') {
		const { runJobInBrowser } = await import('./browser/launch');
		return runJobInBrowser(job, listener);
	}
	const [{ nodeHost, staticFolder }, { runTrainingJob }] = await Promise.all([
		import('./nodeHost'),
		import('../runtime/trainingJob'),
	]);
	return runTrainingJob(nodeHost, { ...job, base: staticFolder }, listener);
}
