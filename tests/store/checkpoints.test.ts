import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, Checkpoints, type ToKeep } from '../../src/lib/store/checkpoints';
import { ProjectRemoved, type Database } from '../../src/lib/store/database';
import { dropped, isDue, readRule, USUAL_RULE } from '../../src/lib/store/keepRule';
import { Projects } from '../../src/lib/store/projects';
import { freshDatabase, makeCheckpoint, makeDocument } from './fixtures';

const RULE = { last: 3 };

let database: Database;
let projects: Projects;
let checkpoints: Checkpoints;
let project: string;
let time: number;

beforeEach(async () => {
	time = 1000;
	database = freshDatabase();
	projects = new Projects(database, () => time++);
	checkpoints = new Checkpoints(database, () => time++);
	project = await projects.create({ document: makeDocument('one') });
});

const moment = (round: number, more: Partial<ToKeep> = {}): ToKeep => ({
	checkpoint: makeCheckpoint(round),
	document: makeDocument(`at ${round}`),
	by: 'auto',
	...more,
});
const rounds = async (): Promise<number[]> =>
	(await checkpoints.list(project)).map(({ round }) => round);

describe('Checkpoints', () => {
	it('keeps weights, the graph of then and what was shown', async () => {
		const record = { losses: { D: { rounds: [1], values: [0.5] } }, pictures: {} };
		const { id } = await checkpoints.keep(project, moment(5, { record, name: 'first' }), RULE);
		expect(await checkpoints.load(id)).toEqual({
			...{ checkpoint: makeCheckpoint(5), document: makeDocument('at 5'), record },
		});
		const [entry] = await checkpoints.list(project);
		// Two weights of four bytes, and a round with its loss.
		expect(entry).toMatchObject({ id, round: 5, by: 'auto', marked: false, bytes: 24 });
		expect(entry).toMatchObject({ name: 'first' });
	});

	it('leaves the state that follows the project alone', async () => {
		await projects.saveCheckpoint(project, makeCheckpoint(9));
		await checkpoints.keep(project, moment(5), RULE);
		expect((await projects.loadCheckpoint(project))?.round).toBe(9);
		expect(await rounds()).toEqual([5]);
		expect(await checkpoints.load(`${project}/auto`)).toBeUndefined();
	});

	it('keeps the last ones and all that are marked, and drops the weights with the entry', async () => {
		for (const round of [1, 2]) await checkpoints.keep(project, moment(round), RULE);
		const hand = await checkpoints.keep(project, moment(3, { by: 'hand' }), RULE);
		for (const round of [4, 5, 6]) await checkpoints.keep(project, moment(round), RULE);
		expect(await rounds()).toEqual([6, 5, 4, 3]);
		expect(hand.marked).toBe(true);
		expect(await database.checkpoints.count()).toBe(4);
		await checkpoints.change(hand.id, { marked: false });
		await checkpoints.keep(project, moment(7), RULE);
		expect(await rounds()).toEqual([7, 6, 5]);
	});

	it('keeps the size of all within bounds, but for what is marked and the newest', async () => {
		const one = bytesOf(moment(1));
		const tight = new Checkpoints(database, () => time++, 2.5 * one);
		await tight.keep(project, moment(1, { by: 'hand' }), RULE);
		for (const round of [2, 3]) await tight.keep(project, moment(round), RULE);
		expect(await rounds()).toEqual([3, 1]);
		const none = new Checkpoints(database, () => time++, 0);
		await none.keep(project, moment(4), RULE);
		expect(await rounds()).toEqual([4, 1]);
	});

	it('renames, marks, removes and brings back', async () => {
		const { id } = await checkpoints.keep(project, moment(5), RULE);
		await checkpoints.change(id, { name: 'sharp', marked: true });
		expect((await checkpoints.list(project))[0]).toMatchObject({ name: 'sharp', marked: true });
		const bringBack = await checkpoints.remove(id);
		expect(await rounds()).toEqual([]);
		expect(await checkpoints.load(id)).toBeUndefined();
		await bringBack();
		expect((await checkpoints.load(id))?.checkpoint).toEqual(makeCheckpoint(5));
	});

	it('goes with its project, and comes back with it', async () => {
		await checkpoints.keep(project, moment(5), RULE);
		const bringBack = await projects.remove(project);
		expect(await database.kept.count()).toBe(0);
		await expect(checkpoints.keep(project, moment(6), RULE)).rejects.toThrow(ProjectRemoved);
		await bringBack();
		expect(await rounds()).toEqual([5]);
	});
});

describe('the rule', () => {
	const rule = { rounds: 100, minutes: 2, last: 3 };
	const last = { round: 50, at: 0 };

	it('is due by rounds or by minutes, whichever is first', () => {
		expect(isDue(rule, last, { round: 149, at: 0 })).toBe(false);
		expect(isDue(rule, last, { round: 150, at: 0 })).toBe(true);
		expect(isDue(rule, last, { round: 51, at: 119_999 })).toBe(false);
		expect(isDue(rule, last, { round: 51, at: 120_000 })).toBe(true);
	});

	it('is never due for the same round, nor by what is 0', () => {
		expect(isDue(rule, last, { round: 50, at: 999_999 })).toBe(false);
		expect(isDue({ ...rule, rounds: 0, minutes: 0 }, last, { round: 1e6, at: 1e9 })).toBe(false);
	});

	it('drops nothing while there is room', () => {
		expect(dropped([], rule)).toEqual([]);
	});

	it('is read as it was stored, and the usual one where that is broken', () => {
		expect(readRule({ rounds: 0, minutes: 1, last: 20 })).toEqual({
			...{ rounds: 0, minutes: 1, last: 20 },
		});
		expect(readRule({ rounds: -1, minutes: 'x', last: 0 })).toEqual(USUAL_RULE);
		expect(readRule(undefined)).toEqual(USUAL_RULE);
	});
});
