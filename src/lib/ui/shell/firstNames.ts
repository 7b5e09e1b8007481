// A row of names that doesn't grow long: the first of them, and how many more there are.
import { list, t } from '../i18n/i18n.svelte';

/** So many names are told. */
const MOST_NAMES = 4;

export function firstNames(names: readonly string[]): string {
	const told = list(names.slice(0, MOST_NAMES));
	const more = names.length - MOST_NAMES;
	return more > 0 ? t('common.weights.more', { names: told, count: more }) : told;
}
