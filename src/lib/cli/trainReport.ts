// What `ganloom train` tells while it runs, and the files it leaves.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { encodeContactSheet } from '../export/png';
import type { MonitorValue } from '../runtime/protocol';
import { CliError, messageOf, type Io } from './io';
import { writeOut } from './weightFiles';

type Losses = Record<string, number>;

const format = (losses: Losses): string =>
	Object.entries(losses)
		.map(([player, loss]) => `${player} ${loss.toPrecision(4)}`)
		.join('  ');

/** How far it is: lines of JSON, a bar on a terminal, or a line every tenth of the way. */
export interface Progress {
	round(round: number, losses: Losses): void;
	stop(): void;
}

export function makeProgress(rounds: number, json: boolean, io: Io): Progress {
	if (json)
		return {
			round: (round, losses) => io.out(`${JSON.stringify({ round, losses })}\n`),
			stop: () => undefined,
		};
	if (io.terminal) {
		const bar = new SingleBar({
			format: '{bar} {value}/{total} rounds, {eta_formatted} left  {losses}',
			stream: process.stderr,
			hideCursor: true,
		});
		bar.start(rounds, 0, { losses: '' });
		return {
			round: (round, losses) => bar.update(round, { losses: format(losses) }),
			stop: () => bar.stop(),
		};
	}
	const every = tenth(rounds);
	return {
		round(round, losses) {
			if (round % every === 0) io.err(`round ${round} of ${rounds}  ${format(losses)}\n`);
		},
		stop: () => undefined,
	};
}

export const tenth = (rounds: number): number => Math.max(1, Math.ceil(rounds / 10));

/** Collects losses and pictures of a run in a folder. */
export class RunFolder {
	private readonly rows: { round: number; losses: Losses }[] = [];
	private readonly writes: Promise<void>[] = [];

	private constructor(readonly path: string) {}

	/** @throws {CliError} */
	static async open(path: string): Promise<RunFolder> {
		await mkdir(path, { recursive: true }).catch((error: unknown) => {
			throw new CliError(`${path} can't be made: ${messageOf(error)}`, 2, { cause: error });
		});
		return new RunFolder(path);
	}

	round(round: number, losses: Losses): void {
		this.rows.push({ round, losses });
	}

	/** One sheet a monitor: `samples-000100.png`, with the node between where there are several. */
	monitors(round: number, monitors: Record<string, MonitorValue>): void {
		const shown = Object.entries(monitors).flatMap(([node, value]) =>
			value.shows === 'pictures' ? [{ node, pictures: value.pictures }] : [],
		);
		for (const { node, pictures } of shown) {
			const number = String(round).padStart(6, '0');
			const name = shown.length > 1 ? `samples-${node}-${number}.png` : `samples-${number}.png`;
			this.writes.push(writeOut(join(this.path, name), encodeContactSheet(pictures)));
		}
	}

	/** Writes `losses.csv`, and waits until the pictures are written too. */
	async close(): Promise<void> {
		const players = [...new Set(this.rows.flatMap(({ losses }) => Object.keys(losses)))];
		const lines = this.rows.map(({ round, losses }) =>
			[round, ...players.map((player) => losses[player] ?? '')].join(','),
		);
		const text = [['round', ...players].join(','), ...lines, ''].join('\n');
		await Promise.all([...this.writes, writeOut(join(this.path, 'losses.csv'), text)]);
	}
}
