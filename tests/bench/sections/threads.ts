// Threads on wasm in Chromium: the same page isolated, where it may share memory, and not.
import { subjectOf } from '../documents';
import { Pages } from '../places/browser';
import { isAbsent } from '../places/contestant';
import { race } from '../race';
import type { Aim, Options, Report } from '../report';
import type { Entry } from '../stage';
import { raceTables, ratioCell, type Raced } from './raceTables';

const NOTE = 'Threads are what the engine itself says it runs on.';

export async function threads(documents: readonly string[], { quick }: Options): Promise<Report> {
	const laps = { warmUp: 3, rounds: quick ? 4 : 25 };
	const raced: Raced[] = [];
	const [alone, together] = [await Pages.open(), await Pages.open({ isolated: true })];
	try {
		for (const document of documents) {
			const subject = await subjectOf(document);
			const rounds = laps.warmUp + laps.rounds;
			const entry: Entry = { peer: 'ours', backend: 'wasm', subject, rounds };
			const several = await together.enter('several threads', entry);
			if (!isAbsent(several) && (several.threads ?? 1) < 2) {
				await several.close();
				raced.push({ document, race: { none: 'the engine has one thread here' } });
			} else {
				const one = await alone.enter('one thread', entry);
				raced.push({ document, race: await race([several, one], laps) });
			}
		}
	} finally {
		await alone.close();
		await together.close();
	}
	const names = ['several threads', 'one thread'];
	const aims = raced.map((one): Aim => ({
		what: `${one.document} on wasm in Chromium: several threads ÷ one`,
		most: 2 / 3,
		result: ratioCell(one, 'several threads', 'one thread'),
	}));
	return { tables: raceTables('threads on wasm in Chromium', NOTE, names, raced), aims };
}
