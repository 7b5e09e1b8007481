// Where a command writes, and how it ends early: handed in, so that tests run commands in their own process.

export interface Io {
	/** Results. */
	out(text: string): void;
	/** Progress and complaints. */
	err(text: string): void;
	/** Whether `err` goes to a terminal, where a line can be drawn again and again. */
	terminal: boolean;
}

/** Exit codes: 0 as wished, 1 the document or the run failed, 2 what was asked for makes no sense. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with a message of one or a few lines. */
export class CliError extends Error {
	override name = 'CliError';
	constructor(
		message: string,
		readonly exitCode: ExitCode = 2,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
