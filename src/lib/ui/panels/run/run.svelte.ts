// The run panel's state: who plays, what is shown, and what its buttons do.
import type { TrainingState } from '../../../compile/link/trainingState';
import type { Program } from '../../../compile/program';
import { encodeContactSheet } from '../../../export/png';
import type { Command } from '../../../graph/commands/command';
import type { Diagnostic } from '../../../graph/types';
import type {
	BackendName,
	Checkpoint,
	MonitorValue,
	Pictures,
	RunRecord,
} from '../../../runtime/protocol';
import type { PictureFrame } from '../../../runtime/pictureHistory';
import type { Session } from '../../../runtime/session.svelte';
import { goingOn, stateFrom } from '../../../runtime/stateFrom';
import type { Editor } from '../../editor/editor.svelte';
import type { LiveSession } from '../../editor/live';
import { goOnFrom } from '../../shell/checkpointFit';
import { rememberBackend, rememberedBackend } from './backendChoice';
import { monitorsOf } from './monitorsOf';
import type { Overlay } from './overlay.svelte';
import { playersOf, type PlayerView } from './players';
import { SlowMotion } from './slowMotion.svelte';
import { reasonOf } from '../../shell/reason';

/** A state to go on from, and what had been shown by then. */
export interface RunState {
	checkpoint: Checkpoint;
	record?: RunRecord;
}

export class Run {
	/** Of the document as it last was without errors. */
	readonly program: Program | undefined = $derived.by(() => {
		const { program } = this.editor.compilation;
		if (program) this.#lastProgram = program;
		return this.#lastProgram;
	});
	readonly errors: readonly Diagnostic[] = $derived.by(() =>
		this.editor.compilation.diagnostics.filter(({ severity }) => severity === 'error'),
	);
	/** In the order they play. */
	readonly players: readonly PlayerView[] = $derived.by(() =>
		playersOf(this.program, this.editor.document),
	);
	readonly rounds = $derived.by(() => this.editor.document.run.rounds);
	/** Monitors of each sort that the graph has, in its order. */
	readonly samples = $derived.by(() => monitorsOf(this.editor.document, 'pictures'));
	readonly histograms = $derived.by(() => monitorsOf(this.editor.document, 'histogram'));
	/** The run that ours is compared with. */
	overlay = $state.raw<Overlay>();
	/** A moment of the past that is looked at; undefined shows what is new. */
	looking = $state.raw<PictureFrame>();
	/** The player whose step is under way. */
	stepping = $state<string>();
	/** Being opened, or going over to another backend: nothing can be started until that is done. */
	readonly preparing: boolean = $derived.by(
		() => this.session.status === 'opening' || this.changing,
	);
	/** Training was asked for, and no round has been heard of yet. */
	readonly waiting = $derived.by(
		() => this.session.status === 'training' && this.#roundAtStart === this.session.round,
	);
	/** Stage by stage. */
	readonly slow: SlowMotion;
	/** Index of the phase that the canvas shows: the one asked for, or the one stepped or stopped after. */
	readonly phase: number | undefined = $derived.by(() => {
		const { status, stale, played } = this.session;
		if (this.slow.now) return this.slow.now.phase;
		if (this.#asked === 'none') return undefined;
		return this.#asked ?? (status === 'ready' && !stale ? played : undefined);
	});
	readonly done = $derived.by(() => this.session.round >= this.rounds);
	/** What a reset, other weights or going back took the place of, to be brought back. */
	before = $state.raw<RunState & { by: 'reset' | 'bring' | 'goBack' }>();
	/** What the canvas shows: the latest figures, and the moment looked at. */
	readonly live: LiveSession;

	/** The phase to be shown whatever is played; forgotten when the run goes on. */
	#asked = $state<number | 'none'>();
	#lastProgram: Program | undefined;
	#roundAtStart = $state(-1);
	/** The session holds this project's weights: from now on it, not the store, says what to go on from. */
	#opening: Promise<boolean> | undefined;
	#changing: Promise<void> | undefined;
	private changing = $state(false);
	#opened = false;

	constructor(
		private readonly editor: Editor,
		readonly session: Session,
		private readonly stored: RunState | undefined,
		/** Keeps a state that the session itself does not know to be new. */
		private readonly keep: (checkpoint: Checkpoint) => void,
	) {
		const shown = $derived.by(() => {
			const { report } = session;
			if (!report || !this.looking) return report;
			const [monitor] = this.samples;
			if (monitor === undefined) return report;
			const value: MonitorValue = { shows: 'pictures', pictures: this.looking.pictures };
			return { ...report, monitors: { ...report.monitors, [monitor]: value } };
		});
		this.slow = new SlowMotion({
			program: () => this.program,
			played: () => session.played,
			play: (player) => this.#order(() => session.step(player)),
		});
		const phase = $derived(this.phase);
		const models = $derived.by((): LiveSession['models'] => {
			if (this.preparing) return 'building';
			const { status, stale } = session;
			if (!this.editor.compilation.program) return 'none';
			if (status !== 'ready' && status !== 'training')
				return status === 'failed' ? 'none' : 'building';
			return stale ? 'stale' : 'ready';
		});
		const stage = $derived(this.slow.now?.stages[this.slow.now.stage]);
		this.live = {
			get report() {
				return shown;
			},
			get phase() {
				return phase;
			},
			get stage() {
				return stage;
			},
			hidePhase: () => this.showPhase('none'),
			setParam: (node, name, value) => session.setParam(node, name, value),
			get models() {
				return models;
			},
			get round() {
				return session.round;
			},
			probe: (places) => session.probe(places),
			renew: () => session.renew(),
		};
	}

	get document() {
		return this.editor.document;
	}

	/** The latest pictures of the first sample monitor. */
	get pictures(): Pictures | undefined {
		const [monitor] = this.samples;
		return monitor === undefined ? undefined : this.session.pictures[monitor]?.at(-1)?.pictures;
	}

	/** Builds the models if they are not built, from where the project was left. Trouble shows as the session's state. */
	async open(): Promise<boolean> {
		if (this.#opened) return true;
		// Asked for again while it is under way, it is not begun anew.
		this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
		return this.#opening;
	}

	/** After trouble: what was open once is built again from its latest state, the rest is opened as at first. */
	async openAgain(): Promise<boolean> {
		return this.#opened ? this.#order(() => this.session.renew()) : this.open();
	}

	async #open(): Promise<boolean> {
		const { program } = this.editor.compilation;
		if (!program) return false;
		const from = goOnFrom(program, this.stored?.checkpoint);
		const { document } = this.editor;
		const wanted = rememberedBackend();
		try {
			await this.session.open(document, { ...from, backend: wanted });
		} catch (error) {
			// What was chosen on another day may be gone: then the best there is will do.
			if (wanted === 'auto' || this.session.failure?.kind === 'dataset') return this.#tell(error);
			try {
				await this.session.open(document, from);
			} catch (again) {
				return this.#tell(again);
			}
		}
		this.#opened = true;
		if (this.stored?.record) this.session.recall(this.stored.record);
		// Weights that come with a preset have made no pictures here yet.
		else if (this.session.round > 0) void this.#order(() => this.session.show());
		// An edit made meanwhile was told to a session that was not open yet.
		this.session.update(this.editor.document);
		return true;
	}

	/** Shows a phase on the canvas, or none, until the run goes on. */
	showPhase(index: number | 'none'): void {
		this.slow.end();
		this.#asked = index;
	}

	/** Goes on by one stage; begins with it, and stops training for it. */
	async slower(): Promise<void> {
		if (this.errors.length > 0 || this.stepping !== undefined || !(await this.#ready())) return;
		if (this.session.status === 'training') await this.#order(() => this.session.pause());
		this.looking = undefined;
		this.before = undefined;
		this.#asked = undefined;
		await this.slow.next();
	}

	async toggle(): Promise<void> {
		if (this.session.status === 'training') await this.#order(() => this.session.pause());
		else await this.train();
	}

	async train(): Promise<void> {
		if (this.errors.length > 0 || this.done || !(await this.#ready())) return;
		this.slow.end();
		this.looking = undefined;
		this.before = undefined;
		this.#asked = undefined;
		this.#roundAtStart = this.session.round;
		await this.#order(() => this.session.train());
	}

	async step(player: string): Promise<void> {
		if (this.errors.length > 0 || this.stepping !== undefined || !(await this.#ready())) return;
		this.slow.end();
		this.looking = undefined;
		this.before = undefined;
		this.#asked = undefined;
		this.stepping = player;
		await this.#order(() => this.session.step(player));
		this.stepping = undefined;
	}

	/** Back to round 0 with fresh weights; can be taken back until the next round is played. */
	async reset(): Promise<void> {
		if (this.errors.length > 0 || !(await this.#ready())) return;
		this.slow.end();
		this.looking = undefined;
		await this.#order(async () => {
			await this.session.pause();
			const { record } = this.session;
			const checkpoint = await this.session.checkpoint();
			await this.session.reset();
			this.before = checkpoint && { checkpoint, record, by: 'reset' };
		});
	}

	/**
	 * Goes on with weights from elsewhere, as of a round, or with the run they are of; can be taken back until the next
	 * round is played.
	 */
	async bring(
		weights: Checkpoint['weights'],
		{ round, state }: { round: number; state?: TrainingState },
	): Promise<boolean> {
		if (this.errors.length > 0 || !(await this.#ready())) return false;
		const { session } = this;
		const { document } = this.editor;
		this.looking = undefined;
		let brought = false;
		await this.#order(async () => {
			await session.pause();
			const { record } = session;
			const checkpoint = await session.checkpoint();
			if (!checkpoint) return;
			const { seed } = checkpoint;
			const all = { ...checkpoint.weights, ...weights };
			const next = state ? goingOn(all, state) : stateFrom(all, { seed, round });
			await session.open(document, { checkpoint: next, backend: session.backend ?? 'auto' });
			this.before = { checkpoint, record, by: 'bring' };
			brought = true;
			// Kept with the pictures they make, or without where they make none.
			await session.show().finally(() => this.keep(next));
		});
		return brought;
	}

	/**
	 * Goes back to a state that was kept, or what of it fits the graph as it is now; can be taken back until the next
	 * round is played. `leaving` is handed the state that is left, before anything is changed.
	 */
	async goBack(state: RunState, leaving: (left: RunState) => Promise<void>): Promise<boolean> {
		if (this.errors.length > 0 || !(await this.#ready())) return false;
		const { session } = this;
		this.slow.end();
		this.looking = undefined;
		this.#asked = undefined;
		return this.#order(async () => {
			await session.pause();
			const { record } = session;
			const checkpoint = await session.checkpoint();
			if (checkpoint) await leaving({ checkpoint, record });
			await this.#return(state);
			this.before = checkpoint && { checkpoint, record, by: 'goBack' };
		});
	}

	async undoReset(): Promise<void> {
		const { before } = this;
		if (!before || !this.editor.compilation.program) return;
		this.before = undefined;
		await this.#order(() => this.#return(before));
	}

	/** Has the session go on from a state, showing what had been shown by then. */
	async #return({ checkpoint, record }: RunState): Promise<void> {
		const { session } = this;
		const { program } = this.editor.compilation;
		if (!program) return;
		const backend = session.backend ?? 'auto';
		await session.open(this.editor.document, { ...goOnFrom(program, checkpoint), backend });
		if (record) session.recall(record);
		this.keep(checkpoint);
	}

	async use(backend: BackendName | 'auto'): Promise<void> {
		rememberBackend(backend);
		this.changing = true;
		const change = this.#change(backend);
		this.#changing = change;
		await change;
		// Another may have been chosen meanwhile.
		if (this.#changing === change) this.changing = false;
	}

	async #change(backend: BackendName | 'auto'): Promise<void> {
		// What is being opened was begun with another one.
		const begun = this.#opened || this.#opening !== undefined;
		if ((await this.open()) && begun) await this.#order(() => this.session.use(backend));
	}

	/** Open, and gone over to the backend that was chosen last. */
	async #ready(): Promise<boolean> {
		await this.#changing;
		return this.open();
	}

	/** Lets training go on for another ten thousand rounds. */
	extend(): void {
		this.editor.apply({ type: 'setRun', run: { rounds: this.rounds + 10_000 } });
	}

	/**
	 * Halves all learning rates, as one edit: whose numbers break is seldom whose rate is too high, and halved together
	 * players keep their balance.
	 */
	halveLearningRates(): void {
		const halved = this.players.flatMap(({ id }): Command[] => {
			const rate = this.program?.steps.find(({ node }) => node === id)?.params.learningRate;
			if (typeof rate !== 'number') return [];
			const name = 'learningRate';
			return [{ type: 'setParam', canvas: 'training', node: id, name, value: rate / 2 }];
		});
		this.editor.apply(halved);
	}

	/** A small picture for lists of projects: four of the latest samples. */
	thumbnail(): Blob | undefined {
		const { pictures } = this;
		if (!pictures || pictures.count === 0) return undefined;
		const count = pictures.count >= 4 ? 4 : 1;
		const size = pictures.height * pictures.width * pictures.channels;
		const few = { ...pictures, count, pixels: pictures.pixels.subarray(0, count * size) };
		return new Blob([encodeContactSheet(few, { gap: 0 })], { type: 'image/png' });
	}

	/** Carries out an order, and tells whether it worked; what goes wrong is the session's to show. */
	async #order(order: () => Promise<unknown>): Promise<boolean> {
		try {
			await order();
			return true;
		} catch (error) {
			return this.#tell(error);
		}
	}

	#tell(error: unknown): false {
		const message = reasonOf(error);
		this.session.failure ??= { kind: 'crashed', message };
		return false;
	}
}
