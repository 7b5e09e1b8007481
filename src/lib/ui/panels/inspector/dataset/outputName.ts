// What an output of a data set is called, as its node on the canvas calls it.
import type { DatasetType } from '../../../../nodes/kind';
import { t } from '../../../i18n/i18n.svelte';

/** A port named after what it carries is called that in every language. */
export function outputName({ port, type }: DatasetType['outputs'][number]): string {
	return port === type.meaning ? t(`editor.meaning.${port}`) : port;
}
