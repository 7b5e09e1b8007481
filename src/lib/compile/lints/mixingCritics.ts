// A penalty on each item's own slope means nothing where batch norm makes every answer depend on the whole batch.
import type { CanvasId } from '../../graph/types';
import { replaceKind } from '../mends';
import { allNeeded } from '../order';
import { bodiesOf, paramsOfType } from '../workspace';
import { GULRAJANI } from './citations';
import type { LintContext } from './lint';

export function mixingCritics({ document, inferred, partition, log }: LintContext): void {
	const bodiesIn = (canvas: string): CanvasId[] =>
		[...(inferred.workspace.sheets.get(canvas as CanvasId)?.places.values() ?? [])].flatMap(
			(place) => bodiesOf(document, place),
		);
	for (const node of partition.steps.keys()) {
		const { place } = partition.facts.get(node)!;
		// Losses that run a network by themselves are those that ask for its slope.
		if (place.kind?.category !== 'losses') continue;
		const critics = paramsOfType(place, 'network').map((name): CanvasId => `networks/${name}`);
		for (const canvas of allNeeded(critics, bodiesIn) as Set<CanvasId>) {
			for (const { kind, node: layer } of inferred.sheets.get(canvas)?.sheet.places.values() ??
				[]) {
				if (kind?.id !== 'batchNorm') continue;
				const penalty = place.kind.doc.name;
				log.add({
					severity: 'warning',
					code: 'batchNormInCritic',
					canvas,
					node: layer.id,
					message: {
						ja: `バッチ正規化は、1 件の答えをバッチ全体によるものにします。「${penalty.ja}」が罰するのは 1 件ごとの傾きなので、かみ合いません。層正規化を使ってください。`,
						en: `Batch norm makes an item’s answer depend on the whole batch, but “${penalty.en}” punishes each item’s own slope. Use layer norm here.`,
					},
					mend: {
						label: { ja: '層正規化にする', en: 'Use layer norm' },
						commands: replaceKind(document, canvas, layer.id, { kind: 'layerNorm' }),
					},
					paper: GULRAJANI,
				});
			}
		}
	}
}
