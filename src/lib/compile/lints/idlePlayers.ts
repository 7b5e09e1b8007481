// A player that updates nothing its loss depends on would run and never learn.
import type { Mend } from '../../graph/types';
import type { Place } from '../workspace';
import { updatedNetworks } from '../workspace';
import type { LintContext } from './lint';

export function idlePlayers({ partition: { slices }, log }: LintContext): void {
	for (const { player, networks, reached: needed } of slices) {
		const chosen = updatedNetworks(player);
		const at = { canvas: player.canvas, node: player.node.id } as const;
		if (networks.length > 0) {
			for (const name of chosen.filter((one) => !networks.includes(one))) {
				log.add({
					...at,
					severity: 'warning',
					code: 'outsideLoss',
					param: 'networks',
					message: {
						ja: `この損失は ${name} によらないので、${name} は更新されません。更新するネットワークから外してください。`,
						en: `This loss does not depend on ${name}, so ${name} is never changed. Take it off the list.`,
					},
					mend: setNetworks(player, networks),
				});
			}
			continue;
		}
		// The network that no other player updates is the one that is meant.
		const others = slices.filter((other) => other.player !== player);
		const free = needed.filter((name) =>
			others.every((other) => !updatedNetworks(other.player).includes(name)),
		);
		const [only] = free.length === 1 ? free : needed.length === 1 ? needed : [];
		log.add({
			...at,
			severity: 'error',
			code: 'idlePlayer',
			param: 'networks',
			message: messageFor(chosen, needed),
			mend: only === undefined ? undefined : setNetworks(player, [only]),
		});
	}
}

function messageFor(chosen: readonly string[], needed: readonly string[]) {
	const [names, there] = [chosen.join(', '), needed.join(', ')];
	if (needed.length === 0) {
		return {
			ja: 'この損失はどのネットワークにもよらないので、学習するものがありません。ネットワークの出力から作った損失をつないでください。',
			en: 'This loss depends on no network, so there is nothing to learn. Wire a loss made from a network’s output.',
		};
	}
	return {
		ja: `${names} を更新しますが、この損失は ${names} によりません。この損失がよるのは ${there} です。`,
		en: `This updates ${names}, but the loss does not depend on ${names}. It depends on ${there}.`,
	};
}

function setNetworks({ canvas, node, kind }: Place, networks: readonly string[]): Mend | undefined {
	const name = Object.entries(kind?.params ?? {}).find(([, { type }]) => type === 'networks')?.[0];
	if (name === undefined) return undefined;
	const list = networks.join(', ');
	return {
		label: { ja: `${list} を更新する`, en: `Update ${list}` },
		commands: [{ type: 'setParam', canvas, node: node.id, name, value: [...networks] }],
	};
}
