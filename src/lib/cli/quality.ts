// `ganloom quality FILE`: trains a document through the engine, or takes weights, and measures what came of it on held-out data.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../compile/compile';
import type { Program } from '../compile/program';
import { datasetType, findDataset } from '../data/catalogue';
import { lengthen } from '../graph/lengthen';
import type { GraphDocument } from '../graph/types';
import type { LoadedDataset } from '../nodes/kind';
import { averagedWeights } from '../runtime/averagedWeights';
import type { BackendName, GenerateRequest, HearRequest, HostArray } from '../runtime/protocol';
import type { JobListener } from '../runtime/trainingJob';
import { compileRunnable } from './documents';
import { CliError, type ExitCode, type Io } from './io';
import type { Figure, Measured } from './quality/measure';
import { replaceTable, resultsTable, withResult, type Result } from './quality/results';
import { runJob } from './train';
import { makeProgress } from './trainReport';
import { readTensorFile, readWeightFile, writeWeightFile } from './weightFiles';

export interface QualityOptions {
	backend: BackendName;
	seed?: number;
	rounds?: number;
	json?: boolean;
	/** Measures these weights, and trains nothing. */
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
	const trained = await (options.weights === undefined
		? trainNow(document, options, io)
		: readTrained(options.weights, program, document, options));
	if (options.save !== undefined) {
		const { seed, rounds, seconds } = trained.run;
		const metadata = { format: 'pt', ...texts({ seed, rounds, seconds }) };
		await writeWeightFile(options.save, program, trained.weights, { metadata, half: true });
	}
	const result: Result = {
		...{ preset: basename(file, '.json'), ...trained.run, commit: currentCommit() },
		figures: await measureWith(whole(document, program), trained, measure),
	};
	io.out(options.json ? `${JSON.stringify(result)}\n` : `${resultsTable([result])}\n`);
	if (options.write) await keep(result);
	return 0;
}

/** Weights, and what is known of how they came about. */
interface Trained {
	weights: Record<string, HostArray>;
	run: Pick<Result, 'seed' | 'backend' | 'rounds' | 'seconds'>;
}

/** What the file says of the run counts, unless it is told otherwise. */
async function readTrained(
	path: string,
	program: Program,
	{ run }: GraphDocument,
	{ backend, ...asked }: QualityOptions,
): Promise<Trained> {
	const { metadata } = await readTensorFile(path);
	const known = (name: string): number | undefined =>
		metadata[name] === undefined ? undefined : Number(metadata[name]);
	return {
		weights: await readWeightFile(path, program),
		run: {
			backend,
			seed: asked.seed ?? known('seed') ?? run.seed,
			rounds: asked.rounds ?? known('rounds') ?? run.rounds,
			seconds: known('seconds'),
		},
	};
}

const texts = (values: Record<string, number | undefined>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, String(value)]],
		),
	);

/** Sounds are measured whole, and not in the pieces they are trained in. */
function whole(document: GraphDocument, program: Program): Program {
	const waves = program.datasets
		.flatMap((name) => findDataset(name)?.type.outputs ?? [])
		.filter(({ type }) => type.meaning === 'wave');
	if (waves.length === 0) return program;
	const longer = lengthen(document, waves[0]!.type.shape[0]!);
	return compile(longer, { datasets: datasetType }).program ?? program;
}

type Measure = (
	tf: typeof import('@tensorflow/tfjs'),
	measured: Measured,
	seed: number,
) => Promise<Figure[]>;

/** The data decides what can be said of a generator. */
function measureFor({ datasets }: Program): Measure | undefined {
	const sounds: Measure = async (...given) =>
		(await import('./quality/sounds')).measureSounds(...given);
	const measures: Record<string, Measure> = {
		mnist: async (...given) => (await import('./quality/digits')).measureDigits(...given),
		openmoji: async (_, ...given) => (await import('./quality/pairs')).measurePairs(...given),
		fruit: async (_, ...given) => (await import('./quality/cycle')).measureCycle(...given),
		shapes: async (_, ...given) => (await import('./quality/scenes')).measureScenes(...given),
		instruments: sounds,
		speech: sounds,
	};
	return datasets.map((name) => measures[name]).find((measure) => measure !== undefined);
}

async function trainNow(
	document: GraphDocument,
	{ backend, seed = document.run.seed, rounds = document.run.rounds }: QualityOptions,
	io: Io,
): Promise<Trained> {
	const progress = makeProgress(rounds, false, io);
	const listener: JobListener = { round: (round, losses) => progress.round(round, losses) };
	try {
		const { checkpoint, seconds } = await runJob({ document, rounds, backend, seed }, listener);
		return {
			weights: averagedWeights(checkpoint),
			run: { backend, seed, rounds, seconds: Math.round(seconds) },
		};
	} finally {
		progress.stop();
	}
}

/** On wasm, whatever the run was on: the figures then come from one arithmetic. */
async function measureWith(
	program: Program,
	{ weights, run: { seed } }: Trained,
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
				hear: (request: HearRequest) => trained.hear(request),
				hearUntrained: (request: HearRequest) => untrained.hear(request),
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
