// JavaScript peers in a Node process each: a tfjs of their own, and memory that is theirs alone.
import { join } from 'node:path';
import type { Entry, Opened, Turn } from '../stage';
import type { Absent, Contestant } from './contestant';
import { converse } from './conversation';

export interface ProcessContestant extends Contestant {
	/** The most memory the process has held since it began to set the peer up, less what it held then; bytes. */
	memory(): Promise<number | undefined>;
}

export async function enterInNode(name: string, entry: Entry): Promise<ProcessContestant | Absent> {
	const main = join(import.meta.dirname, 'nodeMain.ts');
	const talk = converse(process.execPath, [...process.execArgv, main]);
	try {
		const opened = await talk.ask<Opened>('open', entry);
		if (opened.state === 'missing') {
			await talk.close();
			return { name, reason: opened.reason };
		}
	} catch (error) {
		await talk.close();
		throw error;
	}
	return {
		name,
		play: () => talk.ask<Turn>('play'),
		memory: () => talk.ask<number | undefined>('memory'),
		close: () => talk.close(),
	};
}
