// The page while the app's engine trains in its worker: frames drawn, long tasks, and the wait for the first round.
import { subjectOf } from '../documents';
import type { Pages } from '../places/browser';
import type { Aim, Cell, Options, Report } from '../report';
import type { BackendName } from '../../../src/lib/runtime/protocol';

/** Dense and small, for emulated GPUs take seconds a round. */
const DOCUMENT = 'gan';
const BACKENDS: readonly BackendName[] = ['wasm', 'cpu', 'webgl', 'webgpu'];

const NOTE =
	'A bare page with the engine in its worker, as the app has it. The display of a headless Chromium has 60 Hz. “First round”: from Train to the first report of a round, in a fresh engine, and after a reset when everything is compiled. GPUs are emulated on the same two cores that draw the page: there the rows of webgl and webgpu tell of the emulation more than of the engine.';

/** A frame that comes at the last moment counts for the next: one in a second may. */
const RATE = 59;

export async function frames(pages: Pages, { quick }: Options): Promise<Report> {
	const subject = await subjectOf(DOCUMENT);
	const seconds = quick ? 3 : 15;
	const rows: Cell[][] = [];
	const aims: Aim[] = [];
	for (const backend of BACKENDS) {
		const seen = await pages.watchFrames(subject, backend, seconds);
		const { rate, longest, longTasks, rounds, firstRound } = seen;
		const { cold, warm } = firstRound;
		rows.push([backend, rate, longest, longTasks, rounds, cold, warm]);
		const what = (text: string): string => `${DOCUMENT} in its worker on ${backend}: ${text}`;
		aims.push(
			{ what: what('frames a second of the page'), result: rate, least: RATE },
			{ what: what('long tasks of the page'), result: longTasks, most: 0 },
		);
		if (backend === 'wasm') {
			aims.push({ what: what('first round, compiled, ms'), result: warm, most: 2000 });
		}
	}
	const columns = [
		...['backend', 'frames a second', 'longest between two, ms', 'long tasks', 'rounds meanwhile'],
		...['first round, ms', 'the same, compiled, ms'],
	];
	return { tables: [{ title: `${DOCUMENT} in its worker`, note: NOTE, columns, rows }], aims };
}
