// `ganloom quality FILE`: trains a document through the engine, and measures what came of it on held-out data.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from '../compile/program';
import type { GraphDocument } from '../graph/types';
import type { LoadedDataset } from '../nodes/kind';
import { averagedWeights } from '../runtime/averagedWeights';
import type { BackendName, GenerateRequest, HostArray } from '../runtime/protocol';
import type { JobListener } from '../runtime/trainingJob';
import { compileRunnable } from './documents';
import { CliError, type ExitCode, type Io } from './io';
import type { Figure, Measured } from './quality/measure';
import { replaceTable, resultsTable, withResult, type Result } from './quality/results';
import { runJob } from './train';
import { makeProgress } from './trainReport';
import { readWeightFile, writeWeightFile } from './weightFiles';

export interface QualityOptions {
	backend: BackendName;
	seed?: number;
	rounds?: number;
	json?: boolean;
	/** Measures these weights; nothing is trained, so nothing is written into the table. */
	weights?: string;
	/** Writes the trained weights here, as float16. */
	save?: string;
	/** Puts the figures into the table of the README. */
	write?: boolean;
}

const root = new URL('../../../', import.meta.url);
const RESULTS = fileURLToPath(new URL('src/lib/cli/quality/results.json', root));
const README = fileURLToPath(new URL('README.md', root));
/** Of the pictures that are measured: whatever seed the run had. */
const GENERATION_SEED = 1;

/** `asked` is a document's path, or a preset's name. */
export async function quality(asked: string, options: QualityOptions, io: Io): Promise<ExitCode> {
	const file = asked.endsWith('.json') ? asked : join('graphs', `${asked}.json`);
	const { document, program } = await compileRunnable(file);
	const measure = measureFor(program);
	if (!measure) throw new CliError(`There is no measure for the data of ${file}.`, 1);
	const { backend, seed = document.run.seed, rounds = document.run.rounds } = options;
	if (options.weights !== undefined) {
		const weights = await readWeightFile(options.weights, program);
		const figures = await measureWith(program, weights, seed, measure);
		io.out(`${JSON.stringify(figures, undefined, '\t')}\n`);
		return 0;
	}
	const trained = await train({ document, rounds, backend, seed }, io);
	if (options.save !== undefined) {
		const metadata = { format: 'pt', seed: String(seed), rounds: String(rounds) };
		await writeWeightFile(options.save, program, trained.weights, { metadata, half: true });
	}
	const result: Result = {
		...{ preset: basename(file, '.json'), seed, backend, rounds },
		seconds: Math.round(trained.seconds),
		commit: currentCommit(),
		figures: await measureWith(program, trained.weights, seed, measure),
	};
	io.out(options.json ? `${JSON.stringify(result)}\n` : `${resultsTable([result])}\n`);
	if (options.write) await keep(result);
	return 0;
}

type Measure = (
	tf: typeof import('@tensorflow/tfjs'),
	measured: Measured,
	seed: number,
) => Promise<Figure[]>;

/** The data decides what can be said of a generator. */
function measureFor({ datasets }: Program): Measure | undefined {
	const measures: Record<string, Measure> = {
		mnist: async (...given) => (await import('./quality/digits')).measureDigits(...given),
		openmoji: async (_, ...given) => (await import('./quality/pairs')).measurePairs(...given),
		fruit: async (_, ...given) => (await import('./quality/cycle')).measureCycle(...given),
		shapes: async (_, ...given) => (await import('./quality/scenes')).measureScenes(...given),
	};
	return datasets.map((name) => measures[name]).find((measure) => measure !== undefined);
}

async function train(
	job: { document: GraphDocument; rounds: number; backend: BackendName; seed: number },
	io: Io,
): Promise<{ weights: Record<string, HostArray>; seconds: number }> {
	const progress = makeProgress(job.rounds, false, io);
	const listener: JobListener = { round: (round, losses) => progress.round(round, losses) };
	try {
		const { checkpoint, seconds } = await runJob(job, listener);
		return { weights: averagedWeights(checkpoint), seconds };
	} finally {
		progress.stop();
	}
}

/** On wasm, whatever the run was on: the figures then come from one arithmetic. */
async function measureWith(
	program: Program,
	weights: Record<string, HostArray>,
	seed: number,
	measure: Measure,
): Promise<Figure[]> {
	const [{ nodeHost, staticFolder }, { chooseBackend }, { Trainer }] = await Promise.all([
		import('./nodeHost'),
		import('../runtime/backends'),
		import('../runtime/trainer'),
	]);
	const { tf } = nodeHost;
	await chooseBackend(tf, 'wasm', nodeHost.wasmFiles, nodeHost.threads);
	const datasets: Record<string, LoadedDataset> = {};
	for (const name of program.datasets) {
		datasets[name] = await nodeHost.loadDataset(name, staticFolder);
	}
	const trained = Trainer.create(tf, program, datasets, { weights });
	const untrained = Trainer.create(tf, program, datasets, { seed });
	try {
		return await measure(
			tf,
			{
				...{ program, datasets },
				generate: (request: GenerateRequest) => trained.generate(request),
				generateUntrained: (request: GenerateRequest) => untrained.generate(request),
			},
			GENERATION_SEED,
		);
	} finally {
		trained.dispose();
		untrained.dispose();
	}
}

async function keep(result: Result): Promise<void> {
	const known = JSON.parse(await readFile(RESULTS, 'utf8')) as Result[];
	const results = withResult(known, result);
	await writeFile(RESULTS, `${JSON.stringify(results, undefined, '\t')}\n`);
	const readme = replaceTable(await readFile(README, 'utf8'), resultsTable(results));
	const { format, resolveConfig } = await import('prettier');
	await writeFile(
		README,
		await format(readme, { ...(await resolveConfig(README)), filepath: README }),
	);
}

function currentCommit(): string {
	const git = (...args: string[]): string =>
		execFileSync('git', args, { cwd: fileURLToPath(root), encoding: 'utf8' }).trim();
	try {
		const changed =
			git('status', '--porcelain', '--', 'src', 'graphs') === '' ? '' : ' and changes';
		return git('rev-parse', '--short', 'HEAD') + changed;
	} catch {
		return 'unknown commit';
	}
}
