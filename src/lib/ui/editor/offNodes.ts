// Turning nodes off and on again, from keys and buttons alike.
import { canBeOff, isOff } from '../../graph/off';
import { t } from '../i18n/i18n.svelte';
import { notify } from '../shell/notices.svelte';
import type { Editor } from './editor.svelte';

/** Turns all of the nodes off if any is on, and on otherwise; or says why not. False where there are none. */
export function toggleOff(editor: Editor, nodes: ReadonlySet<string>): boolean {
	const chosen = editor.canvas.nodes.filter(({ id }) => nodes.has(id));
	if (chosen.length === 0) return false;
	const meant = chosen.filter(canBeOff);
	if (meant.length === 0) notify({ tone: 'quiet', text: t('editor.off.fixed') });
	editor.apply({
		type: 'setOff',
		canvas: editor.canvasId,
		nodes: meant.map(({ id }) => id),
		off: meant.some((node) => !isOff(node)),
	});
	return true;
}
