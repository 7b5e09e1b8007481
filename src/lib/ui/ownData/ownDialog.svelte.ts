// Whether the dialog for one's own data is open, and for whom.
import type { OwnSet } from '../../data/own/ownSet';
import type { Beginning } from './ownImport.svelte';

export interface OwnDataRequest {
	/** What was dropped; otherwise the dialog asks. */
	files?: readonly { path: string; file: File }[];
	/** As a graph has its pictures or sounds now, so that new ones fit into it. */
	beginning?: Beginning;
	/** Takes the new data set, such as the node that asked for it. */
	onDone?(set: OwnSet): void;
}

let request = $state.raw<OwnDataRequest>();

export const ownDialog = {
	get request(): OwnDataRequest | undefined {
		return request;
	},
	open(asked: OwnDataRequest = {}): void {
		request = asked;
	},
	close(): void {
		request = undefined;
	},
};
