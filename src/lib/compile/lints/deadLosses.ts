// A loss that moves no weights: a term its player can't change, or one that no player has.
import { removeNode, removeWire } from '../mends';
import { allNeeded } from '../order';
import { nodeOf } from '../plan';
import type { LintContext } from './lint';

export function deadLosses({ partition, log }: LintContext): void {
	const { steps, facts, slices } = partition;
	const isSum = (node: string): boolean => facts.get(node)?.place.kind?.adds !== undefined;
	const inputs = (node: string): [port: string, from: string][] =>
		Object.entries(steps.get(node)?.inputs ?? {}).map(([port, ref]) => [port, nodeOf(ref)]);
	/** The networks each sum is to teach; a player without any is told of elsewhere. */
	const taught = new Map<string, string[]>();
	for (const { networks, loss } of slices.filter((one) => one.networks.length > 0)) {
		const summed = allNeeded([nodeOf(loss)], (node) =>
			isSum(node) ? inputs(node).map(([, from]) => from) : [],
		);
		for (const node of [...summed].filter(isSum))
			taught.set(node, [...(taught.get(node) ?? []), ...networks]);
	}
	const comesBack = new Set(slices.flatMap(({ gradient }) => gradient));
	for (const [node, networks] of taught) {
		for (const [port] of inputs(node)) {
			if (comesBack.has(`${node}/${port}`)) continue;
			const names = [...new Set(networks)].join(', ');
			const { canvas } = facts.get(node)!.place;
			log.add({
				severity: 'warning',
				code: 'deadTerm',
				canvas,
				node,
				port,
				message: {
					ja: `この損失は ${names} によらないので、足しても学習は変わりません。`,
					en: `This loss does not depend on ${names}, so adding it changes nothing that is learned.`,
				},
				mend: removeWire(canvas, [node, port]),
			});
		}
	}
	// Also what broken nodes would take: that they are broken is told.
	const used = new Set(
		[...facts.values()].flatMap(({ place }) =>
			[...place.incoming.values()].map(({ from }) => from[0]),
		),
	);
	for (const { node } of steps.values()) {
		const { place } = facts.get(node)!;
		if (place.kind?.category !== 'losses' || used.has(node)) continue;
		log.add({
			severity: 'warning',
			code: 'unusedLoss',
			canvas: place.canvas,
			node,
			message: {
				ja: 'この損失を受け取るプレイヤーがないので、何も学習されません。プレイヤーか重みつき和につないでください。',
				en: 'No player takes this loss, so nothing is learned from it. Wire it to a player or a weighted sum.',
			},
			mend: removeNode(place.canvas, node),
		});
	}
}
