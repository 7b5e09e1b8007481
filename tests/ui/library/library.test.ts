// All projects go into one file and come out of it as they were; what is broken is named, and nothing here is touched.
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { isLibrary } from '../../../src/lib/export/libraryFile';
import { readProject } from '../../../src/lib/export/projectFile';
import { FileError } from '../../../src/lib/graph/fileError';
import type { GraphDocument, Label } from '../../../src/lib/graph/types';
import { Projects } from '../../../src/lib/store/projects';
import { Versions } from '../../../src/lib/store/versions';
import {
	exportLibrary,
	type LibraryStore,
	type Progress,
} from '../../../src/lib/ui/library/exportLibrary';
import { importLibrary } from '../../../src/lib/ui/library/importLibrary';
import { randomAt } from '../../../src/lib/graph/random';
import { numbered } from '../../../src/lib/ui/library/numbered';
import { checkpointOf } from '../../compile/link/checkpointOf';
import { smallGan } from '../../runtime/smallGan';
import { mutateBytes } from '../../fuzz/mutate';
import { freshDatabase, makeDocument } from '../../store/fixtures';

// Files are named and data sets asked for by the page around it.
vi.mock('../../../src/lib/ui/shell/datasetReference', () => ({
	datasetReference: (name: string) => Promise.resolve({ name }),
}));

const say = (title: Label): string => (typeof title === 'string' ? title : title.en);
const progress = (): Progress & { seen: string[] } => {
	const seen: string[] = [];
	const onProgress = (done: number, all: number): void => void seen.push(`${done}/${all}`);
	return { onProgress, signal: new AbortController().signal, say, seen };
};
const PNG = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3);
const trained = (title: Label): GraphDocument => ({ ...smallGan(), title });

let time: number;
function freshStore(): LibraryStore {
	const database = freshDatabase();
	const now = (): number => time++;
	return { projects: new Projects(database, now), versions: new Versions(database, now) };
}

/** All that a library is to bring, without ids. */
async function contents({ projects, versions }: LibraryStore): Promise<unknown[]> {
	const list = await projects.list();
	return Promise.all(
		list.map(async ({ id, thumbnail, createdAt, updatedAt, preset }) => ({
			...{ createdAt, updatedAt, preset },
			document: (await projects.load(id))?.document,
			checkpoint: await projects.loadCheckpoint(id),
			losses: (await projects.loadRecord(id))?.losses,
			picture: thumbnail && [...new Uint8Array(await thumbnail.arrayBuffer())],
			versions: (await versions.list(id)).map(({ name, by, savedAt, document }) => ({
				...{ name, by, savedAt, document },
			})),
		})),
	);
}

let store: LibraryStore;

beforeEach(async () => {
	time = 1000;
	store = freshStore();
	const { projects, versions } = store;
	await projects.create({ document: makeDocument('empty') });
	const document = trained({ ja: '二つ', en: 'two' });
	const { program } = compile(document, { datasets: () => undefined });
	const checkpoint = checkpointOf(program!);
	const losses = { D: { rounds: [1, 2, 20], values: [0.5, -0.25, 1e-7] } };
	const record = { losses, pictures: {} };
	const id = await projects.create({ document, preset: 'gan', checkpoint, record });
	await projects.setThumbnail(id, new Blob([PNG], { type: 'image/png' }));
	await versions.add(id, { document: makeDocument('old'), name: 'once', by: 'hand' });
	await versions.add(id, { document, name: '前', by: 'auto' });
	await projects.create({ document: makeDocument('two') });
});

const filled = async (): Promise<Blob> => (await exportLibrary(store, progress())).file;

async function changed(
	change: (files: Record<string, Uint8Array>) => Record<string, Uint8Array>,
): Promise<Blob> {
	const files = unzipSync(new Uint8Array(await (await filled()).arrayBuffer()));
	return new Blob([zipSync(change(files))]);
}

describe('a library', () => {
	it('comes back as it was, in another browser', async () => {
		const there = progress();
		const { file, count, inPart } = await exportLibrary(store, there);
		expect([count, inPart]).toEqual([3, []]);
		expect(there.seen).toEqual(['0/3', '1/3', '2/3', '3/3']);
		expect(await isLibrary(file)).toBe(true);
		const other = freshStore();
		const result = await importLibrary(file, other, progress());
		expect(result).toEqual({ count: 3, skipped: [], inPart: [], stopped: undefined });
		// Titles that are alike are told apart, in the order they come.
		const [two, ...rest] = (await contents(store)) as [{ document: GraphDocument }];
		const [twoThere, ...restThere] = (await contents(other)) as [{ document: GraphDocument }];
		expect(restThere).toEqual(rest);
		expect({ ...twoThere, document: { ...twoThere.document, title: 'two' } }).toEqual(two);
		expect(twoThere.document.title).toBe('two (2)');
	});

	it('holds project files that open alone', async () => {
		const files = unzipSync(new Uint8Array(await (await filled()).arrayBuffer()));
		const name = Object.keys(files).find((one) => one === 'projects/0002-two.ganloom')!;
		const { document, weights } = await readProject(files[name]!);
		expect(document.title).toEqual({ ja: '二つ', en: 'two' });
		expect(weights?.metadata.players).toBeDefined();
	});

	it('touches nothing that is there', async () => {
		const before = await contents(store);
		await importLibrary(await filled(), store, progress());
		const after = await contents(store);
		expect(after).toHaveLength(6);
		expect(after).toEqual(expect.arrayContaining(before));
		expect((await store.projects.list()).map(({ title }) => say(title)).toSorted()).toEqual(
			['empty', 'empty (2)', 'two', 'two', 'two (2)', 'two (3)'].toSorted(),
		);
	});

	it('skips what is broken by its name, and takes the rest', async () => {
		const file = await changed((files) => ({
			...files,
			'projects/0001-two.ganloom': files['projects/0001-two.ganloom']!.subarray(0, 90),
			'projects/more.ganloom': strToU8('none'),
		}));
		const other = freshStore();
		const { count, skipped } = await importLibrary(file, other, progress());
		expect(count).toBe(2);
		expect(skipped.map(({ name }) => name).toSorted()).toEqual([
			'0001-two.ganloom',
			'more.ganloom',
		]);
		expect(skipped.every(({ reason }) => reason.length > 10)).toBe(true);
	});

	it('leaves out a version that is broken, and tells', async () => {
		const file = await changed((files) => {
			const name = 'projects/0002-two.ganloom';
			const inside = unzipSync(files[name]!);
			return { ...files, [name]: zipSync({ ...inside, 'versions/0.json': strToU8('{') }) };
		});
		const other = freshStore();
		const { count, inPart } = await importLibrary(file, other, progress());
		expect([count, inPart]).toEqual([3, ['two']]);
		const id = (await other.projects.list()).find(({ preset }) => preset === 'gan')!.id;
		expect((await other.versions.list(id)).map(({ name }) => name)).toEqual(['once']);
	});

	it('leaves out losses that are none, and tells', async () => {
		const file = await changed((files) => {
			const name = 'projects/0002-two.ganloom';
			const losses = { D: { rounds: [2, 1], values: [0, 0] } };
			const inside = { ...unzipSync(files[name]!), 'losses.json': strToU8(JSON.stringify(losses)) };
			return { ...files, [name]: zipSync(inside) };
		});
		const other = freshStore();
		expect((await importLibrary(file, other, progress())).inPart).toEqual(['two']);
		const id = (await other.projects.list()).find(({ preset }) => preset === 'gan')!.id;
		expect(await other.projects.loadRecord(id)).toBeUndefined();
	});

	it('never unpacks more than it states', async () => {
		const bomb = new Uint8Array(40_000_000);
		const file = await changed((files) => ({ ...files, 'projects/bomb.ganloom': bomb }));
		const bytes = new Uint8Array(await file.arrayBuffer());
		// The size in the directory, which is the last place its name is in.
		const text = new TextDecoder('latin1').decode(bytes);
		const at = text.lastIndexOf('projects/bomb.ganloom') - 46;
		new DataView(bytes.buffer).setUint32(at + 24, 1000, true);
		const other = freshStore();
		const { skipped } = await importLibrary(new Blob([bytes]), other, progress());
		expect(skipped.map(({ name }) => name)).toEqual(['bomb.ganloom']);
		expect(bytes.length).toBeLessThan(1_000_000);
	});

	it('is refused where it is something else, before anything is added', async () => {
		const other = freshStore();
		for (const file of [
			new Blob(['x']),
			new Blob([zipSync({ 'a.txt': strToU8('x') })]),
			await changed((files) => ({ ...files, 'library.json': strToU8('{"format":"x"}') })),
			(await filled()).slice(0, -30),
		])
			await expect(importLibrary(file, other, progress())).rejects.toBeInstanceOf(FileError);
		expect(await other.projects.list()).toEqual([]);
	});

	it('is refused or read in part however it is broken', async () => {
		const bytes = new Uint8Array(await (await filled()).arrayBuffer());
		let refused = 0;
		let skipped = 0;
		for (let at = 0; at < 120; at++) {
			const numbers = randomAt(1, 'library', at).uniform(512);
			let next = 0;
			const random = (): number => numbers[next++ % numbers.length]!;
			const broken = mutateBytes(bytes.slice(), random);
			const other = freshStore();
			const result = await importLibrary(
				new Blob([broken as Uint8Array<ArrayBuffer>]),
				other,
				progress(),
			).catch((error: unknown) => {
				if (!(error instanceof FileError)) throw error;
				refused++;
				return undefined;
			});
			skipped += result?.skipped.length ?? 0;
			expect(await other.projects.list()).toHaveLength(result?.count ?? 0);
		}
		expect(refused).toBeGreaterThan(10);
		expect(skipped).toBeGreaterThan(10);
	});

	it('stops when it is told to, and keeps what is there by then', async () => {
		const file = await filled();
		const stop = new AbortController();
		const other = freshStore();
		const slow = { ...progress(), signal: stop.signal };
		slow.onProgress = (done) => done === 1 && stop.abort();
		expect((await importLibrary(file, other, slow)).count).toBe(2);
		await expect(exportLibrary(store, slow)).rejects.toBe(stop.signal.reason);
	});
});

describe('numbered', () => {
	it('counts on where the first number is taken', () => {
		const taken = new Set(['a', 'a (2)']);
		expect(numbered('b', taken, say)).toBe('b');
		expect(numbered('a', taken, say)).toBe('a (3)');
		expect(numbered({ ja: 'い', en: 'a' }, taken, say)).toEqual({ ja: 'い (3)', en: 'a (3)' });
	});
});
