// Own data sets in the browser's database, and as the rest of the app sees them.
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { datasetType, findDataset } from '../../../src/lib/data/catalogue';
import { forget, learnOwn, remember } from '../../../src/lib/data/own/known';
import { loadOwn } from '../../../src/lib/data/own/loadOwn';
import { bytesOf, datasetOf, ownName, type OwnSet } from '../../../src/lib/data/own/ownSet';
import { OwnStore, ownStore } from '../../../src/lib/data/own/ownStore';

const set: OwnSet = {
	...{ name: 'own-cats-12345678', title: 'Cats', kind: 'pictures', count: 2, held: 1 },
	outputs: [
		{
			port: 'image',
			type: { shape: [1, 2, 1], dtype: 'float32', meaning: 'image', range: [-1, 1] },
		},
		{ port: 'label', type: { shape: [], dtype: 'int32', meaning: 'label', classes: 2 } },
	],
	...{ classNames: ['tabby', 'black'], sum: '12345678', createdAt: 5 },
};
const ports = (): Blob[] => [
	new Blob([Uint8Array.from([0, 255, 255, 0, 51, 204])]),
	new Blob([Uint8Array.from([0, 1, 1])]),
];

let store: OwnStore;
let databases = 0;

beforeEach(() => {
	store = new OwnStore(`own-test-${databases++}`);
});

describe('own data sets', () => {
	it('are kept, and give what was put into them, items held out apart', async () => {
		await store.add(set, ports());
		expect(await store.list()).toEqual([set]);
		const loaded = await loadOwn(datasetOf(set), store);
		expect(loaded.count).toBe(2);
		const { image, label } = loaded.gather([1, 0]);
		expect(image).toEqual({ shape: [2, 1, 2, 1], values: Float32Array.from([1, -1, -1, 1]) });
		expect([...label!.values]).toEqual([1, 0]);
		const held = loaded.held!.gather([0]).image!.values;
		expect([...held].map((value) => Math.round(value * 10) / 10)).toEqual([-0.6, 0.6]);
	});

	it('take the bytes they say', () => {
		expect(bytesOf(set)).toBe(9);
	});

	it('are renamed, removed, and brought back with their values', async () => {
		await store.add(set, ports());
		await store.rename(set.name, 'Dogs');
		expect((await store.find(set.name))!.title).toBe('Dogs');
		const restore = await store.remove(set.name);
		expect(await store.list()).toEqual([]);
		expect(await store.values(set.name)).toBeUndefined();
		await restore();
		expect(await store.list()).toEqual([{ ...set, title: 'Dogs' }]);
		expect((await loadOwn(datasetOf(set), store)).count).toBe(2);
	});

	it('say so when their values are gone or cut short', async () => {
		await expect(loadOwn(datasetOf(set), store)).rejects.toThrow('gone from this browser');
		await store.add(set, [new Blob([new Uint8Array(4)]), ports()[1]!]);
		await expect(loadOwn(datasetOf(set), store)).rejects.toThrow('4 bytes instead of 6');
	});

	it('are known to the compiler once they are learned of', async () => {
		expect(datasetType(set.name)).toBeUndefined();
		remember(set);
		expect(datasetType(set.name)).toEqual({ outputs: set.outputs, count: 2 });
		forget(set.name);
		expect(findDataset(set.name)).toBeUndefined();
		await ownStore().add(set, ports());
		await learnOwn(['mnist', 'own-other-1', set.name]);
		expect(findDataset(set.name)?.classNames).toEqual(['tabby', 'black']);
		expect(findDataset('own-other-1')).toBeUndefined();
	});

	it('have names that documents and addresses can carry', () => {
		expect(ownName('My  Cats & Dogs!', 'abcdef0123')).toBe('own-my-cats-dogs-abcdef01');
		expect(ownName('ねこの写真', 'abcdef0123')).toBe('own-ねこの写真-abcdef01');
		expect(ownName('', 'abcdef0123')).toBe('own-abcdef01');
	});
});
