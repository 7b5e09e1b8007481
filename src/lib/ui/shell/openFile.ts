// Files and links people hand over: read, checked, and kept as a project of their own, so that nothing open is lost.
import { decodeDocument } from '../../export/link';
import { parseDocument } from '../../graph/parse';
import { pick, t } from '../i18n/i18n.svelte';
import { notify } from './notices.svelte';
import { reasonOf } from './reason';
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
		notify({ tone: 'error', text: t('errors.file', { name: file.name, reason: reasonOf(error) }) });
	}
	return undefined;
}

/**
 * The id of the project made of a link's document.
 * @throws {FileError} where it can't be read.
 */
export async function importLink(text: string): Promise<string> {
	const id = await projects.create({ document: await decodeDocument(text) });
	notify({ tone: 'quiet', text: t('share.link.opened') });
	return id;
}
