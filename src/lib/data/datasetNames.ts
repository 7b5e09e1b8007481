// Which data sets a document learns from.
import type { GraphDocument } from '../graph/types';

/** Names of the data sets a document uses, each once. */
export function datasetNames(document: GraphDocument): string[] {
	const names = document.training.nodes.flatMap(({ params }) =>
		typeof params.dataset === 'string' ? [params.dataset] : [],
	);
	return [...new Set(names)];
}
