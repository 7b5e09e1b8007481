// What is wrong with a file somebody handed over, for that person to read.
import type { Text } from './types';

export class FileError extends Error {
	override name = 'FileError';
	constructor(
		/** What is wrong and what to do, in full sentences. */
		readonly told: Text,
		options?: ErrorOptions,
	) {
		super(told.en, options);
	}
}
