// What is said when somebody edits a locked graph: once, however often it is tried.
import { t } from '../i18n/i18n.svelte';
import { notices, notify } from '../shell/notices.svelte';

export function tellLocked(unlock: () => void): void {
	const text = t('share.locked.why');
	if (notices().some((notice) => notice.text === text)) return;
	notify({ tone: 'quiet', text, action: { label: t('share.locked.unlock'), run: unlock } });
}
