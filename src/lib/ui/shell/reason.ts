// Why something went wrong, in the words of the page's language where there are any.
import { FileError } from '../../graph/fileError';
import { pick } from '../i18n/i18n.svelte';

export function reasonOf(error: unknown): string {
	if (error instanceof FileError) return pick(error.told);
	return error instanceof Error ? error.message : String(error);
}
