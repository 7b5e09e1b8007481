// Makes sure that only one tab at a time writes to a project.

/** The part of the browser's lock manager used here. */
export type Locks = Pick<LockManager, 'request'>;

export interface Claim {
	/** False while another tab has the project open. */
	readonly held: boolean;
	/** Lets go; the next tab in the queue, if any, gets it. */
	release(): void;
}

/**
 * Claims a project for this tab. When another tab has it, waits in the background and calls `onFree` once that tab
 * has let go: the claim is then held, and what the other tab saved should be loaded before anything is written.
 * A browser without locks (a page over plain http) has every claim held. A closed or crashed tab lets go by itself.
 */
export async function claimProject(
	id: string,
	onFree: () => void,
	locks: Locks | undefined = globalThis.navigator?.locks,
): Promise<Claim> {
	if (!locks) return { held: true, release: () => undefined };
	const name = `gan-loom/project/${id}`;
	const waiting = new AbortController();
	let held = false;
	let release = (): void => waiting.abort();
	/** Keeps the lock until `release` is called. */
	const hold = (): Promise<void> => {
		held = true;
		return new Promise((resolve) => (release = resolve));
	};
	await new Promise<void>((settled, failed) => {
		locks
			.request(name, { ifAvailable: true }, (lock) => {
				const holding = lock ? hold() : undefined;
				settled();
				return holding;
			})
			.catch(failed);
	});
	if (!held) {
		locks
			.request(name, { signal: waiting.signal }, () => {
				const holding = hold();
				onFree();
				return holding;
			})
			.catch((error: Error) => {
				if (error.name !== 'AbortError') throw error;
			});
	}
	return {
		get held() {
			return held;
		},
		release: () => {
			release();
			held = false;
		},
	};
}
