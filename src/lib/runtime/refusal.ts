// A promise that never succeeds: raced against others, it ends the wait for what can no longer come.

export interface Refusal {
	promise: Promise<never>;
	reject(reason: Error): void;
}

export function newRefusal(): Refusal {
	let reject: (reason: Error) => void = () => undefined;
	const promise = new Promise<never>((_, refuse) => {
		reject = refuse;
	});
	// Whoever waits gets the error; with nobody waiting there is nothing to tell.
	promise.catch(() => undefined);
	return { promise, reject };
}
