// Plays a program's schedule on real tensors: draws, phases, updates. Knows nothing of workers or pages.
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { link, writeWeight, type Linked, type LinkedWeight } from '../compile/link';
import { linkStep, type LinkedStep } from '../compile/link/forward';
import { sameShape } from '../compile/link/weights';
import type { Phase, Program } from '../compile/program';
import type { Json, ParamMap, PortRef } from '../graph/types';
import type { HostTensor, LoadedDataset, Tfjs } from '../nodes/kind';
import { resolveParams } from '../nodes/params';
import { Replay } from './capture/replay';
import type { Plan } from './capture/plan';
import { RoundInputs } from './capture/roundInputs';
import { DrawValues } from './drawValues';
import { Evaluator } from './evaluator';
import { generatePictures, upstream } from './generate';
import { LossRecord, type Losses } from './lossRecord';
import { Observer, type Observations } from './observer';
import { Optimizer, optimizerSettings } from './optimizers';
import type {
	Checkpoint,
	GenerateRequest,
	HostArray,
	MonitorValue,
	Pictures,
	ReplayStatus,
} from './protocol';
import {
	disposeSnapshot,
	readSnapshot,
	returnToSnapshot,
	takeSnapshot,
	writeCheckpoint,
	writeOptimizers,
	type Snapshot,
} from './snapshot';
import { drawSource, upload, type Feeds } from './sources';
import { FixedMonitors } from './fixedMonitors';

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
	private readonly values = new DrawValues();
	private readonly evaluator: Evaluator;
	private readonly observer: Observer;
	private readonly monitors: FixedMonitors;
	private readonly losses: LossRecord;
	private readonly optimizers = new Map<string, Optimizer>();
	/** The weights each player trains, by path. */
	private readonly trained = new Map<string, ReadonlyMap<string, LinkedWeight>>();
	private readonly replay: Replay | undefined;
	/** While a round is recorded: where to tell what it is given, and its losses in order. */
	private recording: { inputs: RoundInputs; losses: Tensor[]; tailBegins(): void } | undefined;

	private constructor(
		private readonly tf: Tfjs,
		readonly program: Program,
		private readonly datasets: Readonly<Record<string, LoadedDataset>>,
		readonly seed: number,
		private readonly options: TrainerOptions,
	) {
		this.linked = link(tf, program, { seed, given: options.weights });
		this.steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
		this.evaluator = new Evaluator(tf, this.linked, this.steps);
		this.observer = new Observer(tf, program, this.steps, this.evaluator);
		this.monitors = new FixedMonitors(tf, program, this.steps, this.evaluator, datasets, seed);
		this.losses = new LossRecord(tf);
		for (const { player, networks } of program.phases) {
			if (this.optimizers.has(player)) continue;
			const own = new Map(
				[...this.linked.weights].filter(
					([, { network, planned }]) => networks.includes(network) && planned.trainable,
				),
			);
			this.trained.set(player, own);
			this.optimizers.set(player, new Optimizer(tf, own, this.settingsOf(player).optimizer));
		}
		if (options.replay ?? true) this.replay = Replay.of(tf);
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

	/** Plays a whole round if it can be replayed or is to be recorded for that, else the next phase. */
	playNext(options: PlayOptions = {}): void {
		const { replay } = this;
		if (this.phase === 0) {
			this.losses.tidy();
			if (replay?.plan) return this.replayRound(replay.plan, options);
			if (replay?.recordingDue) return this.recordRound(replay, options);
		}
		this.playPhase(options);
		if (this.phase === 0) replay?.played();
	}

	/** Plays the next phase; after the last one the round is over. */
	playPhase(options: PlayOptions = {}): void {
		this.play(this.phase, options);
	}

	/**
	 * Plays the next phase of `player` in this round and skips those before it; when none is left, the round is
	 * closed and a new one begins. Stepping one player again and again so trains it alone.
	 */
	step(player: string, options: PlayOptions = {}): void {
		const next = (from: number): number =>
			this.program.phases.findIndex((phase, i) => i >= from && phase.player === player);
		let index = next(this.phase);
		if (index < 0) {
			index = next(0);
			if (index < 0) throw new Error(`There is no player “${player}”.`);
			this.endRound();
		}
		this.play(index, options);
	}

	/** An observed round always, so that observed rounds can be replayed too. */
	private recordRound(replay: Replay, { observe = false }: PlayOptions): void {
		const slots = [...this.optimizers.values()].flatMap(({ state }) => [...state.values()]);
		const weights = [...this.linked.weights.values()].map(({ variable }) => variable);
		const start = {
			draw: () => this.draw,
			source: (node: string, draw: number) => this.drawAhead(node, draw),
		};
		try {
			replay.record({
				variables: [...weights, ...slots],
				play: (inputs, tailBegins) => {
					const losses: Tensor[] = [];
					this.recording = { inputs: new RoundInputs(inputs, start), losses, tailBegins };
					do this.playPhase({ observe: true });
					while (this.phase !== 0);
					const outputs = new Map(this.observer.held);
					losses.forEach((loss, i) => outputs.set(`loss ${i}`, loss));
					return { outputs };
				},
			});
		} finally {
			this.recording = undefined;
		}
		if (!observe) this.observer.clear();
	}

	private replayRound(plan: Plan, { observe = false }: PlayOptions): void {
		const { phases } = this.program;
		this.ahead.clear();
		const deliveries = phases.map(({ player }, i) => ({
			output: `loss ${i}`,
			...this.losses.claim(player, this.round + 1),
		}));
		plan.replay(observe, deliveries);
		this.ahead.clear();
		this.observer.clear();
		if (observe) this.observer.hold(plan.read(this.replay!.outputs(/^(?!loss )/)));
		this.draw += phases.filter(({ redraw }, i) => i === 0 || redraw).length;
		for (const { player } of phases) this.optimizers.get(player)!.updates++;
		this.values.clear();
		this.round++;
	}

	/** A source's values at a draw to come; drawn once for all its ports. */
	private drawAhead(node: string, draw: number): Record<string, HostTensor> {
		const key = `${node} ${draw}`;
		const drawn = this.ahead.get(key) ?? this.drawOn(this.steps.get(node)!, draw);
		this.ahead.set(key, drawn);
		return drawn;
	}
	private readonly ahead = new Map<string, Record<string, HostTensor>>();

	private play(index: number, { observe = false }: PlayOptions): void {
		const phase = this.program.phases[index];
		if (!phase) throw new Error('This document has no player, so there is nothing to train.');
		const begins = this.phase === 0;
		if (begins) this.observer.clear();
		if (begins || phase.redraw) this.redraw();
		else if (phase.recompute) this.values.invalidate(this.computed());
		this.update(phase, observe);
		this.phase = index + 1;
		if (this.phase === this.program.phases.length) this.endRound(observe);
	}

	/** Nodes whose values are computed, not drawn. */
	private computed(): string[] {
		const sources = new Set(this.program.sources);
		return [...this.steps.keys()].filter((node) => !sources.has(node));
	}

	private redraw(): void {
		this.values.clear();
		this.uploadSources(this.draw++);
	}

	private uploadSources(draw: number): void {
		for (const node of this.program.sources) {
			const source = this.steps.get(node)!;
			const drawn = this.drawOn(source, draw);
			this.recording?.inputs.drawn(node, draw, drawn);
			this.values.evaluating(node);
			this.values.store(node, upload(this.tf, drawn, source.context.outputs));
		}
	}

	private drawOn(source: LinkedStep, draw: number): Record<string, HostTensor> {
		return drawSource(source, {
			batch: this.program.run.batch,
			draw,
			seed: this.seed,
			datasets: this.datasets,
			feeds: this.options.feeds,
		});
	}

	private endRound(observe = false): void {
		this.recording?.tailBegins();
		if (observe) this.observer.complete(this.values);
		this.values.clear();
		this.phase = 0;
		this.round++;
	}

	/** One update: what does not depend on the player's weights, the tape, the optimizer's step. */
	private update(phase: Phase, observe: boolean): void {
		const { tf, values } = this;
		for (const node of phase.before) this.evaluate(node, observe);
		this.evaluator.settle();
		const variables = [...this.trained.get(phase.player)!.values()].map(({ variable }) => variable);
		const { value, grads } = tf.variableGrads(() => this.runTape(phase, observe), variables);
		this.evaluator.settle();
		const settings = () => this.settingsOf(phase.player);
		const optimizer = this.optimizers.get(phase.player)!;
		const rates = this.recording?.inputs.rates(phase.player, optimizer, settings);
		optimizer.apply(grads, settings(), rates);
		for (const gradient of Object.values(grads)) gradient?.dispose();
		this.losses.add(phase.player, this.round + 1, value);
		this.recording?.losses.push(value);
		const updated = new Set(phase.networks);
		values.invalidate(
			this.program.steps
				.filter(({ dependsOn }) => dependsOn.some((network) => updated.has(network)))
				.map(({ node }) => node),
		);
	}

	/** Computes a node's value for this draw, unless it is there and still holds. */
	private evaluate(node: string, observe: boolean): void {
		const { tf, values } = this;
		if (values.holds(node, Object.keys(this.steps.get(node)?.context.outputs ?? {}))) return;
		tf.tidy(() => {
			const kept: Record<string, Tensor> = {};
			for (const [port, value] of Object.entries(this.run(node, values))) {
				// A node may hand an input through: a copy lets every value be disposed once, on its own.
				kept[port] = tf.keep(tf.clone(value));
				if (observe) this.observer.see(`${node}/${port}`, value);
			}
			values.store(node, kept);
		});
	}

	/** Computes what depends on the player's weights, while tfjs records; gives the loss. */
	private runTape(phase: Phase, observe: boolean): Scalar {
		const taped = new Map<PortRef, Tensor>();
		const lookup = { get: (ref: PortRef) => taped.get(ref) ?? this.values.get(ref) };
		for (const node of phase.tape) {
			for (const [port, value] of Object.entries(this.run(node, lookup))) {
				taped.set(`${node}/${port}`, value);
				if (observe) this.observer.see(`${node}/${port}`, value);
			}
		}
		const loss = lookup.get(phase.loss);
		if (!loss) throw new Error(`The loss ${phase.loss} of ${phase.player} was not computed.`);
		return loss.asScalar();
	}

	private run(
		node: string,
		lookup: { get(ref: PortRef): Tensor | undefined },
	): Record<string, Tensor> {
		const occasion = this.values.evaluating(node);
		const evaluation = this.evaluator.training({
			seed: this.seed,
			draw: this.draw - 1,
			random: this.recording?.inputs.random,
			...occasion,
		});
		return this.evaluator.run(node, lookup, evaluation);
	}

	private settingsOf(player: string) {
		return optimizerSettings(this.steps.get(player)!.context.params);
	}

	// ------------------------------------------------------------ looking

	/** Whether rounds are replayed, and why not. */
	get replayStatus(): ReplayStatus {
		return this.replay?.status ?? { state: 'off' };
	}

	/** The losses since the last call, read back all at once. Rounds count from 1. */
	readLosses(): Promise<Losses> {
		return this.losses.read();
	}

	/** Figures and monitors of the latest observed round (or of what is over of it). */
	observations(): Promise<Observations> {
		if (this.phase !== 0) this.observer.complete(this.values);
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

	// ------------------------------------------------------------ changing

	/** Turns a `live` parameter of a training node; out of bounds is brought back in. Throws for any other. */
	setParam(node: string, name: string, value: Json): void {
		const step = this.steps.get(node);
		if (!step) throw new Error(`There is no node “${node}” on the training canvas.`);
		if (!step.kind.params[name]?.live) {
			throw new Error(`${node}: “${name}” can’t be turned while training runs.`);
		}
		const params = { ...step.context.params, [name]: value } as ParamMap;
		const { values } = resolveParams(step.kind, params);
		step.context.params = values as LinkedStep['context']['params'];
		// Players' rates are given anew in every replay; what other parameters become is part of what was recorded.
		if (!step.kind.player) this.replay?.restart();
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
		const loaded: string[] = [];
		const refused: string[] = [];
		for (const [path, { shape, values }] of Object.entries(weights)) {
			const own = this.linked.weights.get(path);
			if (own && sameShape(shape, own.variable.shape)) {
				writeWeight(this.tf, path, own.variable, shape, values);
				loaded.push(path);
			} else refused.push(path);
		}
		this.values.invalidate(this.computed());
		return { loaded, refused };
	}

	// ------------------------------------------------------------ keeping

	/** Holds the present state on the device. The caller disposes it with `disposeSnapshot`. */
	snapshot(): Snapshot {
		const { seed, round, phase, draw } = this;
		const evaluations = phase === 0 ? {} : this.values.read();
		return takeSnapshot({ seed, round, phase, draw, evaluations }, this.linked, this.optimizers);
	}

	/** Goes back to a snapshot, which stays usable. */
	goBack(snapshot: Snapshot): void {
		returnToSnapshot(snapshot, this.linked, this.optimizers);
		this.moveTo(snapshot.position);
	}

	/** All it takes to go on exactly, on the host. */
	async checkpoint(): Promise<Checkpoint> {
		const snapshot = this.snapshot();
		try {
			return await readSnapshot(snapshot, this.optimizers);
		} finally {
			disposeSnapshot(snapshot);
		}
	}

	private restore(checkpoint: Checkpoint): void {
		writeCheckpoint(this.tf, checkpoint, this.linked, this.optimizers);
		this.moveTo(checkpoint);
	}

	/**
	 * Goes on where another document's run stopped, at the beginning of a round: takes over the weights and
	 * optimizer states that fit by name and shape. Gives the paths of the weights that start anew.
	 */
	carryOver(checkpoint: Checkpoint): string[] {
		const { loaded } = this.loadWeights(checkpoint.weights);
		writeOptimizers(checkpoint, this.optimizers);
		this.moveTo({ round: checkpoint.round, phase: 0, draw: checkpoint.draw });
		const kept = new Set(loaded);
		return [...this.linked.weights.keys()].filter((path) => !kept.has(path));
	}

	private moveTo(position: Pick<Checkpoint, 'round' | 'phase' | 'draw' | 'evaluations'>): void {
		this.round = position.round;
		this.phase = position.phase;
		this.draw = position.draw;
		this.losses.clear();
		this.observer.clear();
		this.values.write(position.evaluations ?? {});
		if (this.phase !== 0) this.uploadSources(this.draw - 1);
	}

	dispose(): void {
		this.values.clear();
		this.losses.clear();
		this.observer.clear();
		this.monitors.dispose();
		for (const optimizer of this.optimizers.values()) optimizer.dispose();
		this.linked.dispose();
		this.replay?.dispose();
	}
}
