// Comparisons that the palette offers: with every preset, and with the document before the last edit.
import { startComparison } from '../editor/compare/comparison.svelte';
import { predecessor } from '../editor/compare/lectureLine';
import { presetName } from '../editor/compare/names';
import type { Editor } from '../editor/editor.svelte';
import type { Deed } from '../editor/find/entries';
import { t } from '../i18n/i18n.svelte';
import { presets } from '../presets';

/** `preset`: what the document was made from; its predecessor in the lecture comes first. */
export function compareDeeds(editor: Editor, preset: string | undefined): Deed[] {
	const before = predecessor(preset);
	const { comparison } = editor;
	const listed = presets.toSorted((a, b) => Number(b.id === before) - Number(a.id === before));
	const earlier = editor.earlier.at(-1);
	return [
		...(comparison
			? [
					{
						key: 'compare leave',
						text: t('compare.leave'),
						press: '',
						run: () => comparison.leave(),
					},
				]
			: []),
		...listed.map(({ id, document }) => ({
			key: `compare ${id}`,
			text: t(id === before ? 'compare.sinceQuestion' : 'compare.with', { name: presetName(id) }),
			press: '',
			run: () => startComparison(editor, { from: 'preset', id }, document),
		})),
		...(earlier
			? [
					{
						key: 'compare earlier',
						text: t('compare.with', { name: t('compare.earlier') }),
						press: '',
						run: () => startComparison(editor, { from: 'earlier' }, earlier),
					},
				]
			: []),
	];
}
