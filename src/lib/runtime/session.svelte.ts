// A training run as the page sees it: reactive state over the engine in the worker, kept in step with the document.
import { compile } from '../compile/compile';
import type { Program } from '../compile/program';
import { steppedPhase } from '../compile/steppedPhase';
import { datasetType } from '../data/catalogue';
import type { LayersModelFiles } from '../export/tfjs';
import type { GraphDocument, Json } from '../graph/types';
import { connectWorker, type Connection, type Listeners } from './connectWorker';
import { failureOf } from './failureOf';
import { appendLosses, lossesUntil, type LossSeries } from './lossHistory';
import { appendFrame, type PictureFrame } from './pictureHistory';
import { liveChanges, meaningOf } from './programMeaning';
import type {
	BackendName,
	BackendVerdict,
	Checkpoint,
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
	OpenRequest,
	Pictures,
	PointsRequest,
	PointsSeen,
	Probed,
	Report,
	RunRecord,
} from './protocol';
import { newRefusal } from './refusal';
import { restingWeights } from './restingWeights';

export type SessionStatus = 'closed' | 'opening' | 'ready' | 'training' | 'failed';

export interface SessionOptions {
	/** The page's base address: `datasets/…` is found under it. */
	base: string;
	/** Handed a checkpoint every ten seconds of training, on pause and when the page is hidden. */
	onCheckpoint?: (checkpoint: Checkpoint) => void;
	/** Instead of a worker. */
	connect?: (listeners: Listeners) => Promise<Connection>;
}

export interface OpenOptions {
	/** Go on from here; refused as a whole where its weights do not fit. */
	checkpoint?: Checkpoint;
	/** Go on from here with what fits of it. */
	carryOver?: Checkpoint;
	backend?: BackendName | 'auto';
}

/** Milliseconds between checkpoints. */
const KEEP_EVERY = 10_000;

export class Session {
	status = $state<SessionStatus>('closed');
	/** Why training stopped by itself; gone when it goes on. */
	failure = $state.raw<Failure>();
	/** What each backend is worth here; empty until opened. */
	verdicts = $state.raw<readonly BackendVerdict[]>([]);
	/** The one in use. */
	readonly backend = $derived(this.verdicts.find(({ state }) => state === 'used')?.name);
	round = $state(0);
	/** The phase under way or played last, by its index, while the run stands within a round or is stepped. */
	played = $state<number>();
	/** Something was played since the last checkpoint was handed over. */
	unkept = $state(false);
	/** The latest; its monitors are the latest of each. */
	report = $state.raw<Report>();
	/** By player, thinned to what a chart can show. */
	losses = $state.raw<Readonly<Record<string, LossSeries>>>({});
	/** By monitor, to scrub through. */
	pictures = $state.raw<Readonly<Record<string, readonly PictureFrame[]>>>({});
	/** Weights that began anew when the document changed under the run. */
	startedAnew = $state.raw<readonly string[]>([]);
	/** The document has changed since the models were built; the next train or step builds them anew. */
	stale = $state(false);

	private document: GraphDocument | undefined;
	/** Of the document as it is now; absent while it has errors. */
	private program: Program | undefined;
	/** What the engine runs. */
	private running: Program | undefined;
	/** The document of what the engine runs: what its weights are of. */
	private runningDocument: GraphDocument | undefined;
	private wanted: BackendName | 'auto' = 'auto';
	private connection: Connection | undefined;
	private latest: Checkpoint | undefined;
	/** What the program meant that the latest is of; absent where only some of it may fit. */
	private latestOf: string | undefined;
	/** Weights of layers that are off. */
	private resting: Checkpoint['weights'] = {};
	private orders: Promise<unknown> = Promise.resolve();
	private keeping: ReturnType<typeof setInterval> | undefined;
	/** The latest checkpoint being read back. */
	private reading: Promise<void> = Promise.resolve();
	/** Rejects when the worker is gone, since what was asked of it is never answered then. */
	private gone = newRefusal();

	constructor(private readonly options: SessionOptions) {
		if (typeof document !== 'undefined') {
			document.addEventListener('visibilitychange', this.onVisibility);
		}
	}

	// ------------------------------------------------------------ opening

	/** Builds the models; goes on from a checkpoint if there is one. Throws, with `status` failed, if that fails. */
	open(
		document: GraphDocument,
		{ checkpoint, carryOver, backend = 'auto' }: OpenOptions = {},
	): Promise<void> {
		this.document = document;
		this.program = programOf(document);
		this.wanted = backend;
		return this.inOrder(async () => {
			this.forgetHistory();
			await this.build({ checkpoint, carryOver });
		});
	}

	/**
	 * Tells of an edit. Live parameters reach the run at once; other changes pause it until it is started again.
	 * `program` is the document compiled, where that is known already.
	 */
	update(document: GraphDocument, program = programOf(document)): void {
		this.document = document;
		this.program = program;
		const { running } = this;
		if (!running) return;
		if (!program || meaningOf(program) !== meaningOf(running)) {
			this.stale = true;
			if (this.status === 'training') void this.pause();
			return;
		}
		this.stale = false;
		for (const { node, name, value } of liveChanges(running, program)) {
			void this.setParam(node, name, value);
		}
		this.running = program;
		this.runningDocument = document;
	}

	/** Goes over to another backend, with everything learnt so far. Throws, with `status` failed, if it can't be used. */
	use(backend: BackendName | 'auto'): Promise<void> {
		return this.inOrder(async () => {
			const checkpoint = await this.checkpoint();
			this.wanted = backend;
			this.failure = undefined;
			this.stopped();
			await this.build(this.stale ? { carryOver: checkpoint } : { checkpoint });
		});
	}

	private async build(from: Pick<OpenRequest, 'checkpoint' | 'carryOver'>): Promise<void> {
		const { document, program } = this;
		if (!document || !program) throw new Error('The document has errors and can’t be trained.');
		this.status = 'opening';
		try {
			this.connection ??= await this.connect();
			const { backends, round, startedAnew } = await this.connection.engine.open({
				document,
				backend: this.wanted,
				base: this.options.base,
				...from,
			});
			this.verdicts = backends;
			this.round = round;
			const over = from.checkpoint?.phase ?? 0;
			this.played = over > 0 ? over - 1 : undefined;
			this.unkept = false;
			this.startedAnew = startedAnew;
			this.latest = from.checkpoint ?? from.carryOver;
			this.latestOf = from.checkpoint && meaningOf(program);
			this.resting = restingWeights(document, program, this.latest?.weights ?? {});
			this.running = program;
			this.runningDocument = document;
			this.stale = this.program !== program;
			this.status = 'ready';
		} catch (error) {
			this.status = 'failed';
			this.running = undefined;
			this.failure ??= failureOf(error);
			throw error;
		}
	}

	/** The latest state, whole where it is of this program. */
	private fromLatest(program: Program | undefined): Pick<OpenRequest, 'checkpoint' | 'carryOver'> {
		const fits = program && this.latestOf === meaningOf(program);
		return fits ? { checkpoint: this.latest } : { carryOver: this.latest };
	}

	/** The engine, with the document as it is now. */
	private async current(): Promise<Connection['engine']> {
		if (!this.connection || !this.running) await this.build(this.fromLatest(this.program));
		else if (this.stale) await this.build({ carryOver: await this.checkpoint() });
		return this.connection!.engine;
	}

	private connect(): Promise<Connection> {
		const connect = this.options.connect ?? connectWorker;
		return connect({
			report: (report) => this.onReport(report),
			failure: (failure) => this.onFailure(failure),
			crash: (message) => this.onCrash(failureOf(message)),
		});
	}

	// ------------------------------------------------------------ running

	train(): Promise<void> {
		return this.inOrder(async () => {
			const engine = await this.current();
			this.failure = undefined;
			this.played = undefined;
			this.status = 'training';
			await engine.train();
			this.unkept = true;
			this.keeping ??= setInterval(() => this.keepAside(), KEEP_EVERY);
		});
	}

	pause(): Promise<void> {
		return this.inOrder(async () => {
			if (!this.connection || this.status !== 'training') return;
			await this.connection.engine.pause();
			this.stopped();
			await this.keep();
		});
	}

	/** One phase of this player. */
	step(player: string): Promise<void> {
		return this.inOrder(async () => {
			const engine = await this.current();
			this.failure = undefined;
			this.played = steppedPhase(this.running!, player, (this.played ?? -1) + 1);
			try {
				await engine.step(player);
			} catch (error) {
				// A phase broke off halfway: nobody knows what is in the models now.
				if (this.connection) this.onCrash(failureOf(error));
				throw error;
			}
			this.unkept = true;
			await this.keep();
		});
	}

	/** Fresh weights, round 0. */
	reset(seed?: number): Promise<void> {
		return this.inOrder(async () => {
			this.forgetHistory();
			this.latest = undefined;
			this.resting = {};
			if (!this.connection || !this.running || this.stale) await this.build({});
			await this.connection!.engine.reset(seed);
			this.round = 0;
			this.startedAnew = [];
			this.unkept = true;
			this.stopped();
			await this.keep();
		});
	}

	/** Has the pictures of weights shown that came from elsewhere. */
	show(): Promise<void> {
		return this.inOrder(async () => (await this.current()).show());
	}

	async setParam(node: string, name: string, value: Json): Promise<void> {
		if (this.connection && this.running) await this.connection.engine.setParam(node, name, value);
	}

	generate(request: GenerateRequest): Promise<Pictures> {
		return this.inOrder(async () => (await this.current()).generate(request));
	}

	hear(request: HearRequest): Promise<Sounds> {
		return this.inOrder(async () => (await this.current()).hear(request));
	}

	/**
	 * What flows at places of the models as they are; nothing while there are none, or while they are those of another
	 * document. Waits for no other order.
	 */
	async probe(places: readonly string[]): Promise<Probed | undefined> {
		const { connection } = this;
		if (!connection || !this.running || (this.stale && places.length > 0)) return undefined;
		if (this.status !== 'ready' && this.status !== 'training') return undefined;
		return Promise.race([connection.engine.probe([...places]), this.gone.promise]);
	}

	/** Builds the models of the document as it is now, unless they are there. */
	renew(): Promise<void> {
		return this.inOrder(async () => void (await this.current()));
	}

	/** What a graph of points shows now; undefined while there is nothing built, or the document has changed since. */
	points(request: PointsRequest): Promise<PointsSeen | undefined> {
		return this.inOrder(async () => {
			if (!this.connection || !this.running || this.stale) return undefined;
			return this.connection.engine.points(request);
		});
	}

	/** Real pictures and made ones, as D sees them now. */
	judge(request: JudgeRequest): Promise<Judged> {
		return this.inOrder(async () => (await this.current()).judge(request));
	}

	/** Pictures of the training data that are nearest. Takes a while, and holds up no other order. */
	nearest(request: NearestRequest): Promise<Nearest> {
		return this.aside((engine) => engine.nearest(request));
	}

	/** How near real pictures come that were held out; likewise. */
	usualDistances(judge: string): Promise<Float32Array> {
		return this.aside((engine) => engine.usualDistances(judge));
	}

	/** Waits for the orders before it, and lets those after it go on. */
	private async aside<T>(ask: (engine: Connection['engine']) => Promise<T>): Promise<T> {
		let answer: Promise<T> | undefined;
		await this.inOrder(async () => {
			answer = Promise.race([ask(await this.current()), this.gone.promise]);
			// Who waits for it is told below.
			answer.catch(() => undefined);
		});
		return answer!;
	}

	/** Of an experiment beside the run: D alone after so many updates. */
	strongJudge(updates: number): Promise<GradientNorms> {
		return this.inOrder(async () => (await this.current()).strongJudge(updates));
	}

	loadWeights(
		weights: Record<string, HostArray>,
	): Promise<{ loaded: string[]; refused: string[] }> {
		return this.inOrder(async () => {
			const result = await (await this.current()).loadWeights(weights);
			this.unkept = true;
			await this.keep();
			return result;
		});
	}

	/** Networks as files of tf.LayersModels; see the engine. */
	layersModels(): Promise<Record<string, LayersModelFiles>> {
		return this.inOrder(async () => (await this.current()).layersModels());
	}

	/** All it takes to go on exactly; undefined while nothing is open. */
	async checkpoint(): Promise<Checkpoint | undefined> {
		if (!this.connection || !this.running) return this.latest;
		const { running } = this;
		const checkpoint = await this.connection.engine.checkpoint();
		this.latestOf = meaningOf(running);
		this.latest = { ...checkpoint, weights: { ...this.resting, ...checkpoint.weights } };
		return this.latest;
	}

	/** The document that `checkpoint` is of: the one last built, live parameters as they were turned since. */
	get trained(): GraphDocument | undefined {
		return this.runningDocument;
	}

	/** What the run has shown so far. */
	get record(): RunRecord {
		return { losses: this.losses, pictures: this.pictures, report: this.report };
	}

	/** Shows again what the run had shown when it was left. */
	recall({ losses, pictures, report }: RunRecord): void {
		this.losses = losses;
		this.pictures = pictures;
		this.report = report && { ...report, running: false, roundsPerSecond: 0 };
	}

	/** Ends the worker. The session can be opened again. */
	close(): void {
		this.disconnect();
		this.status = 'closed';
		this.running = undefined;
		if (typeof document !== 'undefined') {
			document.removeEventListener('visibilitychange', this.onVisibility);
		}
	}

	// ------------------------------------------------------------ hearing

	private onReport(report: Report): void {
		this.report = { ...report, monitors: { ...this.report?.monitors, ...report.monitors } };
		if (report.round !== this.round) this.unkept = true;
		this.round = report.round;
		// A stepped phase that ended its round is still the one played last.
		if (report.phase > 0) this.played = report.phase - 1;
		const losses = { ...this.losses };
		for (const [player, more] of Object.entries(report.losses)) {
			losses[player] = appendLosses(losses[player], more);
		}
		this.losses = losses;
		const pictures = { ...this.pictures };
		for (const [node, value] of Object.entries(report.monitors)) {
			if (value.shows !== 'pictures') continue;
			const frame = { round: report.round, pictures: value.pictures };
			pictures[node] = appendFrame(pictures[node] ?? [], frame);
		}
		this.pictures = pictures;
		if (this.status === 'training' && !report.running) this.stopped();
	}

	private onFailure(failure: Failure): void {
		if (failure.kind === 'deviceLost' || failure.kind === 'crashed' || failure.kind === 'memory')
			return this.onCrash(failure);
		this.failure = failure;
		if (failure.kind === 'notFinite') {
			this.forgetLossesAfter(failure.backAt);
			this.played = undefined;
			// The report of where training is back at follows, and ends it.
			return;
		}
		if (this.status === 'training') this.stopped();
	}

	/** Builds everything anew from the last checkpoint; training goes on when it is asked for. */
	private onCrash(failure: Failure): void {
		const worked = this.status === 'ready' || this.status === 'training';
		this.disconnect();
		this.gone.reject(new Error('message' in failure ? failure.message : failure.kind));
		this.gone = newRefusal();
		this.failure = failure;
		this.running = undefined;
		this.status = 'failed';
		// What fell while it was being built would fall again at once.
		if (!worked || !this.program) return;
		this.forgetLossesAfter(this.latest?.round ?? 0);
		// Where that fails, too, the session says so by its state.
		const { program } = this;
		this.inOrder(() => this.build(this.fromLatest(program))).catch(() => undefined);
	}

	private readonly onVisibility = (): void => {
		if (document.visibilityState === 'hidden') this.keepAside();
	};

	// ------------------------------------------------------------ small steps

	private stopped(): void {
		clearInterval(this.keeping);
		this.keeping = undefined;
		if (this.status !== 'training') return;
		this.status = 'ready';
		this.keepAside();
	}

	/** Keeps the state while nobody waits for it. Models whose state can't be read back are broken. */
	private keepAside(): void {
		const { connection } = this;
		this.keep().catch((error: unknown) => {
			// What was being built anew meanwhile is kept from there.
			if (connection === this.connection && this.status !== 'opening')
				this.onCrash(failureOf(error));
		});
	}

	/** Hands over a checkpoint if something was played since the last one; one after another. */
	private keep(): Promise<void> {
		const next = this.reading.then(() => this.readCheckpoint());
		// Who asked is told when it fails; the next one is not held up by it.
		this.reading = next.catch(() => undefined);
		return next;
	}

	private async readCheckpoint(): Promise<void> {
		if (!this.connection || !this.running || !this.unkept) return;
		const checkpoint = await this.checkpoint();
		if (!checkpoint) return;
		this.options.onCheckpoint?.(checkpoint);
		this.unkept = this.status === 'training';
	}

	private disconnect(): void {
		clearInterval(this.keeping);
		this.keeping = undefined;
		this.connection?.close();
		this.connection = undefined;
		// A worker that is gone never answers.
		this.reading = Promise.resolve();
	}

	/** Training is back at that round. */
	private forgetLossesAfter(round: number): void {
		const until = ([player, series]: [string, LossSeries]) =>
			[player, lossesUntil(series, round)] as const;
		this.losses = Object.fromEntries(Object.entries(this.losses).map(until));
	}

	private forgetHistory(): void {
		this.failure = undefined;
		this.report = undefined;
		this.losses = {};
		this.pictures = {};
		this.round = 0;
		this.played = undefined;
	}

	/** One order after another, whoever gives them: a failed one does not hold up the next. */
	private inOrder<T>(order: () => Promise<T>): Promise<T> {
		const result = this.orders.then(() => Promise.race([order(), this.gone.promise]));
		this.orders = result.then(
			() => undefined,
			() => undefined,
		);
		return result;
	}
}

function programOf(document: GraphDocument): Program | undefined {
	return compile(document, { datasets: datasetType }).program;
}
