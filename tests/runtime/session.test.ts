import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, Listeners } from '../../src/lib/runtime/connectWorker';
import type { Checkpoint, Opened, OpenRequest, Report } from '../../src/lib/runtime/protocol';
import { Session } from '../../src/lib/runtime/session.svelte';
import { smallGan } from './smallGan';

const checkpointAt = (round: number): Checkpoint => ({
	version: 1,
	seed: 1,
	round,
	phase: 0,
	draw: round,
	updates: {},
	weights: {},
	optimizer: {},
});

const reportAt = (round: number, more: Partial<Report> = {}): Report => ({
	round,
	phase: 0,
	epoch: 0,
	running: true,
	roundsPerSecond: 1,
	losses: { D: { rounds: [round], values: [round / 10] } },
	figures: {},
	monitors: {},
	tensors: 0,
	bytes: 0,
	...more,
});

/** Stands in for workers: answers at once, and can crash. */
class FakeWorkers {
	listeners: Listeners | undefined;
	closed = 0;
	round = 0;
	readonly opened: OpenRequest[] = [];
	readonly engine = {
		open: vi.fn(async (request: OpenRequest): Promise<Opened> => {
			this.opened.push(request);
			this.round = request.checkpoint?.round ?? request.carryOver?.round ?? 0;
			return {
				backends: [{ name: 'wasm', state: 'used' }],
				round: this.round,
				startedAnew: request.carryOver ? ['G/dense1/weight'] : [],
			};
		}),
		train: vi.fn(async () => undefined),
		pause: vi.fn(async () => undefined),
		step: vi.fn<(player: string) => Promise<void>>(async () => undefined),
		reset: vi.fn(async () => undefined),
		setParam: vi.fn(async () => undefined),
		checkpoint: vi.fn(async () => checkpointAt(this.round)),
	};

	readonly connect = async (listeners: Listeners): Promise<Connection> => {
		this.listeners = listeners;
		const close = (): void => void this.closed++;
		return { engine: this.engine as unknown as Connection['engine'], close };
	};
}

let workers: FakeWorkers;
let kept: Checkpoint[];
let session: Session;

beforeEach(async () => {
	vi.useFakeTimers();
	workers = new FakeWorkers();
	kept = [];
	session = new Session({
		base: 'https://example.org/',
		connect: workers.connect,
		onCheckpoint: (checkpoint) => kept.push(checkpoint),
	});
	await session.open(smallGan());
});

afterEach(() => {
	session.close();
	vi.useRealTimers();
});

describe('a session', () => {
	it('tells the backend in use', () => {
		expect(session.status).toBe('ready');
		expect(session.verdicts.map(({ name }) => name)).toEqual(['wasm']);
	});

	it('gathers losses and pictures from reports', async () => {
		await session.train();
		expect(session.status).toBe('training');
		const pictures = { count: 1, height: 1, width: 1, channels: 1, pixels: Uint8Array.of(7) };
		const monitors = { grid: { shows: 'pictures', pictures } as const };
		workers.listeners!.report(reportAt(1, { monitors }));
		workers.listeners!.report(reportAt(2, { running: false }));
		expect(session.losses.D).toEqual({ rounds: [1, 2], values: [0.1, 0.2] });
		expect(session.pictures.grid).toEqual([{ round: 1, pictures }]);
		expect(session.round).toBe(2);
		expect(session.status).toBe('ready');
	});

	it('keeps a checkpoint every ten seconds of training, and on pause', async () => {
		await session.train();
		workers.round = 5;
		await vi.advanceTimersByTimeAsync(20_000);
		expect(kept.map(({ round }) => round)).toEqual([5, 5]);
		workers.round = 6;
		await session.pause();
		expect(kept.map(({ round }) => round)).toEqual([5, 5, 6]);
		expect(session.status).toBe('ready');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(kept).toHaveLength(3);
	});

	it('turns live parameters without opening again', async () => {
		const document = smallGan({ d: { learningRate: 0.5 } });
		session.update(document);
		expect(workers.engine.setParam.mock.calls).toEqual([['D', 'learningRate', 0.5]]);
		expect(session.stale).toBe(false);
		await session.train();
		expect(workers.opened).toHaveLength(1);
	});

	it('takes no notice of where nodes stand', () => {
		const document = smallGan();
		for (const node of document.training.nodes) node.at = [5, 5];
		session.update(document);
		expect(session.stale).toBe(false);
		expect(workers.engine.setParam).not.toHaveBeenCalled();
	});

	it('keeps the weights of a layer that is off, and hands them back when it is on again', async () => {
		const weight = { shape: [2], values: Float32Array.of(3, 4) };
		const running = { ...checkpointAt(7), weights: { 'G/dense1/bias': weight } };
		workers.engine.checkpoint.mockResolvedValueOnce(running);
		const document = smallGan();
		document.networks.G!.canvas.nodes.find(({ id }) => id === 'dense1')!.off = true;
		session.update(document);
		await session.train();
		// The models no longer have it, so the engine's own checkpoint lacks it.
		expect((await session.checkpoint())!.weights).toEqual({ 'G/dense1/bias': weight });
		await session.pause();
		session.update(smallGan());
		await session.train();
		expect(workers.opened.at(-1)!.carryOver!.weights['G/dense1/bias']).toBe(weight);
		expect((await session.checkpoint())!.weights).toEqual({});
	});

	it('pauses when the document’s meaning changes, and goes on with what fits', async () => {
		await session.train();
		const document = smallGan();
		document.networks.G!.canvas.nodes.find(({ id }) => id === 'dense1')!.params.units = 6;
		session.update(document);
		await session.pause();
		expect(workers.engine.pause).toHaveBeenCalled();
		expect([session.status, session.stale]).toEqual(['ready', true]);
		workers.round = 9;
		await session.step('D');
		expect(workers.opened).toHaveLength(2);
		expect(workers.opened[1]).toMatchObject({ document, carryOver: { round: 9 } });
		expect(session.round).toBe(9);
		expect(session.stale).toBe(false);
		expect(session.startedAnew).toEqual(['G/dense1/weight']);
		expect(workers.engine.step).toHaveBeenCalledWith('D');
	});

	it('tells which phase was stepped, from the press until training goes on', async () => {
		expect(session.played).toBeUndefined();
		let ended = (): void => undefined;
		workers.engine.step.mockReturnValueOnce(new Promise((resolve) => (ended = resolve)));
		const step = session.step('D');
		await vi.advanceTimersByTimeAsync(0);
		expect(session.played).toBe(0);
		ended();
		await step;
		workers.listeners!.report(reportAt(0, { phase: 1, running: false }));
		expect(session.played).toBe(0);
		await session.step('G');
		expect(session.played).toBe(1);
		workers.listeners!.report(reportAt(1, { running: false }));
		expect(session.played).toBe(1);
		await session.step('D');
		expect(session.played).toBe(0);
		await session.train();
		expect(session.played).toBeUndefined();
	});

	it('tells which phase a round stopped after, and that none did between rounds', async () => {
		await session.train();
		workers.listeners!.report(reportAt(3, { phase: 1, running: false }));
		expect(session.played).toBe(0);
		await session.train();
		workers.listeners!.report(reportAt(4, { running: false }));
		expect(session.played).toBeUndefined();
		await session.open(smallGan(), { checkpoint: { ...checkpointAt(4), phase: 1 } });
		expect(session.played).toBe(0);
		await session.open(smallGan(), { carryOver: { ...checkpointAt(4), phase: 1 } });
		expect(session.played).toBeUndefined();
	});

	it('refuses to train a document with errors', async () => {
		const document = smallGan();
		document.training.wires = [];
		session.update(document);
		await expect(session.train()).rejects.toThrow('errors');
	});

	it('is built anew from the last checkpoint when the worker crashes', async () => {
		await session.train();
		workers.round = 4;
		await vi.advanceTimersByTimeAsync(10_000);
		const never = new Promise<never>(() => undefined);
		workers.engine.step.mockReturnValueOnce(never);
		const lost = session.step('D');
		const refused = expect(lost).rejects.toThrow('out of memory');
		await vi.advanceTimersByTimeAsync(0);
		workers.listeners!.crash('out of memory');
		await refused;
		await vi.advanceTimersByTimeAsync(0);
		expect(workers.closed).toBe(1);
		expect(session.status).toBe('ready');
		expect(session.failure).toEqual({ kind: 'memory', message: 'out of memory' });
		expect(workers.opened.at(-1)!.checkpoint!.round).toBe(4);
		expect(session.round).toBe(4);
	});

	it('is built anew when a round fails, and its charts go back with it', async () => {
		await session.train();
		for (let round = 1; round <= 4; round++) workers.listeners!.report(reportAt(round));
		workers.round = 4;
		await vi.advanceTimersByTimeAsync(10_000);
		for (let round = 5; round <= 7; round++) workers.listeners!.report(reportAt(round));
		workers.listeners!.failure({ kind: 'crashed', message: 'no such kernel' });
		await vi.advanceTimersByTimeAsync(0);
		expect([workers.closed, session.status, session.round]).toEqual([1, 'ready', 4]);
		expect(session.losses.D!.rounds).toEqual([1, 2, 3, 4]);
		expect(session.failure).toEqual({ kind: 'crashed', message: 'no such kernel' });
	});

	it('is built anew when a step breaks off halfway', async () => {
		workers.round = 2;
		await session.step('D');
		workers.engine.step.mockRejectedValueOnce(new RangeError('Array buffer allocation failed'));
		await expect(session.step('G')).rejects.toThrow('allocation failed');
		await vi.advanceTimersByTimeAsync(0);
		expect([workers.closed, session.status, session.round]).toEqual([1, 'ready', 2]);
		expect(session.failure?.kind).toBe('memory');
	});

	it('is not built again and again where building is what fails', async () => {
		const never = new Promise<never>(() => undefined);
		workers.engine.open.mockReturnValueOnce(never);
		const using = session.use('cpu');
		const refused = expect(using).rejects.toThrow('gone');
		await vi.advanceTimersByTimeAsync(0);
		workers.listeners!.crash('gone');
		await refused;
		await vi.advanceTimersByTimeAsync(0);
		expect(session.status).toBe('failed');
		expect(workers.engine.open).toHaveBeenCalledTimes(2);
		// Asked to, it is.
		await session.renew();
		expect(session.status).toBe('ready');
	});

	it('is built anew when its state can’t be read back', async () => {
		await session.train();
		workers.round = 3;
		await vi.advanceTimersByTimeAsync(10_000);
		workers.engine.checkpoint.mockRejectedValueOnce(new Error('the buffer is gone'));
		await vi.advanceTimersByTimeAsync(10_000);
		expect(session.failure).toEqual({ kind: 'crashed', message: 'the buffer is gone' });
		expect([workers.closed, session.status, session.round]).toEqual([1, 'ready', 3]);
	});

	it('goes on with what fits when it crashes after the document has changed', async () => {
		workers.round = 3;
		await session.step('D');
		const document = smallGan();
		document.run.batch++;
		session.update(document);
		expect(session.stale).toBe(true);
		workers.listeners!.crash('gone');
		await vi.advanceTimersByTimeAsync(0);
		expect(workers.opened.at(-1)!.checkpoint).toBeUndefined();
		expect(workers.opened.at(-1)!.carryOver!.round).toBe(3);
	});

	it('goes back in its charts with a failed run', async () => {
		await session.train();
		for (let round = 1; round <= 5; round++) workers.listeners!.report(reportAt(round));
		workers.listeners!.failure({ kind: 'notFinite', player: 'D', round: 5, backAt: 3 });
		workers.listeners!.report(reportAt(3, { running: false, losses: {} }));
		expect(session.losses.D!.rounds).toEqual([1, 2, 3]);
		expect([session.status, session.round]).toEqual(['ready', 3]);
		expect(session.failure?.kind).toBe('notFinite');
		await session.train();
		expect(session.failure).toBeUndefined();
	});

	it('goes over to another backend with what it has learnt', async () => {
		workers.listeners!.report(reportAt(1));
		workers.round = 1;
		await session.use('cpu');
		expect(workers.opened.at(-1)).toMatchObject({ backend: 'cpu', checkpoint: { round: 1 } });
		expect(session.losses.D!.rounds).toEqual([1]);
		expect(session.status).toBe('ready');
	});

	it('forgets everything on reset', async () => {
		workers.listeners!.report(reportAt(1));
		await session.reset();
		expect(session.losses).toEqual({});
		expect(session.round).toBe(0);
		expect(workers.engine.reset).toHaveBeenCalled();
	});
});
