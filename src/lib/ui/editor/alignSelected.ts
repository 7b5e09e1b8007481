// Lines up what is selected.
import { aligned, type Alignment } from './align';
import type { Editor } from './editor.svelte';

/** Every way, and of how many nodes it takes. */
export const ALIGNMENTS: readonly { how: Alignment; least: number }[] = [
	{ how: 'left', least: 2 },
	{ how: 'centre', least: 2 },
	{ how: 'right', least: 2 },
	{ how: 'across', least: 3 },
	{ how: 'top', least: 2 },
	{ how: 'middle', least: 2 },
	{ how: 'bottom', least: 2 },
	{ how: 'down', least: 3 },
];

export function alignSelected(editor: Editor, how: Alignment): void {
	const boxes = [...editor.selection].flatMap((id) => {
		const box = editor.boxOf([id]);
		return box ? [[id, box] as const] : [];
	});
	const to = aligned(new Map(boxes), how);
	editor.apply({ type: 'moveNodes', canvas: editor.canvasId, to });
}
