// The worker that looks into data sets: fetches, unpacks and draws them off the page's thread.
import { expose } from 'comlink';
import type { LoadedDataset } from '../../nodes/kind';
import { findDataset } from '../catalogue';
import { loadDataset } from '../load';
import { takeHandful, type Handful, type HandfulRequest } from './handful';

export interface Browse {
	/**
	 * Of the data set of that name, found under the page's base address.
	 * @throws Error with a message for the reader.
	 */
	handful(name: string, base: string, request: HandfulRequest): Promise<Handful>;
}

/** The one looked at last stays in memory; unpacked, it may take 26 MB. */
let kept: { name: string; loaded: Promise<LoadedDataset> } | undefined;

function load(name: string, base: string): Promise<LoadedDataset> {
	if (kept?.name === name) return kept.loaded;
	const loading = { name, loaded: loadDataset(name, base) };
	kept = loading;
	loading.loaded.catch(() => {
		// Asked for again, it is tried again.
		if (kept === loading) kept = undefined;
	});
	return loading.loaded;
}

const browse: Browse = {
	async handful(name, base, request) {
		const loaded = await load(name, base);
		return takeHandful(findDataset(name)!, loaded, request);
	},
};
expose(browse);
