// The page of the bench: a peer in a worker of its own, or the app's engine with the page's frames watched.
import { wrap } from 'comlink';
import type { GraphDocument } from '../../../src/lib/graph/types';
import { connectWorker } from '../../../src/lib/runtime/connectWorker';
import type { BackendName } from '../../../src/lib/runtime/protocol';
import type { Entry, Opened, Turn } from '../stage';
import type { BrowserStage, GpuCost } from './worker';

/** What a page does while the engine trains in its worker. */
export interface Frames {
	/** Drawn in a second. */
	rate: number;
	/** The longest time between two, in milliseconds. */
	longest: number;
	/** Tasks of more than 50 ms. */
	longTasks: number;
	/** Rounds played while frames were counted. */
	rounds: number;
	/** From `train()` to the first report of a round played: in a fresh engine, and after a reset, all compiled. */
	firstRound: { cold: number; warm: number };
}

declare global {
	interface Window {
		// Entries and documents come as JSON: their types are too deep for Playwright's.
		openPeer(entry: string): Promise<Opened>;
		playRound(): Promise<Turn>;
		settle(): Promise<string | undefined>;
		costOfRound(): Promise<GpuCost>;
		watchFrames(document: string, backend: BackendName, seconds: number): Promise<Frames>;
	}
}

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const broken = new Promise<never>((_, reject) => {
	worker.addEventListener('error', ({ message }) => reject(new Error(message)));
});
broken.catch(() => undefined); // told to whoever asks
const stage = wrap<BrowserStage>(worker);

window.openPeer = (entry) => Promise.race([broken, stage.open(JSON.parse(entry) as Entry)]);
window.playRound = () => Promise.race([broken, stage.play()]);
window.settle = () => Promise.race([broken, stage.settle()]);
window.costOfRound = () => Promise.race([broken, stage.cost()]);

window.watchFrames = async (document, backend, seconds) => {
	let round = 0;
	let heard: () => void = () => undefined;
	let fail: (reason: Error) => void = () => undefined;
	const failed = new Promise<never>((_, reject) => (fail = reject));
	const { engine, close } = await connectWorker({
		report(report) {
			round = report.round;
			heard();
		},
		failure: (failure) => fail(new Error(JSON.stringify(failure))),
		crash: (message) => fail(new Error(message)),
	});
	/** Milliseconds until a round has been played and reported. */
	const trainToFirst = async (): Promise<number> => {
		const begun = performance.now();
		const first = new Promise<void>((resolve) => {
			heard = () => round > 0 && resolve();
		});
		await engine.train();
		await Promise.race([failed, first]);
		return performance.now() - begun;
	};
	try {
		const base = location.href;
		await engine.open({ document: JSON.parse(document) as GraphDocument, backend, base });
		const cold = await trainToFirst();
		await engine.reset();
		const warm = await trainToFirst();
		const before = round;
		const seen = await Promise.race([failed, drawFor(seconds)]);
		const rounds = round - before;
		await engine.pause();
		return { ...seen, rounds, firstRound: { cold, warm } };
	} finally {
		close();
	}
};

/** Asks for frames for so long, and counts those that come. */
async function drawFor(seconds: number): Promise<Pick<Frames, 'rate' | 'longest' | 'longTasks'>> {
	let longTasks = 0;
	const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
	observer.observe({ type: 'longtask' });
	const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
	const begun = await nextFrame();
	let last = begun;
	let longest = 0;
	let frames = 0;
	while (last - begun < seconds * 1000) {
		const now = await nextFrame();
		longest = Math.max(longest, now - last);
		frames++;
		last = now;
	}
	observer.disconnect();
	return { rate: (1000 * frames) / (last - begun), longest, longTasks };
}
