// A person's own data sets as the page knows them: listed, added, renamed, removed and brought back.
import { forget, remember } from '../../data/own/known';
import type { OwnSet } from '../../data/own/ownSet';
import { ownStore } from '../../data/own/ownStore';
import { reasonOf } from '../shell/reason';

let list = $state.raw<readonly OwnSet[]>([]);
let trouble = $state('');
let loading: Promise<void> | undefined;

export const ownSets = {
	/** Newest first. Reading it makes what reads it follow every change of them. */
	get list(): readonly OwnSet[] {
		return list;
	},
	/** Why they could not be read; empty otherwise. */
	get trouble(): string {
		return trouble;
	},
	/** Once they are known, or known not to be had. */
	ready(): Promise<void> {
		return (loading ??= refresh());
	},
	/** @throws where there is no room, or the browser keeps nothing. */
	async add(set: OwnSet, ports: Blob[]): Promise<void> {
		await ownStore().add(set, ports);
		await refresh();
	},
	async rename(name: string, title: string): Promise<void> {
		await ownStore().rename(name, title);
		await refresh();
	},
	/** Gives what brings it back. */
	async remove(name: string): Promise<() => Promise<void>> {
		const restore = await ownStore().remove(name);
		await refresh();
		return async () => {
			await restore();
			await refresh();
		};
	},
};

async function refresh(): Promise<void> {
	try {
		const found = await ownStore().list();
		for (const { name } of list) forget(name);
		for (const set of found) remember(set);
		list = found;
		trouble = '';
	} catch (error) {
		// A browser that keeps nothing has no own sets; everything else goes on.
		trouble = reasonOf(error);
	}
}
