// The graph of a variant: the preset's, with the variant's edits.
import { applyCommand } from '../../graph/commands/apply';
import type { GraphDocument } from '../../graph/types';
import type { Experiment, Variant } from './experiment';

/**
 * Pure. The document is called what the variant changes, and tells what to look at.
 * @throws where an edit changes nothing: the preset is not the one it was written for.
 */
export function vary(
	preset: GraphDocument,
	{ id, look }: Experiment,
	variant: Variant,
): GraphDocument {
	const changed = variant.edits.reduce((document, edit) => {
		const next = applyCommand(document, edit);
		if (next === document)
			throw new Error(`${id}/${variant.id}: ${edit.type} changes nothing in the preset.`);
		return next;
	}, preset);
	return { ...changed, title: variant.title, summary: look };
}
