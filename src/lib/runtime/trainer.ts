// Plays a program's schedule on real tensors: draws, phases, updates. Knows nothing of workers or pages.
import type { Tensor } from '@tensorflow/tfjs';
import { link, type Linked } from '../compile/link';
import { linkStep, type LinkedStep } from '../compile/link/forward';
import { nodeOf } from '../compile/plan';
import type { Phase, Program } from '../compile/program';
import { steppedPhase } from '../compile/steppedPhase';
import { upstream } from '../compile/upstream';
import type { Json, PortRef } from '../graph/types';
import type { HostTensor, LoadedDataset, Tfjs } from '../nodes/kind';
import { Rounds } from './capture/rounds';
import { DrawValues } from './drawValues';
import { Evaluator } from './evaluator';
import { generatePictures } from './generate';
import { hearSounds } from './hear';
import { judge } from './judge';
import { seePoints } from './points';
import { gradientNorms } from './strongJudge';
import { LossRecord, type Losses } from './lossRecord';
import { Observer, type Observations } from './observer';
import { PhaseRunner } from './phaseRunner';
import { Players } from './players';
import { Probes } from './probes';
import type {
	Checkpoint,
	GenerateRequest,
	HearRequest,
	JudgeRequest,
	Judged,
	GradientNorms,
	Sounds,
	HostArray,
	MonitorValue,
	Pictures,
	PointsRequest,
	PointsSeen,
	Probed,
	ReplayStatus,
} from './protocol';
import {
	disposeSnapshot,
	readSnapshot,
	returnToSnapshot,
	takeSnapshot,
	writeCheckpoint,
	writeFitting,
	writePlayers,
	type Snapshot,
} from './snapshot';
import { RoundPlans, type RoundPlan } from './roundPlans';
import { drawSource, upload, type Feeds } from './sources';
import { FixedMonitors } from './fixedMonitors';
import { turnParam } from './turnParam';

export interface TrainerOptions {
	/** Instead of the document's. */
	seed?: number;
	/** Goes on from here; its seed counts. */
	checkpoint?: Checkpoint;
	/** Initial weights by path, in tfjs's layout; the rest are drawn from the seed. */
	weights?: Readonly<Record<string, HostArray>>;
	feeds?: Feeds;
	/** False plays every round op by op, where rounds could be replayed too. */
	replay?: boolean;
}

export interface PlayOptions {
	/** Keeps figures and monitored values of what is played, for `observations`. */
	observe?: boolean;
}

export class Trainer {
	readonly linked: Linked;
	/** Rounds completed. */
	round = 0;
	/** Phases of the round under way that are over; 0 between rounds. */
	phase = 0;
	/** Draws made. */
	draw = 0;
	private readonly steps: ReadonlyMap<string, LinkedStep>;
	private readonly plans: RoundPlans;
	/** What the latest round played. */
	private recorded: RoundPlan | undefined;
	private readonly values = new DrawValues();
	private readonly evaluator: Evaluator;
	private readonly observer: Observer;
	private readonly monitors: FixedMonitors;
	private readonly probes: Probes;
	private readonly losses: LossRecord;
	private readonly players: Players;
	private readonly phases: PhaseRunner;
	private readonly rounds: Rounds;

	private constructor(
		private readonly tf: Tfjs,
		readonly program: Program,
		private readonly datasets: Readonly<Record<string, LoadedDataset>>,
		readonly seed: number,
		private readonly options: TrainerOptions,
	) {
		this.linked = link(tf, program, { seed, given: options.weights });
		this.steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
		this.plans = new RoundPlans(program, this.steps);
		this.players = new Players(tf, program, this.linked, this.steps);
		this.evaluator = new Evaluator(tf, this.linked, this.steps, this.players.averages);
		this.observer = new Observer(tf, program, this.steps, this.evaluator);
		this.monitors = new FixedMonitors(tf, program, this.steps, this.evaluator, datasets, seed);
		this.probes = new Probes({ tf, program, steps: this.steps, datasets, seed }, this.evaluator);
		this.losses = new LossRecord(tf);
		this.phases = new PhaseRunner(tf, {
			...{ steps: this.steps, values: this.values },
			...{ evaluator: this.evaluator, observer: this.observer },
			occasion: () => ({ seed, draw: this.draw - 1, random: this.rounds.marks?.inputs.random }),
		});
		this.rounds = new Rounds(tf, options.replay ?? true, {
			...{ program, linked: this.linked, observer: this.observer, losses: this.losses },
			...{ optimizers: this.players.optimizers, averages: this.players.averages },
			draw: (node, draw, ports) => this.drawOn(node, draw, ports),
			phases: () => this.plan.phases.map((index) => program.phases[index]!),
			position: () => this,
		});
	}

	/** Throws when weights or checkpoint do not fit the program. The caller disposes the trainer. */
	static create(
		tf: Tfjs,
		program: Program,
		datasets: Readonly<Record<string, LoadedDataset>>,
		options: TrainerOptions = {},
	): Trainer {
		const seed = options.checkpoint?.seed ?? options.seed ?? program.run.seed;
		const trainer = new Trainer(tf, program, datasets, seed, options);
		if (options.checkpoint) {
			try {
				trainer.restore(options.checkpoint);
			} catch (error) {
				trainer.dispose();
				throw error;
			}
		}
		return trainer;
	}

	// ------------------------------------------------------------ playing

	/** Plays the rest of the round under way, or a whole one. */
	playRound(options: PlayOptions = {}): void {
		do this.playNext(options);
		while (this.phase !== 0);
	}

	/** What the round under way plays. */
	private get plan(): RoundPlan {
		return this.plans.at(this.round);
	}

	/** The first phase from `index` on that is played in this round. */
	private nextPhase(index: number): number | undefined {
		return this.plan.phases.find((phase) => phase >= index);
	}

	/** Plays a whole round if it can be replayed or is to be recorded for that, else the next phase. */
	playNext(options: PlayOptions = {}): void {
		const { rounds } = this;
		if (this.phase === 0) {
			this.losses.tidy();
			// Players come and go: what was recorded is then another round.
			if (this.plan !== this.recorded) rounds.restart();
			this.recorded = this.plan;
		}
		const due = this.phase === 0 ? rounds.due : 'operations';
		if (due === 'replay') {
			this.draw += rounds.play(options.observe ?? false);
			this.values.clear();
			this.round++;
		} else if (due === 'recording') {
			rounds.record(() => this.playPhases({ observe: true }));
			if (!options.observe) this.observer.clear();
		} else {
			this.playPhase(options);
			if (this.phase === 0) rounds.played();
		}
	}

	private playPhases(options: PlayOptions): void {
		do this.playPhase(options);
		while (this.phase !== 0);
	}

	/** Plays the next phase; after the last one the round is over. Where no player is active, it is over at once. */
	playPhase(options: PlayOptions = {}): void {
		if (this.program.phases.length === 0) {
			throw new Error('This document has no player, so there is nothing to train.');
		}
		const next = this.nextPhase(this.phase);
		if (next === undefined) this.endRound();
		else this.play(next, options);
	}

	/**
	 * Plays the next phase of `player` in this round and skips those before it; when none is left, the round is
	 * closed and a new one begins. Stepping one player again and again so trains it alone.
	 */
	step(player: string, options: PlayOptions = {}): void {
		const index = steppedPhase(this.program, player, this.phase);
		if (index === undefined) throw new Error(`There is no player “${player}”.`);
		if (index < this.phase) this.endRound();
		this.play(index, options);
	}

	/** Plays the next phase, showing every value as it is computed; gives whose it was. For looking into what went wrong. */
	playWatched(see: (place: string, value: Tensor) => void): { player: string } {
		const { phases } = this.program;
		const { player } = phases[this.nextPhase(this.phase) ?? 0]!;
		this.phases.watch = see;
		try {
			this.playPhase();
		} finally {
			this.phases.watch = undefined;
		}
		return { player };
	}

	private play(index: number, { observe = false }: PlayOptions): void {
		const phase = this.program.phases[index]!;
		const begins = this.phase === 0;
		if (begins) this.observer.clear();
		if (begins || phase.redraw) this.redraw();
		else if (phase.recompute) this.values.invalidate(this.changing());
		// A player that is stepped alone may take what this round does not play.
		this.uploadSources(this.plans.of([index]), this.draw - 1);
		this.update(phase, observe);
		this.phase = index + 1;
		if (this.nextPhase(this.phase) === undefined) this.endRound(observe);
	}

	/** Nodes whose values change with the weights. */
	private changing(): string[] {
		const { steps } = this.program;
		return steps.filter(({ dependsOn }) => dependsOn.length > 0).map(({ node }) => node);
	}

	/** Nodes whose values outlive the updates of a draw. */
	private get holds(): string[] {
		return [...this.steps].filter(([, { kind }]) => kind.holds).map(([node]) => node);
	}

	private redraw(): void {
		this.values.clear();
		for (const node of this.program.sources) this.values.evaluating(node);
		this.uploadSources(this.plan, this.draw++);
	}

	/** Draws what a plan takes of the sources, unless it is there. */
	private uploadSources({ sources, taken }: RoundPlan, draw: number): void {
		for (const node of sources) {
			const { outputs } = this.steps.get(node)!.context;
			const ports = Object.keys(outputs).filter(
				(port) => taken.has(`${node}/${port}`) && !this.values.get(`${node}/${port}`),
			);
			if (ports.length === 0) continue;
			const drawn = this.drawOn(node, draw, ports);
			this.rounds.marks?.inputs.drawn(node, draw, drawn);
			this.values.store(node, upload(this.tf, drawn, outputs));
		}
	}

	private drawOn(node: string, draw: number, ports: readonly string[]): Record<string, HostTensor> {
		const { seed, datasets, steps, options, program } = this;
		const { feeds } = options;
		const request = { batch: program.run.batch, draw, seed, datasets, feeds, steps };
		return drawSource(steps.get(node)!, request, ports);
	}

	private endRound(observe = false): void {
		this.rounds.marks?.tailBegins();
		if (observe) this.observer.complete(this.values, this.plan.idle);
		this.values.clear();
		this.phase = 0;
		this.round++;
	}

	/** One update: what does not depend on the player's weights, the tape, the optimizer's step. */
	private update(phase: Phase, observe: boolean): void {
		const { tf, values } = this;
		this.phases.runBefore(phase, observe);
		this.evaluator.settle();
		const variables = this.players.variables(phase.player);
		const { value, grads } = tf.variableGrads(() => this.phases.runTape(phase, observe), variables);
		this.evaluator.settle();
		const { player } = phase;
		const settings = () => this.players.settings(player, this.round);
		const optimizer = this.players.optimizers.get(player)!;
		const rates = this.rounds.marks?.inputs.rates(player, optimizer, settings);
		optimizer.apply(grads, settings(), rates);
		this.players.clip(player);
		for (const gradient of Object.values(grads)) gradient?.dispose();
		this.players.averages.move(player, this.rounds.marks?.inputs);
		this.losses.add(player, this.round + 1, value);
		this.rounds.marks?.losses.push(value);
		const updated = new Set(phase.networks);
		values.invalidate(
			this.program.steps
				.filter(({ dependsOn }) => dependsOn.some((network) => updated.has(network)))
				.map(({ node }) => node),
		);
	}

	// ------------------------------------------------------------ looking

	/** Whether rounds are replayed, and why not. */
	get replayStatus(): ReplayStatus {
		return this.rounds.status;
	}

	/** The losses since the last call, read back all at once. Rounds count from 1. */
	readLosses(): Promise<Losses> {
		return this.losses.read();
	}

	/** Figures and monitors of the latest observed round (or of what is over of it). */
	observations(): Promise<Observations> {
		if (this.phase !== 0) this.observer.complete(this.values, this.plan.idle);
		return this.observer.read();
	}

	/** What monitors show of inputs drawn once and held, in evaluation mode. */
	fixedMonitors(): Promise<Record<string, MonitorValue>> {
		return this.monitors.read();
	}

	/** Pictures of a network, in evaluation mode, from the sources wired to its call on the training canvas. */
	generate(request: GenerateRequest): Promise<Pictures> {
		const { tf, program, steps, evaluator, datasets } = this;
		return generatePictures({ tf, program, steps, evaluator, datasets }, request);
	}

	/** The same of a network that gives sound. */
	hear(request: HearRequest): Promise<Sounds> {
		const { tf, program, steps, evaluator, datasets } = this;
		return hearSounds({ tf, program, steps, evaluator, datasets }, request);
	}

	/** What flows at places now, of a draw that is held as long as the places stay the same. */
	probe(places: readonly string[]): Promise<Probed> {
		return this.probes.read(places);
	}

	/** Of a graph of points: what there is to see between two phases. */
	async points(request: PointsRequest): Promise<PointsSeen> {
		const { tf, program, steps, evaluator, datasets, round, phase } = this;
		return {
			round,
			phase,
			...(await seePoints({ tf, program, steps, evaluator, datasets }, request)),
		};
	}

	/** Real pictures and made ones, as D sees them. */
	async judge(request: JudgeRequest): Promise<Judged> {
		const { tf, program, steps, evaluator, datasets, round } = this;
		return { round, ...(await judge({ tf, program, steps, evaluator, datasets }, request)) };
	}

	/** What is left of G's gradient, by the losses it might have. */
	gradientNorms(): Promise<GradientNorms> {
		const { tf, program, steps, evaluator, datasets, linked } = this;
		return gradientNorms({ tf, program, steps, evaluator, datasets }, linked);
	}

	// ------------------------------------------------------------ changing

	/** Turns a `live` parameter of a training node; out of bounds is brought back in. Throws for any other. */
	setParam(node: string, name: string, value: Json): void {
		const step = this.steps.get(node);
		if (!step) throw new Error(`There is no node “${node}” on the training canvas.`);
		turnParam(step, name, value);
		// Players' rates are given anew in every replay; what other parameters become is part of what was recorded.
		if (!step.kind.player) this.rounds.restart();
		this.values.invalidate(
			this.program.steps
				.filter((other) => upstream(this.program, other.node).includes(node))
				.map((other) => other.node),
		);
	}

	/** Replaces the weights that fit by path and shape; values in tfjs's layout. */
	loadWeights(weights: Readonly<Record<string, HostArray>>): {
		loaded: string[];
		refused: string[];
	} {
		const result = writeFitting(this.tf, weights, this.linked);
		this.players.averages.write({});
		this.values.invalidate(this.changing());
		return result;
	}

	// ------------------------------------------------------------ keeping

	/** Holds the present state on the device. The caller disposes it with `disposeSnapshot`. */
	snapshot(): Snapshot {
		const { seed, round, phase, draw } = this;
		const evaluations = phase === 0 ? {} : this.values.read();
		return takeSnapshot(
			{ seed, round, phase, draw, evaluations },
			new Map(phase === 0 ? [] : this.holds.flatMap((node) => this.values.copy(node))),
			this.linked,
			this.players,
		);
	}

	/** Goes back to a snapshot, which stays usable. */
	goBack(snapshot: Snapshot): void {
		returnToSnapshot(snapshot, this.linked, this.players);
		this.moveTo(snapshot.position, snapshot.held);
	}

	/** All it takes to go on exactly, on the host. */
	async checkpoint(): Promise<Checkpoint> {
		const snapshot = this.snapshot();
		try {
			return await readSnapshot(snapshot, this.players);
		} finally {
			disposeSnapshot(snapshot);
		}
	}

	private restore(checkpoint: Checkpoint): void {
		writeCheckpoint(this.tf, checkpoint, this.linked, this.players);
		const { tf } = this;
		const held = Object.entries(checkpoint.held ?? {}).map(
			([ref, { shape, values }]) => [ref as PortRef, tf.tensor(values, [...shape])] as const,
		);
		this.moveTo(checkpoint, new Map(held));
		for (const [, tensor] of held) tensor.dispose();
	}

	/**
	 * Goes on where another document's run stopped, at the beginning of a round: takes over the weights,
	 * optimizer states and averages that fit by name and shape. Gives the paths of the weights that start anew.
	 */
	carryOver(checkpoint: Checkpoint): string[] {
		const { loaded } = this.loadWeights(checkpoint.weights);
		writePlayers(checkpoint, this.players);
		this.moveTo({ round: checkpoint.round, phase: 0, draw: checkpoint.draw });
		const kept = new Set(loaded);
		return [...this.linked.weights]
			.filter(([path, { network }]) => network !== undefined && !kept.has(path))
			.map(([path]) => path);
	}

	private moveTo(
		position: Pick<Checkpoint, 'round' | 'phase' | 'draw' | 'evaluations'>,
		held: ReadonlyMap<PortRef, Tensor> = new Map(),
	): void {
		this.round = position.round;
		this.phase = position.phase;
		this.draw = position.draw;
		this.losses.clear();
		this.observer.clear();
		this.values.write(position.evaluations ?? {});
		for (const [ref, tensor] of held) {
			this.values.store(nodeOf(ref), { [ref.slice(ref.indexOf('/') + 1)]: tensor.clone() });
		}
		if (this.phase !== 0) this.uploadSources(this.plan, this.draw - 1);
	}

	dispose(): void {
		this.values.clear();
		this.losses.clear();
		this.observer.clear();
		this.monitors.dispose();
		this.probes.dispose();
		this.players.dispose();
		this.linked.dispose();
		this.rounds.dispose();
	}
}
