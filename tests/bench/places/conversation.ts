// A process that is asked by lines of JSON on its standard input, and answers each by one on its standard output.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What can be asked for: `[method, …arguments]`. The answer is `{ "gave": … }` or `{ "failed": "…" }`. */
export interface Conversation {
	/** Throws what the process throws, and when it ends. */
	ask<T>(method: string, ...args: unknown[]): Promise<T>;
	close(): Promise<void>;
}

export function converse(
	program: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv = {},
): Conversation {
	const child = spawn(program, args, {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { ...process.env, ...env },
	});
	const ended = new Promise<never>((_, reject) => {
		child.on('error', reject);
		child.on('close', (code) => reject(new Error(`${program} ended with ${code}.`)));
	});
	ended.catch(() => undefined); // told to whoever asks next
	// Written to after its end, it would fail twice.
	child.stdin.on('error', () => undefined);
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		async ask<T>(method: string, ...given: unknown[]): Promise<T> {
			child.stdin.write(`${JSON.stringify([method, ...given])}\n`);
			const { value, done } = await Promise.race([lines.next(), ended]);
			if (done) return ended;
			const answer = JSON.parse(value) as { gave: T } | { failed: string };
			if ('failed' in answer) throw new Error(answer.failed);
			return answer.gave;
		},
		async close() {
			child.stdin.end();
			await ended.catch(() => undefined);
		},
	};
}
