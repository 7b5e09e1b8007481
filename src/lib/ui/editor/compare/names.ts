// What the other document of a comparison is called.
import { pick, t } from '../../i18n/i18n.svelte';
import { findPreset } from '../../presets';
import type { Comparison } from './comparison.svelte';
import { isOnLine } from './lectureLine';

export function presetName(id: string): string {
	return isOnLine(id) ? t(`compare.short.${id}`) : pick(findPreset(id)?.document.title) || id;
}

/** An earlier state is counted from the open document back. */
export function otherName({ with_, other, editor }: Comparison): string {
	switch (with_.from) {
		case 'preset':
			return presetName(with_.id);
		case 'file':
		case 'version':
			return with_.name;
		case 'project':
			return with_.title;
		case 'earlier':
			return t('compare.editsAgo', { count: editsAgo(editor.earlier, other) });
	}
}

/** How many edits lead from an earlier document to the open one. */
export function editsAgo(earlier: readonly unknown[], document: unknown): number {
	const at = earlier.lastIndexOf(document);
	return at < 0 ? 0 : earlier.length - at;
}
