import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHistory } from '../../src/lib/graph/history';
import { Autosave, type AutosaveOptions, type SaveState } from '../../src/lib/store/autosave';
import { Projects } from '../../src/lib/store/projects';
import { Stash } from '../../src/lib/store/stash';
import { freshDatabase, makeCheckpoint, makeDocument, makeLocks, makeStorage } from './fixtures';

let projects: Projects;
let stash: Stash;
let id: string;
let states: SaveState[];

const open = (options: Partial<AutosaveOptions> = {}): Promise<Autosave> =>
	Autosave.open(projects, id, { onState: (state) => states.push(state), ...options });
const stored = async (): Promise<unknown> => (await projects.load(id))?.title;

beforeEach(async () => {
	stash = new Stash(makeStorage());
	projects = new Projects(freshDatabase(), Date.now, stash);
	id = await projects.create({ document: makeDocument('first') });
	states = [];
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

describe('Autosave', () => {
	it('writes once after a burst of changes', async () => {
		const autosave = await open();
		const save = vi.spyOn(projects, 'save');
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		for (const title of ['a', 'b', 'c']) {
			autosave.change({ document: makeDocument(title) });
			vi.advanceTimersByTime(500);
		}
		expect(save).not.toHaveBeenCalled();
		vi.advanceTimersByTime(100);
		vi.useRealTimers();
		await autosave.flush();
		expect(save).toHaveBeenCalledTimes(1);
		expect(await stored()).toBe('c');
		expect(states.map(({ status }) => status)).toEqual([
			'saved',
			'saving',
			'saving',
			'saving',
			'saved',
		]);
	});

	it('keeps undo and redo with the document', async () => {
		const autosave = await open();
		const history = startHistory(makeDocument('a'));
		autosave.change({ document: history.present, history });
		await autosave.flush();
		expect(await projects.loadHistory(id)).toEqual(history);
	});

	it('writes when the page is left', async () => {
		const page = new EventTarget();
		const autosave = await open({ page });
		autosave.change({ document: makeDocument('last'), checkpoint: makeCheckpoint(3) });
		page.dispatchEvent(new Event('pagehide'));
		await vi.waitFor(async () => expect((await projects.loadCheckpoint(id))?.round).toBe(3));
		expect(await stored()).toBe('last');
		await autosave.close();
	});

	it('keeps an edit aside for the next visit when the page is gone before it is written', async () => {
		const page = new EventTarget();
		const autosave = await open({ page });
		const save = vi.spyOn(projects, 'save').mockReturnValue(new Promise(() => undefined));
		autosave.change({ document: makeDocument('last') });
		page.dispatchEvent(new Event('pagehide'));
		save.mockRestore();
		expect(stash.get(id)?.title).toBe('last');
		expect((await projects.load(id))?.document).toEqual(makeDocument('last'));
		expect(stash.get(id)).toBeUndefined();
	});

	it('keeps nothing aside once it is written', async () => {
		const page = new EventTarget();
		const autosave = await open({ page });
		autosave.change({ document: makeDocument('last') });
		page.dispatchEvent(new Event('visibilitychange'));
		await autosave.close();
		expect(await stored()).toBe('last');
		expect(stash.get(id)).toBeUndefined();
	});

	it('forgets the checkpoint after a reset', async () => {
		await projects.saveCheckpoint(id, makeCheckpoint(3));
		const autosave = await open();
		autosave.change({ checkpoint: null });
		await autosave.close();
		expect(await projects.loadCheckpoint(id)).toBeUndefined();
	});

	it('says that there is no room, keeps the document, and tries again', async () => {
		const autosave = await open();
		const full = vi
			.spyOn(projects, 'saveCheckpoint')
			.mockRejectedValue(new DOMException('no room', 'QuotaExceededError'));
		autosave.change({ document: makeDocument('kept'), checkpoint: makeCheckpoint(3) });
		await autosave.flush();
		expect(states.at(-1)).toEqual({ status: 'failed', reason: 'full', detail: 'no room' });
		expect(await stored()).toBe('kept');
		full.mockRestore();
		await autosave.flush();
		expect(states.at(-1)).toEqual({ status: 'saved' });
		expect((await projects.loadCheckpoint(id))?.round).toBe(3);
	});

	it('keeps the newer of a failed change and one made since', async () => {
		const autosave = await open();
		vi.spyOn(projects, 'save').mockRejectedValueOnce(new Error('not now'));
		autosave.change({ document: makeDocument('old') });
		const failing = autosave.flush();
		await Promise.resolve();
		autosave.change({ document: makeDocument('new') });
		await failing;
		await autosave.flush();
		expect(await stored()).toBe('new');
	});

	it('says that the project was removed', async () => {
		const autosave = await open();
		await projects.remove(id);
		autosave.change({ document: makeDocument('late') });
		await autosave.flush();
		expect(states.at(-1)).toMatchObject({ status: 'failed', reason: 'removed' });
	});
});

describe('two tabs', () => {
	it('lets only the first write, and the second once the first is closed', async () => {
		const locks = makeLocks();
		const first = await open({ locks });
		const onFree = vi.fn();
		const second = await open({ locks, onFree });
		expect(first.writes).toBe(true);
		expect(second.writes).toBe(false);
		expect(states.at(-1)).toEqual({ status: 'failed', reason: 'elsewhere' });

		second.change({ document: makeDocument('overwritten') });
		await second.flush();
		expect(await stored()).toBe('first');

		await first.close();
		await vi.waitFor(() => expect(onFree).toHaveBeenCalledTimes(1));
		expect(second.writes).toBe(true);
		second.change({ document: makeDocument('second') });
		await second.close();
		expect(await stored()).toBe('second');
	});

	it('takes a closed tab out of the queue', async () => {
		const locks = makeLocks();
		const first = await open({ locks });
		const onFree = vi.fn();
		await (await open({ locks, onFree })).close();
		await first.close();
		const third = await open({ locks });
		expect(third.writes).toBe(true);
		expect(onFree).not.toHaveBeenCalled();
	});
});
