// A training run from start to end without a page: what the command line does, in Node or in a headless browser.
import { compile } from '../compile/compile';
import { datasetType } from '../data/catalogue';
import type { GraphDocument } from '../graph/types';
import type { LoadedDataset } from '../nodes/kind';
import { chooseBackend } from './backends';
import type { EngineHost } from './engine';
import { nextTask } from './nextTask';
import type { BackendName, BackendVerdict, Checkpoint, HostArray, MonitorValue } from './protocol';
import type { Feeds } from './sources';
import { Trainer } from './trainer';

export interface TrainingJob {
	document: GraphDocument;
	rounds: number;
	backend: BackendName | 'auto';
	/** Instead of the document's. */
	seed?: number;
	/** By path, in tfjs's layout; what is not given is drawn from the seed. All paths must exist and fit. */
	weights?: Record<string, HostArray>;
	/** Goes on from here instead. */
	checkpoint?: Checkpoint;
	/** Source values by `sourceNode/port`: [draws, batch, …]. */
	feeds?: Feeds;
	/** Pictures are handed over at the start and every so many rounds; without it only at the end. */
	monitorsEvery?: number;
	/** Where `datasets/…` is. */
	base: string;
}

export interface JobListener {
	/** Called before the first round. */
	started?(backends: BackendVerdict[]): void;
	/** Called once a round, in order; a player's loss is the mean over its updates of the round. */
	round?(round: number, losses: Record<string, number>): void;
	monitors?(round: number, monitors: Record<string, MonitorValue>): void;
	/** Asked after every round: whether to end here, with what there is. */
	wantsToStop?(): boolean;
}

export interface JobResult {
	backends: BackendVerdict[];
	checkpoint: Checkpoint;
	/** Seconds spent in the rounds. */
	seconds: number;
}

/** Milliseconds of rounds between looks at the losses. */
const LOOK_EVERY = 50;

/** @throws Error when the document has errors, a data set or weight does not fit, or a loss is no finite number. */
export async function runTrainingJob(
	host: EngineHost,
	job: TrainingJob,
	listener: JobListener = {},
): Promise<JobResult> {
	// Learning rates that fall reach zero at the end of this run.
	const document = { ...job.document, run: { ...job.document.run, rounds: job.rounds } };
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) {
		const error = diagnostics.find(({ severity }) => severity === 'error');
		throw new Error(`The document can’t be trained: ${error?.message.en ?? 'no program'}`);
	}
	const backends = await chooseBackend(host.tf, job.backend, host.wasmFiles, host.threads);
	const datasets: Record<string, LoadedDataset> = {};
	for (const name of program.datasets) datasets[name] = await host.loadDataset(name, job.base);
	const { seed, weights, checkpoint, feeds } = job;
	const given = { seed, weights, checkpoint, feeds };
	const trainer = Trainer.create(host.tf, program, datasets, given);
	try {
		listener.started?.(backends);
		const begun = performance.now();
		let lookedAt = begun;
		const look = async (): Promise<void> => {
			for (const [round, losses] of byRound(await trainer.readLosses())) {
				listener.round?.(round, losses);
				for (const [player, loss] of Object.entries(losses)) {
					if (!Number.isFinite(loss)) {
						throw new Error(`The loss of ${player} in round ${round} is ${loss}.`);
					}
				}
			}
			lookedAt = performance.now();
			await nextTask();
		};
		if (job.monitorsEvery !== undefined) {
			listener.monitors?.(trainer.round, await trainer.fixedMonitors());
		}
		let ended = trainer.round >= job.rounds;
		while (!ended) {
			trainer.playRound();
			ended = trainer.round >= job.rounds || (listener.wantsToStop?.() ?? false);
			const shows = ended || trainer.round % (job.monitorsEvery ?? NaN) === 0;
			if (shows || performance.now() - lookedAt >= LOOK_EVERY) await look();
			if (shows) listener.monitors?.(trainer.round, await trainer.fixedMonitors());
		}
		const seconds = (performance.now() - begun) / 1000;
		return { backends, checkpoint: await trainer.checkpoint(), seconds };
	} finally {
		trainer.dispose();
	}
}

function byRound(
	losses: Record<string, { rounds: number[]; values: number[] }>,
): [round: number, losses: Record<string, number>][] {
	const sums = new Map<number, Record<string, { sum: number; count: number }>>();
	for (const [player, { rounds, values }] of Object.entries(losses)) {
		rounds.forEach((round, i) => {
			const own = sums.get(round) ?? {};
			const { sum, count } = own[player] ?? { sum: 0, count: 0 };
			own[player] = { sum: sum + values[i]!, count: count + 1 };
			sums.set(round, own);
		});
	}
	return [...sums]
		.sort(([a], [b]) => a - b)
		.map(([round, own]) => [
			round,
			Object.fromEntries(
				Object.entries(own).map(([player, { sum, count }]) => [player, sum / count]),
			),
		]);
}
