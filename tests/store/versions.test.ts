// Versions are kept with their project: listed, renamed, brought back, copied and removed along with it.
import { beforeEach, describe, expect, it } from 'vitest';
import { ProjectRemoved } from '../../src/lib/store/database';
import { Projects } from '../../src/lib/store/projects';
import { MOST_AUTO, Versions } from '../../src/lib/store/versions';
import { freshDatabase, makeDocument } from './fixtures';

let projects: Projects;
let versions: Versions;
let project: string;

beforeEach(async () => {
	let time = 1000;
	const database = freshDatabase();
	projects = new Projects(database, () => time++);
	versions = new Versions(database, () => time++);
	project = await projects.create({ document: makeDocument('now') });
});

const keep = (name: string, by: 'hand' | 'auto' = 'hand') =>
	versions.add(project, { document: makeDocument(name), name, by });
const names = async (id = project): Promise<string[]> =>
	(await versions.list(id)).map(({ name }) => name);

describe('Versions', () => {
	it('lists the latest first, documents as they were', async () => {
		await keep('one');
		await keep('two');
		expect(await names()).toEqual(['two', 'one']);
		expect((await versions.list(project))[1]?.document).toEqual(makeDocument('one'));
		expect(await versions.list('another')).toEqual([]);
	});

	it('drops the oldest of those kept by themselves, never a named one', async () => {
		await keep('mine');
		const { id } = await keep('auto 0', 'auto');
		await versions.rename(id, 'mine as well');
		for (let i = 1; i <= MOST_AUTO + 2; i++) await keep(`auto ${i}`, 'auto');
		const left = await names();
		expect(left).toHaveLength(MOST_AUTO + 2);
		expect(left.slice(-3)).toEqual(['auto 3', 'mine as well', 'mine']);
	});

	it('brings a deleted one back, unless its project is gone', async () => {
		const { id } = await keep('one');
		const restore = await versions.remove(id);
		expect(await names()).toEqual([]);
		await restore();
		expect(await names()).toEqual(['one']);
		const again = await versions.remove(id);
		await projects.remove(project);
		await expect(again()).rejects.toBeInstanceOf(ProjectRemoved);
		await expect(keep('two')).rejects.toBeInstanceOf(ProjectRemoved);
	});

	it('goes and comes back with the project', async () => {
		await keep('one');
		const restore = await projects.remove(project);
		expect(await names()).toEqual([]);
		await restore();
		expect(await names()).toEqual(['one']);
	});

	it('is copied with the project, apart from the original', async () => {
		await keep('one');
		const copy = await projects.duplicate(project, 'copy');
		const [copied] = await versions.list(copy);
		expect(copied).toMatchObject({ name: 'one', projectId: copy });
		await versions.remove(copied!.id);
		expect(await names()).toEqual(['one']);
	});
});
