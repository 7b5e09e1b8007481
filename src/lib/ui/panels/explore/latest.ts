// Keeps up with what is asked for in bursts, such as a handle that is dragged.

/** Carries out `task`; asked again meanwhile, once more at the end. `task` tells of its own failures. */
export function latest(task: () => Promise<void>): () => Promise<void> {
	let busy = false;
	let again = false;
	return async () => {
		again = true;
		if (busy) return;
		busy = true;
		try {
			while (again) {
				again = false;
				await task();
			}
		} finally {
			busy = false;
		}
	};
}
