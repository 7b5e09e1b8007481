// Making blocks of what is selected and taking them apart, from keys and buttons alike.
import { grouped, ungrouped } from '../../graph/grouping';
import { t } from '../i18n/i18n.svelte';
import { notify } from '../shell/notices.svelte';
import type { Editor } from './editor.svelte';

/** Moves the selected nodes into a new block and selects its use, or says why not. */
export function makeBlock(editor: Editor): void {
	const made = grouped(editor.document, editor.canvasId, editor.selection);
	if (made.problem !== undefined) {
		notify({ tone: 'quiet', text: t(`editor.block.${made.problem}`) });
		return;
	}
	editor.apply(made.commands);
	editor.select([made.node]);
}

/** Whether a node of the canvas uses a block, which can be taken apart. */
export function usesBlock({ canvas, document }: Editor, node: string): boolean {
	const block = canvas.nodes.find(({ id }) => id === node)?.params.block;
	return typeof block === 'string' && Object.hasOwn(document.blocks, block);
}

/** Puts a block's nodes in place of its use, and selects them; false where the node uses none. */
export function takeApart(editor: Editor, node: string): boolean {
	const parts = ungrouped(editor.document, editor.canvasId, node);
	if (!parts) return false;
	editor.apply(parts.commands);
	editor.select(parts.nodes);
	return true;
}
