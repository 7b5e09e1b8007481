import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TrainingEngine } from '../../src/lib/runtime/engine';
import type { Failure, OpenRequest, Report } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';
import { breakingGan, smallGan } from './smallGan';

let engine: TrainingEngine;

/** An engine with the small GAN open, and what it told. */
async function opened(request: Partial<OpenRequest> = {}) {
	engine = new TrainingEngine({
		tf,
		wasmFiles,
		loadDataset: (name) => Promise.reject(new Error(`${name} is not here.`)),
	});
	const reports: Report[] = [];
	const failures: Failure[] = [];
	const waiting: { wanted: (report: Report) => boolean; resolve: (report: Report) => void }[] = [];
	engine.onReport((report) => {
		reports.push(report);
		for (const { wanted, resolve } of waiting) if (wanted(report)) resolve(report);
	});
	engine.onFailure((failure) => void failures.push(failure));
	const answer = await engine.open({ document: smallGan(), backend: 'cpu', base: '', ...request });
	/** The first report from now on that is wanted. */
	const next = (wanted: (report: Report) => boolean = () => true): Promise<Report> =>
		new Promise((resolve) => void waiting.push({ wanted, resolve }));
	return { answer, reports, failures, next };
}

afterEach(async () => {
	await engine.pause();
});

describe('the engine', () => {
	it('opens on the backend asked for', async () => {
		const { answer } = await opened();
		expect(answer.round).toBe(0);
		expect(answer.backends.find(({ state }) => state === 'used')?.name).toBe('cpu');
	});

	it('reports every loss once, in order, and stops at the last round', async () => {
		const document = smallGan();
		document.run.rounds = 40;
		const { reports, next } = await opened({ document });
		const end = next(({ running }) => !running);
		engine.train();
		expect((await end).round).toBe(40);
		const rounds = reports.flatMap(({ losses }) => losses.D?.rounds ?? []);
		expect(rounds).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
		const first = reports[0]!;
		expect(Object.keys(first.monitors).sort()).toEqual(['answers', 'grid', 'loss']);
		expect(first.figures['lossD/loss']).toBeGreaterThan(0);
	});

	it('pauses within a round and goes on from there', async () => {
		const { next } = await opened();
		const begun = next(({ round }) => round > 0);
		engine.train();
		await begun;
		const played = vi.spyOn(Trainer.prototype, 'playPhase');
		await engine.pause();
		expect(played.mock.calls.length).toBeLessThanOrEqual(2);
		played.mockClear();
		const { round } = await engine.checkpoint();
		expect(played).not.toHaveBeenCalled();
		played.mockRestore();
		const later = next((report) => report.round > round);
		engine.train();
		expect((await later).round).toBeGreaterThan(round);
	});

	it('steps one player and shows it at once', async () => {
		const { reports } = await opened();
		await engine.step('D');
		expect(reports.at(-1)).toMatchObject({ round: 0, phase: 1, running: false });
		expect(reports.at(-1)!.losses.D!.values).toHaveLength(1);
		await engine.step('G');
		expect(reports.at(-1)).toMatchObject({ round: 1, phase: 0 });
	});

	it('shows what the networks make without playing', async () => {
		const { reports } = await opened();
		const before = await engine.checkpoint();
		await engine.show();
		expect(reports).toHaveLength(1);
		expect(reports[0]).toMatchObject({ round: 0, phase: 0, running: false, losses: {} });
		expect(reports[0]!.monitors.grid).toMatchObject({ shows: 'pictures' });
		expect(await engine.checkpoint()).toEqual(before);
	});

	it('goes back to finite weights when a loss is no number', async () => {
		const { failures, next } = await opened({ document: breakingGan() });
		const stopped = next(({ running }) => !running);
		engine.train();
		await stopped;
		expect(failures).toEqual([
			{
				...{ kind: 'notFinite', player: 'D', round: 15, backAt: 0 },
				// G's loss is large and finite still; the gradient through D's grown weights is not.
				first: { kind: 'weight', path: 'G/dense1/weight', player: 'G', round: 14 },
			},
		]);
		const { weights, round } = await engine.checkpoint();
		expect(round).toBe(0);
		for (const { values } of Object.values(weights)) {
			expect(values.every(Number.isFinite)).toBe(true);
		}
	});

	it('resets to the first weights and keeps turned parameters', async () => {
		await opened();
		const first = await engine.checkpoint();
		engine.setParam('D', 'learningRate', 1e-8);
		await engine.step('D');
		await engine.reset();
		const again = await engine.checkpoint();
		expect(again.weights).toEqual(first.weights);
		await engine.step('D');
		const { weights } = await engine.checkpoint();
		const moved = weights['D/dense1/weight']!.values.map((value, i) =>
			Math.abs(value - first.weights['D/dense1/weight']!.values[i]!),
		);
		expect(Math.max(...moved)).toBeLessThan(1e-7);
		await engine.reset(99);
		expect((await engine.checkpoint()).weights['D/dense1/weight']).not.toEqual(
			first.weights['D/dense1/weight'],
		);
	});

	it('goes on from a checkpoint', async () => {
		await opened();
		await engine.step('G');
		const checkpoint = await engine.checkpoint();
		const { answer } = await opened({ checkpoint });
		expect(answer.round).toBe(1);
		expect((await engine.checkpoint()).weights).toEqual(checkpoint.weights);
	});

	it('says which weights began anew in a changed document', async () => {
		await opened();
		await engine.step('G');
		const carryOver = await engine.checkpoint();
		const document = smallGan();
		const dense = document.networks.G!.canvas.nodes.find(({ id }) => id === 'dense1')!;
		dense.params.units = 6;
		const { answer } = await opened({ document, carryOver });
		expect(answer.round).toBe(1);
		expect(answer.startedAnew).toContain('G/dense1/weight');
		expect(answer.startedAnew.filter((path) => path.startsWith('D/'))).toEqual([]);
	});

	it('says what is wrong with a document that has errors', async () => {
		const document = smallGan();
		document.training.wires = [];
		await expect(opened({ document })).rejects.toThrow('can’t be trained');
	});
});
