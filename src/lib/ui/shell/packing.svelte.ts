// Files that take a while to put together: which is under way, that it takes long, and what became of it.
import { t } from '../i18n/i18n.svelte';
import type { Packed } from './networksZip';
import { dismiss, notify, type Notice } from './notices.svelte';
import { reasonOf } from './reason';

/** Milliseconds after which it is said that something is being put together. */
const LONG = 500;

export class Packing {
	/** What is being put together, by its key under `common.export`. */
	what = $state<string>();

	/** Tells of what could not be among the files, and what to take in its place. Never rejects. */
	async pack(
		what: string,
		make: () => Promise<Packed | void>,
		action?: Notice['action'],
	): Promise<void> {
		this.what = what;
		let said: number | undefined;
		const late = setTimeout(() => {
			const text = t('common.export.packing', { what: t(`common.export.${what}`) });
			said = notify({ tone: 'quiet', text });
		}, LONG);
		try {
			const { written, leftOut } = (await make()) ?? { written: 1, leftOut: [] };
			const why = leftOut.join(' ');
			const told = written > 0 ? 'leftOut' : 'nothing';
			if (why) notify({ tone: 'error', text: t(`common.export.${told}`, { why }), action });
		} catch (error) {
			notify({ tone: 'error', text: t('errors.export', { reason: reasonOf(error) }) });
		} finally {
			clearTimeout(late);
			if (said !== undefined) dismiss(said);
			this.what = undefined;
		}
	}
}
