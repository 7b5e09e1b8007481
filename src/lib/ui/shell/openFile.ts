// Files people hand over: read, checked, and kept as a project of their own, so that nothing open is lost.
import { parseDocument } from '../../graph/parse';
import { pick, t } from '../i18n/i18n.svelte';
import { notify } from './notices.svelte';
import { projects } from './store';

/** Asks for a file; undefined when none is chosen. */
export function askForFile(accept = '.json,application/json'): Promise<File | undefined> {
	return new Promise((resolve) => {
		const input = document.createElement('input');
		input.type = 'file';
		input.accept = accept;
		input.addEventListener('change', () => resolve(input.files?.[0]));
		input.addEventListener('cancel', () => resolve(undefined));
		input.click();
	});
}

/** The id of the project made of a file; undefined, and a message why, if it can't be read or kept. */
export async function importFile(file: File): Promise<string | undefined> {
	try {
		const parsed = parseDocument(await file.text());
		if (parsed.document) return await projects.create({ document: parsed.document });
		notify({
			tone: 'error',
			text: t('errors.file', { name: file.name, reason: pick(parsed.problem.message) }),
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		notify({ tone: 'error', text: t('errors.file', { name: file.name, reason }) });
	}
	return undefined;
}
