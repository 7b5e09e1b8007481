// WebGL and plain JavaScript in Chromium: what running a document costs over the same step written by hand.
import { subjectOf } from '../documents';
import type { Pages } from '../places/browser';
import { race } from '../race';
import type { Aim, Options, Report } from '../report';
import type { Entry } from '../stage';
import { raceTables, ratioCell, type Raced } from './raceTables';

const NAMES = ['ours', 'tfjs', 'tf.layers'];

/** Convolutions take a quarter of a minute a round here at the documents' own. */
const BATCH: Readonly<Record<string, number>> = { dcgan: 8, unet: 1 };

const NOTE =
	'Peers written by hand, each in a worker of a page. At a smaller batch where named: there a graph’s own cost weighs more.';

export async function fallbacks(
	backend: 'webgl' | 'cpu',
	pages: Pages,
	documents: readonly string[],
	{ quick }: Options,
): Promise<Report> {
	const laps = { warmUp: 2, rounds: quick ? 3 : 9 };
	const raced: Raced[] = [];
	for (const name of documents) {
		const batch = BATCH[name];
		const document = batch ? `${name}, batch ${batch}` : name;
		const subject = await subjectOf(name, batch);
		const rounds = laps.warmUp + laps.rounds;
		const entry: Entry = { peer: 'ours', backend, subject, rounds };
		const entries = [
			await pages.enter('ours', entry),
			await pages.enter('tfjs', { ...entry, peer: 'tfjs' }),
			await pages.enter('tf.layers', { ...entry, peer: 'layers' }),
		];
		raced.push({ document, race: await race(entries, laps) });
	}
	const aims = raced.map((one): Aim => ({
		what: `${one.document} on ${backend}: ours ÷ hand-written tfjs`,
		result: ratioCell(one, 'ours', 'tfjs'),
		most: 1.05,
	}));
	return { tables: raceTables(`${backend} in Chromium`, NOTE, NAMES, raced), aims };
}
