// A probability at a loss on logits: the loss itself tells; the mend, another loss in its place, takes the whole graph.
import { replaceKind } from '../mends';
import type { LintContext } from './lint';

export function logits({ document, partition, log }: LintContext): void {
	log.offer('probabilityAtLogits', ({ canvas, node }) => {
		const place = node === undefined ? undefined : partition.facts.get(node)?.place;
		if (!place) return undefined;
		return {
			label: { ja: '確率用の BCE にする', en: 'Use BCE on probabilities' },
			commands: replaceKind(document, canvas, place.node.id, {
				kind: 'bce',
				params: place.node.params,
				ports: { logit: 'p' },
			}),
		};
	});
}
