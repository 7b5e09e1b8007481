import { beforeEach, describe, expect, it } from 'vitest';
import { edit, startHistory } from '../../src/lib/graph/history';
import { ProjectRemoved, troubleOf } from '../../src/lib/store/database';
import { Projects } from '../../src/lib/store/projects';
import { Settings } from '../../src/lib/store/settings';
import { freshDatabase, makeCheckpoint, makeDocument } from './fixtures';

let projects: Projects;
let time: number;

beforeEach(() => {
	time = 1000;
	projects = new Projects(freshDatabase(), () => time++);
});

const titles = async (): Promise<unknown[]> => (await projects.list()).map(({ title }) => title);

describe('Projects', () => {
	it('keeps a document as it is', async () => {
		const document = makeDocument('one');
		const id = await projects.create({ document, preset: 'gan' });
		expect(await projects.load(id)).toMatchObject({ id, document, preset: 'gan', createdAt: 1000 });
		expect(await projects.load('other')).toBeUndefined();
	});

	it('lists without documents, the latest changed first', async () => {
		const one = await projects.create({ document: makeDocument('one') });
		await projects.create({ document: makeDocument('two') });
		expect(await titles()).toEqual(['two', 'one']);
		await projects.save(one, makeDocument('one, changed'));
		expect(await titles()).toEqual(['one, changed', 'two']);
		expect((await projects.list())[0]).not.toHaveProperty('document');
	});

	it('keeps a place in the list when only the picture is new', async () => {
		const one = await projects.create({ document: makeDocument('one') });
		await projects.create({ document: makeDocument('two') });
		await projects.setThumbnail(one, new Blob(['png']));
		expect(await titles()).toEqual(['two', 'one']);
		expect((await projects.list())[1]?.thumbnail).toBeDefined();
	});

	it('renames the document with the project', async () => {
		const id = await projects.create({ document: makeDocument('one') });
		await projects.rename(id, 'uno');
		expect((await projects.load(id))?.document.title).toBe('uno');
		expect(await titles()).toEqual(['uno']);
	});

	it('replaces the checkpoint, with typed arrays kept as such', async () => {
		const id = await projects.create({ document: makeDocument('one') });
		expect(await projects.loadCheckpoint(id)).toBeUndefined();
		await projects.saveCheckpoint(id, makeCheckpoint(5));
		await projects.saveCheckpoint(id, makeCheckpoint(7));
		const checkpoint = await projects.loadCheckpoint(id);
		expect(checkpoint).toEqual(makeCheckpoint(7));
		expect(checkpoint?.weights['G/dense1/weight']?.values).toBeInstanceOf(Float32Array);
		await projects.removeCheckpoint(id);
		expect(await projects.loadCheckpoint(id)).toBeUndefined();
	});

	it('copies document and checkpoint, apart from the original', async () => {
		const document = makeDocument('one');
		const id = await projects.create({ document, checkpoint: makeCheckpoint(5) });
		const copy = await projects.duplicate(id, 'copy');
		await projects.saveCheckpoint(id, makeCheckpoint(6));
		expect((await projects.load(copy))?.document).toEqual({ ...document, title: 'copy' });
		expect((await projects.loadCheckpoint(copy))?.round).toBe(5);
		expect((await projects.load(id))?.title).toBe('one');
	});

	it('keeps undo and redo, documents sharing what they share', async () => {
		const id = await projects.create({ document: makeDocument('one') });
		expect(await projects.loadHistory(id)).toBeUndefined();
		const history = edit(startHistory(makeDocument('one')), [
			{ type: 'setDocumentTitle', title: 'two' },
		]);
		await projects.saveHistory(id, history);
		const kept = await projects.loadHistory(id);
		expect(kept).toEqual(history);
		expect(kept?.past[0]?.document.training).toBe(kept?.present.training);
	});

	it('removes everything of a project, and brings it back', async () => {
		const document = makeDocument('one');
		const id = await projects.create({ document, checkpoint: makeCheckpoint(5) });
		await projects.saveHistory(id, startHistory(document));
		const other = await projects.create({ document, checkpoint: makeCheckpoint(9) });
		const restore = await projects.remove(id);
		expect(await projects.load(id)).toBeUndefined();
		expect(await projects.loadCheckpoint(id)).toBeUndefined();
		expect(await projects.loadHistory(id)).toBeUndefined();
		expect((await projects.loadCheckpoint(other))?.round).toBe(9);
		await restore();
		expect((await projects.loadHistory(id))?.present).toEqual(document);
		expect((await projects.load(id))?.document).toEqual(document);
		expect((await projects.loadCheckpoint(id))?.round).toBe(5);
	});

	it('writes nothing for a project that is gone', async () => {
		const id = await projects.create({ document: makeDocument('one') });
		await projects.remove(id);
		await expect(projects.save(id, makeDocument('late'))).rejects.toBeInstanceOf(ProjectRemoved);
		await expect(projects.saveCheckpoint(id, makeCheckpoint(1))).rejects.toSatisfy(
			(error) => troubleOf(error) === 'removed',
		);
		expect(await titles()).toEqual([]);
	});
});

describe('Settings', () => {
	it('keeps values by key', async () => {
		const settings = new Settings(freshDatabase());
		expect(await settings.get('minimap')).toBeUndefined();
		await settings.set('minimap', { shown: true });
		expect(await settings.get('minimap')).toEqual({ shown: true });
	});
});

describe('troubleOf', () => {
	it('finds a full disk inside what wraps it', () => {
		const quota = new DOMException('no room', 'QuotaExceededError');
		expect(troubleOf(quota)).toBe('full');
		expect(troubleOf({ name: 'AbortError', inner: quota })).toBe('full');
		expect(troubleOf(new DOMException('off', 'InvalidStateError'))).toBe('unavailable');
		expect(troubleOf(new TypeError('?'))).toBe('unknown');
	});
});
