// Ways to line up what is selected, which the palette offers.
import { ALIGNMENTS, alignSelected } from '../editor/alignSelected';
import type { Editor } from '../editor/editor.svelte';
import type { Deed } from '../editor/find/entries';
import { t } from '../i18n/i18n.svelte';

export function alignDeeds(editor: Editor): Deed[] {
	return ALIGNMENTS.filter(({ least }) => editor.selection.size >= least).map(({ how }) => ({
		key: `align ${how}`,
		text: t(`inspector.several.alignments.${how}`),
		press: '',
		run: () => alignSelected(editor, how),
	}));
}
