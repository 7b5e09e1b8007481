// The worker's side of the protocol: one document open at a time, trained in a loop that always lets messages in.
import { compile } from '../compile/compile';
import { pictureGames } from '../compile/pictureGame';
import { pointGame } from '../compile/pointGame';
import type { Program } from '../compile/program';
import { datasetType } from '../data/catalogue';
import { datasetNames } from '../data/datasetNames';
import { learnOwn } from '../data/own/known';
import { writeLayersModels, type LayersModelFiles } from '../export/tfjs';
import type { Json } from '../graph/types';
import type { LoadedDataset, Tfjs } from '../nodes/kind';
import { averagedWeights } from './averagedWeights';
import { chooseBackend, type WasmFiles } from './backends';
import { deviceFence } from './deviceFence';
import { failureOf } from './failureOf';
import type { ThreadHost } from './kernels/wasm/threads/threads';
import { firstBroken } from './firstBroken';
import { LoopClock } from './loopClock';
import { Neighbours, type DataNeighbours } from './neighbours';
import { nextTask } from './nextTask';
import type {
	Checkpoint,
	Engine,
	Failure,
	GenerateRequest,
	GradientNorms,
	HearRequest,
	JudgeRequest,
	Judged,
	Nearest,
	NearestRequest,
	Sounds,
	HostArray,
	MonitorValue,
	OpenRequest,
	Opened,
	Pictures,
	PointsRequest,
	PointsSeen,
	Probed,
	Report,
} from './protocol';
import { RecoveryPoints } from './recoveryPoints';
import { Trainer } from './trainer';
import type { Losses } from './lossRecord';
import { StretchesAhead } from './stretchesAhead';
import { watchDevice } from './watchDevice';

/** What differs between a worker in a browser and Node. */
export interface EngineHost {
	tf: Tfjs;
	wasmFiles: WasmFiles;
	/** Where wasm may use more than one. */
	threads?: ThreadHost;
	/** @throws Error with a message for the reader. */
	loadDataset(name: string, base: string): Promise<LoadedDataset>;
}

interface OpenDocument {
	program: Program;
	datasets: Record<string, LoadedDataset>;
	trainer: Trainer;
	recovery: RecoveryPoints;
	/** Parameters turned since opening: they outlive a reset. */
	turned: Map<string, [node: string, name: string, value: Json]>;
}

export class TrainingEngine implements Engine {
	private document: OpenDocument | undefined;
	/** D trained alone, beside the run. */
	private experiment: { trainer: Trainer; updates: number } | undefined;
	private readonly neighbours = new Neighbours();
	private running = false;
	private loop: Promise<void> = Promise.resolve();
	private clock = new LoopClock();
	/** Losses read back and not yet reported. */
	private unreported: Losses = {};
	private reportListener: (report: Report) => unknown = () => undefined;
	private failureListener: (failure: Failure) => unknown = () => undefined;
	/** The latest known: a report may come in the midst of a round that is not observed. */
	private figures: Report['figures'] = {};
	/** The report under way to the page. */
	private delivery: { done: boolean } = { done: true };

	constructor(private readonly host: EngineHost) {}

	// ------------------------------------------------------------ opening

	async open(request: OpenRequest): Promise<Opened> {
		await this.pause();
		this.close();
		await learnOwn(datasetNames(request.document));
		const { program, diagnostics } = compile(request.document, { datasets: datasetType });
		if (!program) {
			const error = diagnostics.find(({ severity }) => severity === 'error');
			throw new Error(`The document can’t be trained: ${error?.message.en ?? 'no program'}`);
		}
		const { tf, wasmFiles, threads } = this.host;
		const backends = await chooseBackend(tf, request.backend, wasmFiles, threads);
		this.watchDevice();
		const datasets = await this.loadDatasets(program, request.base);
		const trainer = Trainer.create(tf, program, datasets, {
			checkpoint: request.checkpoint,
		});
		const startedAnew = request.carryOver ? trainer.carryOver(request.carryOver) : [];
		const recovery = new RecoveryPoints(trainer);
		this.document = { program, datasets, trainer, recovery, turned: new Map() };
		return { backends, round: trainer.round, startedAnew };
	}

	private async loadDatasets(
		program: Program,
		base: string,
	): Promise<Record<string, LoadedDataset>> {
		const loaded: Record<string, LoadedDataset> = {};
		for (const name of program.datasets) {
			try {
				loaded[name] = await this.host.loadDataset(name, base);
			} catch (error) {
				const message = messageOf(error);
				this.failureListener({ kind: 'dataset', name, message });
				throw new Error(message, { cause: error });
			}
		}
		return loaded;
	}

	private close(): void {
		this.experiment?.trainer.dispose();
		this.experiment = undefined;
		this.document?.recovery.dispose();
		this.document?.trainer.dispose();
		this.document = undefined;
		this.unreported = {};
		this.figures = {};
		this.clock = new LoopClock();
	}

	private watchDevice(): void {
		watchDevice(this.host.tf, (failure) => {
			this.running = false;
			this.failureListener(failure);
		});
	}

	private get opened(): OpenDocument {
		if (!this.document) throw new Error('No document is open.');
		return this.document;
	}

	// ------------------------------------------------------------ training

	train(): void {
		const { document } = this;
		if (this.running || !document) return;
		this.running = true;
		this.loop = this.run(document).catch((error: unknown) => {
			this.running = false;
			this.failureListener(failureOf(error));
		});
	}

	async pause(): Promise<void> {
		this.running = false;
		await this.loop;
	}

	async step(player: string): Promise<void> {
		await this.pause();
		this.opened.trainer.step(player, { observe: true });
		await this.collect();
		await this.report({ monitors: true });
	}

	async reset(seed?: number): Promise<void> {
		await this.pause();
		const { program, datasets, turned, trainer } = this.opened;
		this.close();
		const fresh = Trainer.create(this.host.tf, program, datasets, {
			seed: seed ?? trainer.seed,
		});
		for (const [node, name, value] of turned.values()) fresh.setParam(node, name, value);
		const recovery = new RecoveryPoints(fresh);
		this.document = { program, datasets, turned, trainer: fresh, recovery };
		await this.report({ monitors: true });
	}

	async show(): Promise<void> {
		if (!this.running) await this.report({ monitors: true });
	}

	/** Plays until told otherwise, lets messages in after every phase or replayed round. */
	private async run(document: OpenDocument): Promise<void> {
		const { trainer, program } = document;
		const { clock } = this;
		clock.start(trainer.round);
		const ahead = new StretchesAhead(deviceFence(this.host.tf));
		let observe = true;
		while (this.running && trainer.round < program.run.rounds) {
			if (trainer.phase === 0) observe = this.delivery.done && clock.reportDue();
			clock.turnTo('host');
			trainer.playNext({ observe });
			clock.turnTo('device');
			await ahead.handedOver();
			clock.turnTo('pictures');
			if (trainer.phase === 0 && observe) {
				await this.collect();
				await this.report({ monitors: clock.monitorsDue() });
			}
			clock.turnTo('rest');
			await nextTask();
		}
		this.running = false;
		await this.collect();
		await this.report({ monitors: true });
	}

	/** Reads back the losses since the last time. */
	private async collect(): Promise<void> {
		const losses = await this.opened.trainer.readLosses();
		for (const [player, { rounds, values }] of Object.entries(losses)) {
			const own = (this.unreported[player] ??= { rounds: [], values: [] });
			own.rounds.push(...rounds);
			own.values.push(...values);
		}
	}

	// ------------------------------------------------------------ reporting

	private async report({ monitors }: { monitors: boolean }): Promise<void> {
		const { trainer, recovery } = this.opened;
		let losses = this.unreported;
		this.unreported = {};
		const broken = firstNotFinite(losses);
		if (broken) {
			this.running = false;
			recovery.goBack();
			const first = await firstBroken(this.host.tf, trainer, broken.round);
			const backAt = recovery.goBack();
			losses = {};
			this.failureListener({ kind: 'notFinite', ...broken, backAt, ...(first && { first }) });
		} else recovery.advance();
		const observed = await trainer.observations();
		this.figures = { ...this.figures, ...observed.figures };
		let fixed: Record<string, MonitorValue> = {};
		if (monitors) fixed = await this.clock.timeMonitors(() => trainer.fixedMonitors());
		const { numTensors, numBytes } = this.host.tf.memory();
		this.clock.reported(trainer.round);
		this.deliver({
			round: trainer.round,
			phase: trainer.phase,
			epoch: this.epoch,
			running: this.running,
			roundsPerSecond: this.clock.roundsPerSecond,
			losses,
			figures: this.figures,
			monitors: { ...observed.monitors, ...fixed },
			tensors: numTensors,
			bytes: numBytes,
			replay: trainer.replayStatus,
			times: this.clock.times,
		});
	}

	private deliver(report: Report): void {
		const delivery = { done: false };
		this.delivery = delivery;
		const settle = (): void => {
			delivery.done = true;
		};
		// Across a worker's border the listener gives a promise; the next report waits for it, training does not.
		Promise.resolve(this.reportListener(report)).then(settle, settle);
	}

	private get epoch(): number {
		const { datasets, program, trainer } = this.opened;
		const items = Math.max(0, ...Object.values(datasets).map(({ count }) => count));
		return items === 0 ? 0 : (trainer.round * program.run.batch) / items;
	}

	// ------------------------------------------------------------ the rest

	setParam(node: string, name: string, value: Json): void {
		const { trainer, turned } = this.opened;
		trainer.setParam(node, name, value);
		turned.set(`${node}/${name}`, [node, name, value]);
	}

	generate(request: GenerateRequest): Promise<Pictures> {
		return this.opened.trainer.generate(request);
	}

	hear(request: HearRequest): Promise<Sounds> {
		return this.opened.trainer.hear(request);
	}

	probe(places: readonly string[]): Promise<Probed> {
		return this.opened.trainer.probe(places);
	}

	points(request: PointsRequest): Promise<PointsSeen> {
		return this.opened.trainer.points(request);
	}

	judge(request: JudgeRequest): Promise<Judged> {
		return this.opened.trainer.judge(request);
	}

	async nearest(request: NearestRequest): Promise<Nearest> {
		return this.neighboursOf(request.judge).nearest(request, nextTask);
	}

	async usualDistances(judge: string): Promise<Float32Array> {
		return this.neighboursOf(judge).usual(nextTask);
	}

	private neighboursOf(name: string): DataNeighbours {
		const { program, datasets } = this.opened;
		const game = pictureGames(program).find(({ judge }) => judge === name);
		const dataset = datasets[game?.data?.dataset ?? ''];
		if (!game?.data || !dataset) throw new Error('The real pictures are not those of a data set.');
		return this.neighbours.of(dataset, game.data.port, game.picture);
	}

	async strongJudge(updates: number): Promise<GradientNorms> {
		const { program, datasets } = this.opened;
		const judge = pointGame(program)?.judge;
		const player = program.phases.find(({ networks }) => networks.includes(judge ?? ''))?.player;
		if (player === undefined) throw new Error('Nobody trains a D of points here.');
		if (!this.experiment || this.experiment.updates > updates) {
			this.experiment?.trainer.dispose();
			const trainer = Trainer.create(this.host.tf, program, datasets);
			this.experiment = { trainer, updates: 0 };
		}
		const { experiment } = this;
		while (experiment.updates < updates) {
			experiment.trainer.step(player);
			experiment.updates++;
			// Losses pile up until they are read.
			if (experiment.updates % 20 === 0) {
				await experiment.trainer.readLosses();
				await nextTask();
				if (this.experiment !== experiment) throw new Error('The graph was opened anew.');
			}
		}
		return experiment.trainer.gradientNorms();
	}

	checkpoint(): Promise<Checkpoint> {
		return this.opened.trainer.checkpoint();
	}

	async layersModels(): Promise<Record<string, LayersModelFiles>> {
		const { program, trainer } = this.opened;
		const checkpoint = await trainer.checkpoint();
		const given = averagedWeights(checkpoint);
		return writeLayersModels(this.host.tf, program, { seed: checkpoint.seed, given });
	}

	async loadWeights(
		weights: Record<string, HostArray>,
	): Promise<{ loaded: string[]; refused: string[] }> {
		const { trainer, recovery } = this.opened;
		const result = trainer.loadWeights(weights);
		recovery.restart();
		if (!this.running) await this.report({ monitors: true });
		return result;
	}

	onReport(listener: (report: Report) => void): void {
		this.reportListener = listener;
	}

	onFailure(listener: (failure: Failure) => void): void {
		this.failureListener = listener;
	}
}

/** The first update, in the order they were made, whose loss is no finite number. */
function firstNotFinite(losses: Losses): { player: string; round: number } | undefined {
	let first: { player: string; round: number } | undefined;
	for (const [player, { rounds, values }] of Object.entries(losses)) {
		const index = values.findIndex((value) => !Number.isFinite(value));
		const round = rounds[index];
		if (round !== undefined && (!first || round < first.round)) first = { player, round };
	}
	return first;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
