// WebGPU in Chromium: what a round costs the host, and what it asks of the device.
//
// The device's own time means nothing where it is emulated, so kernels are emptied once peers have agreed.
import { subjectOf, type Subject } from '../documents';
import type { PageContestant, Pages } from '../places/browser';
import { isAbsent, type Absent } from '../places/contestant';
import type { GpuCost } from '../page/worker';
import { difference } from '../race';
import type { Aim, Cell, Options, Report } from '../report';
import { spreadOf } from '../statistics';
import type { Entry, Turn } from '../stage';

/** Peers must agree in so many rounds, at a batch that an emulated device gets through. */
const AGREEING = { batch: 2, rounds: 2 };

const ENTRIES = {
	'ours, replayed': { peer: 'ours' },
	'ours, op by op': { peer: 'ours', options: { opByOp: true } },
	tfjs: { peer: 'tfjs' },
	'tf.layers': { peer: 'layers' },
	'jax-js': { peer: 'jax' },
} as const satisfies Record<string, Pick<Entry, 'peer' | 'options'>>;

type Name = keyof typeof ENTRIES;
const NAMES = Object.keys(ENTRIES) as Name[];
const REPLAYED: Name = 'ours, replayed';
const OP_BY_OP: Name = 'ours, op by op';

/** Dispatches a round. */
const DISPATCHES: Readonly<Record<string, number>> = { gan: 180, dcgan: 280, unet: 430 };

const ROUNDS = { quick: 5, full: 40 };
/** With those until all is settled. */
const MOST_ROUNDS = 100;

const NOTE =
	'Peers agree in their losses first, with real kernels at a batch of 2 and op by op; that replay leaves the very same numbers is tested in `tests/e2e`. Then kernels run no groups: what is measured is JavaScript in the worker, until a round’s last commands are handed over. Of jax-js two submits, buffers and read-backs are our waiting for it. The tensors that ours leaves op by op are losses not yet read.';

type Costs = ReadonlyMap<string, readonly GpuCost[] | { none: string }>;

export async function webgpu(
	pages: Pages,
	documents: readonly string[],
	{ quick }: Options,
): Promise<Report> {
	const rows: Cell[][] = [];
	const aims: Aim[] = [];
	for (const document of documents) {
		const subject = await subjectOf(document);
		const broken = await agree(pages, await subjectOf(document, AGREEING.batch));
		const rounds = quick ? ROUNDS.quick : ROUNDS.full;
		const costs = await measure(await enterAll(pages, subject, broken), rounds);
		for (const [name, found] of costs) rows.push([document, name, ...costCells(found)]);
		aims.push(...aimsOf(document, costs));
	}
	const columns = [
		...['document', 'peer', 'JavaScript, ms', 'dispatches', 'submits', 'buffers made'],
		...['bind groups made', 'read-backs', 'KB to the device', 'tensors left', 'device memory, MB'],
	];
	return { tables: [{ title: 'WebGPU in Chromium, a round', note: NOTE, columns, rows }], aims };
}

const enter = (pages: Pages, name: Name, subject: Subject): Promise<PageContestant | Absent> =>
	pages.enter(name, { backend: 'webgpu', subject, rounds: MOST_ROUNDS, ...ENTRIES[name] });

/**
 * Has all play with real kernels, one after another: a peer that brings the device down takes no other with it. Gives
 * those that failed. Throws when ours does, or losses differ.
 */
async function agree(pages: Pages, subject: Subject): Promise<Absent[]> {
	const broken: Absent[] = [];
	const wanted: Turn[] = [];
	for (const name of NAMES) {
		const entry = await enter(pages, name, subject);
		if (isAbsent(entry)) continue;
		const turns: Turn[] = [];
		try {
			while (turns.length < AGREEING.rounds) turns.push(await entry.play());
		} catch (error) {
			if (name === REPLAYED) throw error;
			const [first] = String(error).split('\n');
			broken.push({ name, reason: `failed with real kernels: ${first}` });
			continue;
		} finally {
			await entry.close();
		}
		if (name === REPLAYED) wanted.push(...turns);
		else turns.forEach((turn, round) => difference(wanted[round]!, turn, name));
	}
	return broken;
}

async function enterAll(
	pages: Pages,
	subject: Subject,
	broken: readonly Absent[],
): Promise<(PageContestant | Absent)[]> {
	const entries: (PageContestant | Absent)[] = [];
	for (const name of NAMES) {
		const failed = broken.find((one) => one.name === name);
		entries.push(failed ?? (await enter(pages, name, subject)));
	}
	return entries;
}

/** Rounds of all, by turns. */
async function measure(
	entries: readonly (PageContestant | Absent)[],
	rounds: number,
): Promise<Costs> {
	const costs = new Map<string, GpuCost[] | { none: string }>();
	const running: { contestant: PageContestant; own: GpuCost[] }[] = [];
	try {
		for (const entry of entries) {
			const reason = isAbsent(entry) ? entry.reason : await entry.settle();
			const own: GpuCost[] = [];
			costs.set(entry.name, reason === undefined ? own : { none: reason });
			if (reason === undefined && !isAbsent(entry)) running.push({ contestant: entry, own });
		}
		for (let round = 0; round < rounds; round++) {
			for (const { contestant, own } of running) own.push(await contestant.cost());
		}
	} finally {
		for (const entry of entries) if (!isAbsent(entry)) await entry.close();
	}
	return costs;
}

/** Of a count: what comes up in a few rounds only must not be lost. */
const mean = (costs: readonly GpuCost[], of: (cost: GpuCost) => number): number =>
	costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length;

function costCells(found: readonly GpuCost[] | { none: string }): Cell[] {
	if ('none' in found) return [found];
	const count = (of: (cost: GpuCost) => number): number => mean(found, of);
	return [
		spreadOf(found.map(({ milliseconds }) => milliseconds)),
		count(({ counts }) => counts.dispatches),
		count(({ counts }) => counts.submits),
		count(({ counts }) => counts.buffers),
		count(({ counts }) => counts.bindGroups),
		count(({ counts }) => counts.readBacks),
		Math.round(count(({ counts }) => counts.bytesWritten) / 1e3),
		found[0]!.tensorsLeft === undefined ? '–' : count(({ tensorsLeft }) => tensorsLeft!),
		count(({ deviceBytes }) => deviceBytes) / 1e6,
	];
}

function aimsOf(document: string, costs: Costs): Aim[] {
	const what = (text: string): string => `${document} on WebGPU: ${text}`;
	const replayed = costs.get(REPLAYED)!;
	if ('none' in replayed) return [{ what: what('a replayed round'), result: replayed }];
	const count = (of: (cost: GpuCost) => number): number => mean(replayed, of);
	/** Ours ÷ the other's, or why there is no other. */
	const beside = (name: Name, of: (cost: GpuCost) => number): Cell => {
		const other = costs.get(name)!;
		if ('none' in other) return other;
		return spreadOf(replayed.map((cost, i) => of(cost) / of(other[i]!)));
	};
	const most = DISPATCHES[document];
	return [
		{
			what: what('JavaScript, replayed ÷ hand-written tfjs'),
			result: beside('tfjs', ({ milliseconds }) => milliseconds),
			most: 1 / 50,
		},
		...(most
			? [{ what: what('dispatches'), result: count((c) => c.counts.dispatches), most }]
			: []),
		{ what: what('submits'), result: count((c) => c.counts.submits), least: 1, most: 2 },
		{ what: what('buffers made'), result: count((c) => c.counts.buffers), most: 0 },
		{ what: what('bind groups made'), result: count((c) => c.counts.bindGroups), most: 0 },
		{ what: what('read-backs'), result: count((c) => c.counts.readBacks), most: 0 },
		{ what: what('tensors left over'), result: count((c) => c.tensorsLeft ?? 0), most: 0 },
		{
			what: what('device memory, replayed ÷ hand-written tfjs'),
			result: beside('tfjs', ({ deviceBytes }) => deviceBytes),
			...(document === 'dcgan' ? { most: 0.6 } : {}),
		},
		{
			what: what('device memory, replayed ÷ the same op by op'),
			result: beside(OP_BY_OP, ({ deviceBytes }) => deviceBytes),
		},
	];
}
