// Taking wires away without their nodes, and saying how many.
import type { Wire } from '../../graph/types';
import { t } from '../i18n/i18n.svelte';
import type { CanvasState } from './canvasState.svelte';
import type { Editor } from './editor.svelte';

/** The wires at a socket. */
export function socketWires(
	editor: Editor,
	node: string,
	{ name, side }: { name: string; side: 'in' | 'out' },
): readonly Wire[] {
	const wire = side === 'in' ? editor.wireAt([node, name]) : undefined;
	return side === 'in' ? (wire ? [wire] : []) : editor.wiresFrom([node, name]);
}

/** Takes wires away as one edit; false where there are none. */
export function breakWires({ editor, say }: CanvasState, wires: readonly Wire[]): boolean {
	if (wires.length === 0) return false;
	editor.disconnect(wires.map(({ to }) => to));
	say(t('editor.cut.done', { count: wires.length }));
	return true;
}
