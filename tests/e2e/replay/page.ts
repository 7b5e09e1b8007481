// Runs in the page: the same run twice, replayed and op by op, and what each left.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { loadDataset } from '../../../src/lib/data/load';
import type { GraphDocument, Json } from '../../../src/lib/graph/types';
import { Plan } from '../../../src/lib/runtime/capture/plan';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { nextTask } from '../../../src/lib/runtime/nextTask';
import type { Checkpoint, ReplayStatus } from '../../../src/lib/runtime/protocol';
import { disposeSnapshot } from '../../../src/lib/runtime/snapshot';
import { Trainer } from '../../../src/lib/runtime/trainer';
import { countGpu, type GpuCounts } from '../../bench/gpuCounts';
import { wasmFiles } from '../../../src/lib/runtime/wasmFiles.browser';

/** What happens after a round, besides playing on. */
export interface Script {
	document: GraphDocument;
	rounds: number;
	/** Turned after so many rounds. */
	turns?: { after: number; node: string; name: string; value: Json }[];
	/**
	 * After every so many rounds pictures are made and, every other time, checkpoints; after the eighth the replayed run
	 * goes back to the sixth and comes again.
	 */
	lookEvery?: number;
	/** One player is stepped alone, by both. */
	steps?: { after: number; player: string }[];
	/** Rounds that begin with a pause after the first phase. */
	interrupted?: number[];
	/** The device objects to the plan. */
	objecting?: boolean;
	/** LeakyReLU's slope creeps with every call, as a counter in JavaScript would make it. */
	creeping?: boolean;
}

export interface Outcome {
	status: ReplayStatus;
	/** Rounds that were replayed, as counted where commands are handed over. */
	replayed: number;
	/** Numbers that differ between the two runs, by kind; and how many were compared. */
	differing: { losses: number; weights: number; optimizer: number; figures: number };
	compared: number;
	/** Every number was finite. */
	finite: boolean;
	/** Of the device, since before the runs. */
	buffersLeft: number;
	errors: string[];
	/** After each round. */
	statuses: string[];
}

/** Of a round, with kernels of no groups. */
export interface Costs extends GpuCounts {
	/** Of JavaScript. */
	milliseconds: number;
}

declare global {
	interface Window {
		// Documents come as JSON: their types are too deep for Playwright's.
		/** Takes a `Script`. */
		compareRuns(script: string): Promise<Outcome>;
		/** The state before the device is lost, and after all is disposed of. */
		loseDevice(document: string): Promise<string[]>;
		measure(
			document: string,
			rounds: number,
		): Promise<{
			opByOp: Costs;
			replay: Costs;
			status: ReplayStatus;
		}>;
	}
}

const counter = countGpu();

const device = (): GPUDevice => (tf.backend() as unknown as { device: GPUDevice }).device;

let replays = 0;
const { run } = Plan.prototype;
Plan.prototype.run = function (...args) {
	replays++;
	run.apply(this, args);
};

/** While true, a plan's bind groups lack a binding. */
let disturbed = false;
const { make } = Plan;
Plan.make = (...args) => {
	if (!disturbed) return make.apply(Plan, args);
	const { createBindGroup } = GPUDevice.prototype;
	GPUDevice.prototype.createBindGroup = function (descriptor) {
		const entries = [...descriptor.entries].slice(1);
		return createBindGroup.call(this, { ...descriptor, entries });
	};
	try {
		return make.apply(Plan, args);
	} finally {
		GPUDevice.prototype.createBindGroup = createBindGroup;
	}
};

/** tfjs with a leakyRelu that is never twice the same. */
function creepingTf(): typeof tf {
	let calls = 0;
	const leakyRelu = (x: tf.Tensor, alpha = 0.2) => tf.leakyRelu(x, alpha + 1e-3 * calls++);
	return { ...tf, leakyRelu: leakyRelu as typeof tf.leakyRelu };
}

async function trainerOf(
	document: GraphDocument,
	replay: boolean,
	engine: typeof tf = tf,
): Promise<Trainer> {
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(JSON.stringify(diagnostics));
	await chooseBackend(tf, 'webgpu', wasmFiles);
	const datasets = Object.fromEntries(
		await Promise.all(
			program.datasets.map(
				async (name) => [name, await loadDataset(name, window.document.baseURI)] as const,
			),
		),
	);
	return Trainer.create(engine, program, datasets, { replay });
}

/** Buffers that are neither destroyed nor spare in tfjs's pool. */
function buffersInUse(): number {
	const { bufferManager } = tf.backend() as unknown as {
		bufferManager: { getNumFreeBuffers(): number };
	};
	return counter.alive.size - bufferManager.getNumFreeBuffers();
}

window.compareRuns = async (json) => {
	const script = JSON.parse(json) as Script;
	const { document, rounds, turns = [], steps = [], interrupted = [] } = script;
	const { lookEvery, creeping = false, objecting = false } = script;
	await chooseBackend(tf, 'webgpu', wasmFiles);
	const errors: string[] = [];
	device().onuncapturederror = ({ error }) => errors.push(error.message);
	const before = buffersInUse();
	const engine = (): typeof tf => (creeping ? creepingTf() : tf);
	const plain = await trainerOf(document, false, engine());
	const fast = await trainerOf(document, true, engine());
	const statuses: string[] = [];
	const replayedBefore = replays;
	disturbed = objecting;
	const differing = { losses: 0, weights: 0, optimizer: 0, figures: 0 };
	let compared = 0;
	let finite = true;
	const compare = (kind: keyof typeof differing, a: ArrayLike<number>, b: ArrayLike<number>) => {
		if (a.length !== b.length) throw new Error(`${kind}: ${a.length} numbers, and ${b.length}`);
		for (let i = 0; i < a.length; i++) {
			compared++;
			if (!Object.is(a[i], b[i])) differing[kind]++;
			if (!Number.isFinite(a[i])) finite = false;
		}
	};
	const compareState = (a: Checkpoint, b: Checkpoint): void => {
		for (const [path, { values }] of Object.entries(a.weights)) {
			compare('weights', values, b.weights[path]!.values);
		}
		for (const [path, { values }] of Object.entries(a.optimizer)) {
			compare('optimizer', values, b.optimizer[path]!.values);
		}
		for (const [path, { values }] of Object.entries(a.averages ?? {})) {
			compare('weights', values, b.averages![path]!.values);
		}
		compare('optimizer', [a.round, a.draw], [b.round, b.draw]);
	};
	const held = fast.snapshot();
	let middle: { snapshot: ReturnType<Trainer['snapshot']>; state: Checkpoint } | undefined;
	for (let round = 1; round <= rounds; round++) {
		const observe = round % 3 === 0;
		for (const trainer of [plain, fast]) {
			if (interrupted.includes(round)) trainer.playPhase({ observe });
			trainer.playRound({ observe });
		}
		if (observe) {
			const [a, b] = [await plain.observations(), await fast.observations()];
			compare('figures', Object.values(a.figures), Object.values(b.figures));
			for (const [node, value] of Object.entries(a.monitors)) {
				const other = b.monitors[node]!;
				if (value.shows === 'histogram' && other.shows === 'histogram') {
					value.series.forEach((series, i) =>
						compare('figures', series.counts, other.series[i]!.counts),
					);
				}
				if (value.shows === 'scalar' && other.shows === 'scalar') {
					compare('figures', [value.value], [other.value]);
				}
			}
		}
		for (const turn of turns.filter(({ after }) => after === round)) {
			for (const trainer of [plain, fast]) trainer.setParam(turn.node, turn.name, turn.value);
		}
		for (const { player } of steps.filter(({ after }) => after === round)) {
			// What is left of the round under way then is played by the round that comes next.
			for (const trainer of [plain, fast]) trainer.step(player);
		}
		if (lookEvery !== undefined) {
			if (round % lookEvery === 0) {
				const asked = { network: 'G', count: 3, seed: round };
				const [a, b] = [await plain.generate(asked), await fast.generate(asked)];
				compare('figures', a.pixels, b.pixels);
				await fast.fixedMonitors();
			}
			if (round % (2 * lookEvery) === 0) {
				compareState(await plain.checkpoint(), await fast.checkpoint());
			}
			if (round === 6) middle = { snapshot: fast.snapshot(), state: await fast.checkpoint() };
			if (round === 8 && middle) {
				// Two rounds away from the snapshot, which must still hold what it held.
				const later = await fast.checkpoint();
				fast.goBack(middle.snapshot);
				compareState(middle.state, await fast.checkpoint());
				fast.playRound();
				fast.playRound();
				compareState(later, await fast.checkpoint());
				await fast.readLosses();
				await plain.readLosses();
			}
		}
		statuses.push(fast.replayStatus.state);
		await nextTask();
		// Gives the device's answers time to come in.
		await device().queue.onSubmittedWorkDone();
	}
	const [a, b] = [await plain.readLosses(), await fast.readLosses()];
	for (const [player, { rounds: at, values }] of Object.entries(a)) {
		compare('losses', values, b[player]!.values);
		compare('losses', at, b[player]!.rounds);
	}
	compareState(await plain.checkpoint(), await fast.checkpoint());
	const status = fast.replayStatus;
	disturbed = false;
	plain.dispose();
	fast.dispose();
	for (const snapshot of [held, middle?.snapshot]) {
		if (snapshot) disposeSnapshot(snapshot);
	}
	await device().queue.onSubmittedWorkDone();
	flushPending();
	const buffersLeft = buffersInUse() - before;
	return {
		status,
		replayed: replays - replayedBefore,
		differing,
		compared,
		finite,
		buffersLeft,
		errors,
		statuses,
	};
};

/** tfjs lets go of tensors when it hands over its commands. */
function flushPending(): void {
	const backend = tf.backend() as unknown as {
		endComputePassEncoder(): void;
		commandEncoder: unknown;
		submitQueue(): void;
	};
	backend.endComputePassEncoder();
	if (backend.commandEncoder) backend.submitQueue();
}

window.loseDevice = async (json) => {
	const trainer = await trainerOf(JSON.parse(json) as GraphDocument, true);
	for (let i = 0; i < 20 && trainer.replayStatus.state !== 'on'; i++) {
		trainer.playRound();
		await device().queue.onSubmittedWorkDone();
		await nextTask();
	}
	const { state } = trainer.replayStatus;
	device().destroy();
	await device().lost;
	trainer.playRound();
	trainer.dispose();
	return [state, trainer.replayStatus.state];
};

window.measure = async (json, rounds) => {
	const document = JSON.parse(json) as GraphDocument;
	const costsOf = async (trainer: Trainer): Promise<Costs> => {
		counter.take();
		const times: number[] = [];
		for (let i = 0; i < rounds; i++) {
			await device().queue.onSubmittedWorkDone();
			const start = performance.now();
			trainer.playRound();
			flushPending();
			times.push(performance.now() - start);
		}
		times.sort((a, b) => a - b);
		const counts = Object.entries(counter.take());
		return {
			...(Object.fromEntries(
				counts.map(([what, n]) => [what, n / rounds]),
			) as unknown as GpuCounts),
			milliseconds: times[times.length >> 1]!,
		};
	};
	await chooseBackend(tf, 'webgpu', wasmFiles);
	counter.empty = true;
	try {
		const plain = await trainerOf(document, false);
		for (let i = 0; i < rounds; i++) plain.playRound();
		const opByOp = await costsOf(plain);
		plain.dispose();
		const fast = await trainerOf(document, true);
		fast.playRound();
		for (let i = 0; i < 30 && fast.replayStatus.state === 'off'; i++) {
			fast.playRound();
			await device().queue.onSubmittedWorkDone();
			await nextTask();
		}
		for (let i = 0; i < rounds; i++) fast.playRound();
		const replay = await costsOf(fast);
		const status = fast.replayStatus;
		fast.dispose();
		return { opByOp, replay, status };
	} finally {
		counter.empty = false;
	}
};
