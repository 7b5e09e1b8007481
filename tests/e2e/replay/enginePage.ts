// Runs in the page: trains in a worker of its own, and pauses again and again.
import { proxy, wrap } from 'comlink';
import type { GraphDocument } from '../../../src/lib/graph/types';
import type { Failure, Report } from '../../../src/lib/runtime/protocol';
import type { CountingEngine, RoundCounts } from './worker';

declare global {
	interface Window {
		/** Takes a document as JSON. */
		pauseAgainAndAgain(document: string, times: number): Promise<PauseOutcome>;
	}
}

export interface PauseOutcome extends RoundCounts {
	failures: Failure[];
	/** Where each pause stopped. */
	rounds: number[];
}

window.pauseAgainAndAgain = async (json, times) => {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	const engine = wrap<CountingEngine>(worker);
	const failures: Failure[] = [];
	let awaited:
		{ wanted: (report: Report) => boolean; resolve: (report: Report) => void } | undefined;
	const next = (wanted: (report: Report) => boolean): Promise<Report> =>
		new Promise((resolve) => (awaited = { wanted, resolve }));
	await engine.onReport(
		proxy((report: Report) => {
			if (awaited?.wanted(report)) awaited.resolve(report);
		}),
	);
	await engine.onFailure(proxy((failure: Failure) => void failures.push(failure)));
	const document = JSON.parse(json) as GraphDocument;
	await engine.open({ document, backend: 'webgpu', base: window.document.baseURI });
	const rounds: number[] = [];
	for (let i = 0; i < times; i++) {
		const going = next(({ running, replay }) => running && replay?.state === 'on');
		await engine.train();
		await going;
		// Not at a report each time, where the loop has just waited for the device.
		const from = (await engine.counts()).handedOver;
		while ((await engine.counts()).handedOver < from + i) continue;
		await engine.pause();
		rounds.push((await engine.checkpoint()).round);
	}
	const counts = await engine.counts();
	worker.terminate();
	return { ...counts, failures, rounds };
};
